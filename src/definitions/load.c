/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

enum { FAULTS_MAX = 1000, FAULT_TEXT_MAX = 2000 };

/* The key that names what a file holds; NULL where all files of the kind make one. */
static const char *const name_keys[KIND_COUNT] = {
    [KIND_REGISTER] = "register",
    [KIND_REPORT] = "report",
    [KIND_LIST] = "list",
    [KIND_CALENDAR] = "calendar",
};

/* --- faults ------------------------------------------------------------------------------------------------------- */

static void add_fault(struct arena *mem, struct faults *faults, struct place place, bool warning, const char *format,
                      va_list args) PRINTF_LIKE(5, 0);

static void add_fault(struct arena *mem, struct faults *faults, struct place place, bool warning, const char *format,
                      va_list args)
{
    char full[FAULT_TEXT_MAX];
    vsnprintf(full, sizeof full, format, args);
    faults->errors += !warning;
    if (faults->list.count == FAULTS_MAX)
        return;
    const char *text = arena_strndup(mem, full, utf8_cut(full, sizeof full - 4));
    *ARRAY_ADD(mem, &faults->list) = (struct fault){ place, warning, text };
}

void faults_add(struct arena *mem, struct faults *faults, struct place place, bool warning, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_fault(mem, faults, place, warning, format, args);
    va_end(args);
}

bool is_overlay(const struct loader *loader, struct place place)
{
    for (size_t i = 0; i < loader->sources.list.count; i++)
        if (loader->sources.list.items[i].file == place.file)
            return loader->sources.list.items[i].overlay;
    return false;
}

void fault_name(struct loader *loader, struct place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_fault(loader->mem, loader->faults, place, is_overlay(loader, place), format, args);
    va_end(args);
}

void fault_error(struct loader *loader, struct place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_fault(loader->mem, loader->faults, place, false, format, args);
    va_end(args);
}

static int compare_faults(const void *a, const void *b)
{
    const struct fault *x = a, *y = b;
    int order = strcmp(x->place.file, y->place.file);
    if (!order)
        order = (x->place.line > y->place.line) - (x->place.line < y->place.line);
    if (!order)
        order = (x->place.column > y->place.column) - (x->place.column < y->place.column);
    return order ? order : strcmp(x->text, y->text);
}

bool faults_have(const struct faults *faults, struct place place)
{
    for (size_t i = 0; i < faults->list.count; i++) {
        const struct fault *fault = &faults->list.items[i];
        if (!fault->warning && text_equal(fault->place.file, place.file) && fault->place.line == place.line &&
            fault->place.column == place.column)
            return true;
    }
    return false;
}

void faults_sort(struct faults *faults)
{
    if (faults->list.count > 1)
        qsort(faults->list.items, faults->list.count, sizeof(struct fault), compare_faults);
}

/* --- trees -------------------------------------------------------------------------------------------------------- */

/* The name a tree gives to what it holds; NULL (with a fault when it is bound) where it has none. */
static const char *tree_name(const struct node *root, enum file_kind kind)
{
    const struct node *member = node_member(root, name_keys[kind]);
    return member && member->kind == NODE_TEXT ? member->text : NULL;
}

static struct node *same_tree(struct loader *loader, const struct node *root, enum file_kind kind)
{
    const char *name = tree_name(root, kind);
    for (size_t i = 0; name && i < loader->trees[kind].list.count; i++)
        if (text_equal(tree_name(loader->trees[kind].list.items[i], kind), name))
            return loader->trees[kind].list.items[i];
    return NULL;
}

/* Files of one kind in one folder: their lists follow one another, so that what stands twice is found. */
static void join_lists(struct node *base, struct node *more)
{
    for (struct node *member = more->first, *next; member; member = next) {
        next = member->next;
        struct node *same = node_member(base, member->key);
        if (!same || same->kind != NODE_LIST || member->kind != NODE_LIST) {
            node_append(base, member);
            continue;
        }
        for (struct node *item = member->first, *after; item; item = after) {
            after = item->next;
            node_append(same, item);
        }
    }
}

static void add_tree(struct loader *loader, const struct source *source, struct node *root)
{
    enum file_kind kind = source->kind;
    struct trees *trees = &loader->trees[kind];
    struct node *before = name_keys[kind]         ? same_tree(loader, root, kind)
                          : trees->list.count > 0 ? trees->list.items[0]
                                                  : NULL;
    if (!before)
        *ARRAY_ADD(loader->mem, &trees->list) = root;
    else if (source->overlay)
        overlay_lay(loader, before, root);
    else if (name_keys[kind])
        fault_error(loader, root->place, TEXT_DEFINED_TWICE, tree_name(root, kind), before->place.file);
    else
        join_lists(before, root);
}

static void read_trees(struct loader *loader)
{
    for (size_t i = 0; i < loader->sources.list.count; i++) {
        const struct source *source = &loader->sources.list.items[i];
        struct node *root = node_read(loader->mem, source->file, source->bytes, source->length, loader->faults);
        if (root)
            add_tree(loader, source, root);
        else
            loader->unread = true;
    }
}

/* --- the set ------------------------------------------------------------------------------------------------------ */

/* The set is known by what was read; and by where the overlay lies, so that a message can name it. */
static void name_set(struct loader *loader, const char *overlay)
{
    char full[PATH_MAX];
    struct definitions *set = loader->set;
    sources_hash(&loader->sources, false, set->hash);
    set->overlay = "";
    if (!overlay)
        return;
    sources_hash(&loader->sources, true, set->overlay_hash);
    set->overlay = arena_strdup(loader->mem, realpath(overlay, full) ? full : overlay);
}

const struct definitions *definitions_read(struct arena *mem, const char *folder, const char *overlay,
                                           struct faults *faults, struct err *err)
{
    struct loader *loader = ARENA_NEW(mem, struct loader);
    *loader = (struct loader){ .mem = mem, .faults = faults };
    loader->binder = (struct binder){ .mem = mem, .faults = faults };
    loader->set = ARENA_NEW(mem, struct definitions);
    if (!sources_add(mem, &loader->sources, folder, false, faults, err))
        return NULL;
    if (overlay && !sources_add(mem, &loader->sources, overlay, true, faults, err))
        return NULL;
    read_trees(loader);
    say_words(loader);
    build_set(loader);
    check_office(loader);
    check_roles(loader);
    check_registers(loader);
    check_rules(loader);
    check_backings(loader);
    check_signs(loader);
    check_deliveries(loader);
    check_prints(loader);
    check_approvals(loader);
    check_urges(loader);
    check_opens(loader);
    check_boards(loader);
    check_weeks(loader);
    check_holds(loader);
    check_figures(loader);
    check_reports(loader);
    check_dashboard(loader);
    build_time(loader);
    check_law(loader);
    check_undone(loader);
    if (faults->errors > 0)
        drop_unreadable_queries(loader);
    faults_sort(faults);
    name_set(loader, overlay);
    return loader->set;
}

const struct definitions *definitions_load(struct arena *mem, const char *folder, const char *overlay,
                                           struct faults *faults, struct err *err)
{
    const struct definitions *set = definitions_read(mem, folder, overlay, faults, err);
    if (set && faults->errors > 0) {
        err_set(err, ERR_INVALID, "definitions", NULL, TEXT_FAULTS, faults->errors);
        return NULL;
    }
    return set;
}
