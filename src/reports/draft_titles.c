/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of titles: which records, in which list, in what words. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/draft_internal.h"
#include "reports/phrase.h"
#include "viet/fold.h"

/* The fields asked of each record, in this order. */
enum { ASK_BY, ASK_OTHERWISE, ASK_PHRASE, ASK_COUNT };

struct list {
    const struct titles_definition *titles;
    const char *unit; /* of its section; NULL where none */
    struct report_items items;
    bool *mine; /* beside each item */
};

struct lists {
    ARRAY(struct list) all;
};

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool read_list(struct drafting *to, const struct titles_definition *titles, const char *unit)
{
    const char *fields[ASK_COUNT] = { titles->by, titles->otherwise, titles->phrase };
    const char *query = printed_query(to, titles->query, unit);
    struct list *list = ARRAY_ADD(to->mem, &to->lists->all);
    list->titles = titles;
    list->unit = unit;
    if (!to->ask->source->items(to->ask->source, to->mem, titles->reg, query, &to->days, fields, ASK_COUNT,
                                &list->items, to->err))
        return false;
    list->mine = ARENA_ARRAY(to->mem, bool, list->items.list.count + 1);
    return true;
}

static bool read_section(struct drafting *to, const struct section_definition *section, const char *unit)
{
    unit = section->unit ? section->unit : unit;
    for (size_t i = 0; i < section->parts.count; i++)
        if (section->parts.items[i].titles && !read_list(to, section->parts.items[i].titles, unit))
            return false;
    for (size_t i = 0; i < section->sections.count; i++)
        if (!read_section(to, &section->sections.items[i], unit))
            return false;
    return true;
}

/* --- who keeps what ---------------------------------------------------------------------------------------------- */

struct claim {
    int64_t id;
    size_t list, item;
    bool own_unit;
};

/* By record; the list of its own unit first, then the first list. */
static int compare_claims(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    if (x->own_unit != y->own_unit)
        return x->own_unit ? -1 : 1;
    return x->list != y->list ? (x->list < y->list ? -1 : 1) : (x->item > y->item) - (x->item < y->item);
}

static void settle(struct drafting *to)
{
    ARRAY(struct claim) claims = { 0 };
    for (size_t i = 0; i < to->lists->all.count; i++) {
        struct list *list = &to->lists->all.items[i];
        for (size_t j = 0; j < list->items.list.count; j++) {
            const struct report_item *item = &list->items.list.items[j];
            bool own = list->unit && text_equal(list->unit, item->unit);
            *ARRAY_ADD(to->mem, &claims) = (struct claim){ item->id, i, j, own };
        }
    }
    if (claims.count > 1)
        qsort(claims.items, claims.count, sizeof *claims.items, compare_claims);
    for (size_t i = 0; i < claims.count; i++)
        if (i == 0 || claims.items[i].id != claims.items[i - 1].id)
            to->lists->all.items[claims.items[i].list].mine[claims.items[i].item] = true;
}

bool titles_read(struct drafting *to)
{
    to->lists = ARENA_NEW(to->mem, struct lists);
    for (size_t i = 0; i < to->ask->report->sections.count; i++)
        if (!read_section(to, &to->ask->report->sections.items[i], NULL))
            return false;
    settle(to);
    return true;
}

/* --- sentences --------------------------------------------------------------------------------------------------- */

struct group_item {
    const struct report_item *item;
    size_t rank;  /* place of its type in the list of types */
    size_t order; /* as it was read */
};

struct group {
    const char *verb; /* "" where none */
    size_t rank;      /* place of its first choice in the field */
    ARRAY(struct group_item) items;
};

struct groups {
    ARRAY(struct group) list;
};

static const struct choice *choice_of(const struct titles_definition *titles, const char *name, const char *code)
{
    const struct field *field = name && !text_is_empty(code) ? register_field(titles->reg, name) : NULL;
    const struct choice *choice = field ? field_choice(field, code) : NULL;
    return choice && choice->verb ? choice : NULL;
}

/* The place of the first choice with VERB in the field that leads; those of the other field come behind. */
static size_t rank_of(const struct titles_definition *titles, const char *verb)
{
    const char *names[] = { titles->by, titles->otherwise };
    size_t rank = 0;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct field *field = names[i] ? register_field(titles->reg, names[i]) : NULL;
        for (size_t j = 0; field && j < field->choices.count; j++, rank++)
            if (text_equal(field->choices.items[j].verb, verb))
                return rank;
    }
    return rank;
}

