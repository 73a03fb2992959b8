/* fuzz/yaml.c
 * Reads any bytes as a file of office/, binds it as a register and as a report; what is refused must say where and why.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "definitions/shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool fine)
{
    if (!fine)
        abort();
}

static void check_faults(const struct faults *faults)
{
    for (size_t i = 0; i < faults->list.count; i++) {
        const struct fault *fault = &faults->list.items[i];
        check(fault->place.line >= 1 && fault->place.column >= 1);
        check(fault->text[0] && utf8_is_valid(fault->text, strlen(fault->text)));
    }
}

static void bind(struct arena *mem, struct faults *faults, const struct bind_shape *shape, const struct node *root)
{
    struct binder binder = { .mem = mem, .faults = faults };
    bind_struct(&binder, shape, root, arena_alloc(mem, shape->size));
    for (size_t i = 0; i < binder.texts.count; i++)
        check(utf8_is_valid(binder.texts.items[i].text, strlen(binder.texts.items[i].text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct faults faults = { 0 };
    struct node *root = node_read(mem, "x.yaml", (const char *)bytes, size, &faults);
    check(root || faults.errors > 0);
    if (root) {
        bind(mem, &faults, &register_shape, root);
        bind(mem, &faults, &report_shape, root);
        node_lay_over(root, node_read(mem, "y.yaml", (const char *)bytes, size, &faults));
        bind(mem, &faults, &units_shape, root);
    }
    check_faults(&faults);
    arena_free(mem);
    return 0;
}
