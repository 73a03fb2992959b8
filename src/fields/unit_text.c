/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/unit_text.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

/* What stands before the name of an area, folded, and the kind it says; "" says none. */
static const struct {
    const char *words, *kind;
} befores[] = {
    { "uy ban nhan dan ", "" }, { "ubnd ", "" },       { "thanh pho ", "thanh-pho" },
    { "tp ", "thanh-pho" },     { "huyen ", "huyen" }, { "h ", "huyen" },
    { "thi xa ", "thi-xa" },    { "tx ", "thi-xa" },   { "tinh ", "tinh" },
    { "phuong ", "phuong" },    { "xa ", "xa" },       { "thi tran ", "thi-tran" },
};

/* A name without what stands before it. */
struct core {
    const char *kind, *name; /* kind "" where it says none */
};

static struct core core_of(struct arena *mem, const char *text)
{
    struct core core = { "", viet_fold(mem, text) };
    for (size_t i = 0; i < COUNT_OF(befores); i++)
        if (text_starts(core.name, befores[i].words) && !*core.kind) {
            core.kind = befores[i].kind;
            core.name += strlen(befores[i].words);
        }
    return core;
}

static void add_match(const struct unit *unit, const struct unit **matches, size_t *count)
{
    for (size_t i = 0; i < *count; i++)
        if (matches[i] == unit)
            return;
    if (unit && *count < UNIT_MATCHES_MAX)
        matches[(*count)++] = unit;
}

static bool has_name(struct arena *mem, const struct unit *unit, const char *text)
{
    for (size_t i = 0; i < unit->names.count; i++)
        if (viet_same(mem, unit->names.items[i].name, text) ||
            (unit->names.items[i].brief && viet_same(mem, unit->names.items[i].brief, text)))
            return true;
    return false;
}

/* NAME is what CORE says, of the same kind where CORE says one. */
static bool fits(struct arena *mem, const struct core *core, const char *name)
{
    const struct core other = core_of(mem, name);
    return *core->name && text_equal(core->name, other.name) && (!*core->kind || text_equal(core->kind, other.kind));
}

size_t unit_matches(struct arena *mem, const struct definitions *definitions, const char *text,
                    const struct unit *matches[UNIT_MATCHES_MAX])
{
    size_t count = 0;
    add_match(definitions_unit(definitions, text), matches, &count);
    bool by_code = count > 0;
    for (size_t i = 0; !by_code && i < definitions->units.count; i++)
        if (has_name(mem, &definitions->units.items[i], text))
            add_match(&definitions->units.items[i], matches, &count);
    if (count > 0)
        return count;
    const struct core core = core_of(mem, text);
    for (size_t i = 0; i < definitions->units.count; i++)
        for (size_t k = 0; k < definitions->units.items[i].names.count; k++)
            if (fits(mem, &core, definitions->units.items[i].names.items[k].name))
                add_match(&definitions->units.items[i], matches, &count);
    for (size_t i = 0; i < definitions->areas.count; i++)
        if (fits(mem, &core, definitions->areas.items[i].name))
            add_match(definitions_unit(definitions, definitions->areas.items[i].code), matches, &count);
    return count;
}

const char *unit_matches_text(struct arena *mem, const struct unit *const *matches, size_t count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%s%s (%s)", i ? ", " : "", matches[i]->names.items[matches[i]->names.count - 1].name,
                    matches[i]->code);
    return out.data;
}