static struct group *group_of(struct drafting *to, struct groups *groups, const struct titles_definition *titles,
                              const struct report_item *item)
{
    const struct choice *choice = NULL;
    if (!titles->lead) {
        choice = choice_of(titles, titles->by, item->values[ASK_BY]);
        choice = choice ? choice : choice_of(titles, titles->otherwise, item->values[ASK_OTHERWISE]);
    }
    const char *verb = choice ? choice->verb : "";
    for (size_t i = 0; i < groups->list.count; i++)
        if (text_equal(groups->list.items[i].verb, verb))
            return &groups->list.items[i];
    struct group *group = ARRAY_ADD(to->mem, &groups->list);
    group->verb = verb;
    group->rank = choice ? rank_of(titles, verb) : SIZE_MAX;
    return group;
}

/* Documents of one type stand together, in the order of the types; otherwise as they were read. */
static int compare_items(const void *a, const void *b)
{
    const struct group_item *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static size_t type_rank(const struct titles_definition *titles, const struct report_item *item)
{
    const struct field *field = titles->otherwise ? register_field(titles->reg, titles->otherwise) : NULL;
    for (size_t i = 0; field && i < field->choices.count; i++)
        if (text_equal(field->choices.items[i].code, item->values[ASK_OTHERWISE]))
            return i;
    return field ? field->choices.count : 0;
}

/* The ranks of two groups differ. */
static int compare_groups(const void *a, const void *b)
{
    size_t x = ((const struct group *)a)->rank, y = ((const struct group *)b)->rank;
    return (x > y) - (x < y);
}

static const char *wording(struct drafting *to, const struct group *group, const struct report_item *item)
{
    const char *own = item->values[ASK_PHRASE];
    return text_is_empty(own) ? phrase_title(to->mem, to->ask->definitions, to->ask->report, group->verb, item->title)
                              : phrase_own(to->mem, own);
}

static bool add_sentence(struct drafting *to, const struct titles_definition *titles, const struct group *group,
                         struct report_section *section)
{
    struct report_line line = { .kind = REPORT_DASH };
    size_t count = group->items.count;
    if (count > 1)
        qsort(group->items.items, count, sizeof *group->items.items, compare_items);
    const char **items = ARENA_ARRAY(to->mem, const char *, count);
    int64_t *records = ARENA_ARRAY(to->mem, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        items[i] = wording(to, group, group->items.items[i].item);
        records[i] = group->items.items[i].item->id;
    }
    if (titles->lead && !prose_add(to->prose, titles->lead, &line.prose, to->err))
        return false;
    figures_keep(to, &line.prose);
    const char *verb = titles->lead ? "" : group->verb;
    const char *joined = phrase_join(to->mem, to->ask->definitions, to->ask->report, items, count);
    if (!titles->lead && !verb[0])
        joined = viet_upper_first(to->mem, joined);
    const char *blank = titles->lead || verb[0] ? " " : "";
    prose_add_text(to->prose, arena_printf(to->mem, "%s%s%s.", verb, blank, joined), &line.prose);
    line.records = records;
    line.record_count = count;
    *ARRAY_ADD(to->mem, &section->lines) = line;
    return true;
}

bool titles_add(struct drafting *to, const struct titles_definition *titles, struct report_section *section)
{
    struct groups groups = { 0 };
    const struct list *list = NULL;
    int64_t taken = 0;
    for (size_t i = 0; i < to->lists->all.count; i++)
        if (to->lists->all.items[i].titles == titles)
            list = &to->lists->all.items[i];
    for (size_t i = 0; list && i < list->items.list.count; i++) {
        if (!list->mine[i] || (titles->limit > 0 && taken == titles->limit))
            continue;
        const struct report_item *item = &list->items.list.items[i];
        struct group *group = group_of(to, &groups, titles, item);
        *ARRAY_ADD(to->mem, &group->items) = (struct group_item){ item, type_rank(titles, item), i };
        taken++;
    }
    if (groups.list.count > 1)
        qsort(groups.list.items, groups.list.count, sizeof *groups.list.items, compare_groups);
    for (size_t i = 0; i < groups.list.count; i++)
        if (!add_sentence(to, titles, &groups.list.items[i], section))
            return false;
    return true;
}
