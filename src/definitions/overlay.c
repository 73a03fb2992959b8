/* SPDX-License-Identifier: Apache-2.0 */
/* What a file of an overlay takes away from the files below it before it is laid on them: `replace:` whole lists,
 * `without:` single items. Only what comes with the program can be taken away, never what the overlay itself says. */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

struct takes_away {
    struct text_list replace, without;
};

static const struct bind_key overlay_shape_keys[] = {
    KEY_TEXTS("replace", struct takes_away, replace),
    KEY_TEXTS("without", struct takes_away, without),
};
static const struct bind_shape overlay_shape = { .what = "thư mục riêng",
                                                 .size = sizeof(struct takes_away),
                                                 .keys = overlay_shape_keys,
                                                 .key_count = COUNT_OF(overlay_shape_keys),
                                                 .place = BIND_NO_PLACE };

/* A list of mappings that stands at the head of a file: what may be replaced, and lose items. */
static bool is_list_of_items(const struct node *member)
{
    return member->kind == NODE_LIST && member->first && member->first->kind == NODE_MAP;
}

static void fault_no_such(struct loader *loader, const char *what, const char *name, const struct names *known)
{
    struct place place = bind_place(&loader->binder, name, (struct place){ 0 });
    const char *nearest = nearest_word(name, known->list.items, known->list.count);
    if (nearest)
        fault_error(loader, place, TEXT_TAKES_NEAREST, what, name, nearest);
    else
        fault_error(loader, place, TEXT_TAKES_NOTHING, what, name);
}

static void replace_list(struct loader *loader, const struct node *base, const char *name)
{
    struct names lists = { 0 };
    for (const struct node *member = base->first; member; member = member->next)
        if (is_list_of_items(member))
            names_add(loader, &lists, member->key);
    struct node *list = node_member(base, name);
    if (!names_has(&lists, name)) {
        if (!list || list->kind != NODE_LIST) /* a list that the overlay has emptied already is none */
            fault_no_such(loader, "replace", name, &lists);
        return;
    }
    for (struct node *item = list->first, *next; item; item = next) {
        next = item->next;
        if (!is_overlay(loader, item->place))
            node_drop(list, item);
    }
}

/* The items that NAME means: "ksttthc", or "units/ksttthc" where two lists have one of that name. */
static void leave_out(struct loader *loader, const struct node *base, const char *name)
{
    const char *slash = strchr(name, '/');
    const char *code = slash ? slash + 1 : name;
    struct names known = { 0 };
    struct node *found_in = NULL, *found = NULL;
    size_t count = 0;
    for (struct node *member = base->first; member; member = member->next) {
        if (!is_list_of_items(member))
            continue;
        bool asked = !slash || (strlen(member->key) == (size_t)(slash - name) &&
                                strncmp(member->key, name, (size_t)(slash - name)) == 0);
        for (struct node *item = member->first; asked && item; item = item->next) {
            const char *item_name = is_overlay(loader, item->place) ? NULL : node_item_name(item);
            names_add(loader, &known, item_name);
            if (!text_equal(item_name, code))
                continue;
            found_in = member, found = item;
            count++;
        }
    }
    if (count == 0)
        fault_no_such(loader, "without", name, &known);
    else if (count > 1)
        fault_error(loader, bind_place(&loader->binder, name, (struct place){ 0 }), TEXT_TAKES_SEVERAL, name,
                    found_in->key, code);
    else
        node_drop(found_in, found);
}

/* Moves what only an overlay says out of its tree: the shapes of the files do not have it. */
static struct node *take_head(struct loader *loader, struct node *over)
{
    struct node *head = ARENA_NEW(loader->mem, struct node);
    *head = (struct node){ .kind = NODE_MAP, .place = over->place };
    for (size_t i = 0; i < COUNT_OF(overlay_shape_keys); i++) {
        struct node *member = node_member(over, overlay_shape_keys[i].key);
        if (!member)
            continue;
        node_drop(over, member);
        node_append(head, member);
    }
    return head;
}

void overlay_lay(struct loader *loader, struct node *base, struct node *over)
{
    struct takes_away takes = { 0 };
    struct node *head = take_head(loader, over);
    bind_struct(&loader->binder, &overlay_shape, head, &takes);
    for (size_t i = 0; i < takes.replace.count; i++)
        replace_list(loader, base, takes.replace.items[i]);
    for (size_t i = 0; i < takes.without.count; i++)
        leave_out(loader, base, takes.without.items[i]);
    node_lay_over(base, over);
}
