/* What happened to a record, newest first: who, what, from what to what, when. Paged by version.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "records/history_steps.h"
#include "store/id.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* The lines of fields that are written line by line: among those read, where these are all there are. */
static bool read_written(const struct opened *opened, struct db *db, int64_t before, struct page_names *names,
                         struct timeline *timeline, struct err *err)
{
    struct visit *visit = opened->visit;
    if (!record_has_lines(opened->record))
        return true;
    if (before == 0 && !timeline->more)
        lines_of_history(visit->mem, timeline->lines, timeline->count, &timeline->written);
    else if (!record_lines(db, visit->mem, visit->definitions, opened->record, &visit->scope, &timeline->written, err))
        return false;
    for (size_t i = 0; i < timeline->written.count; i++) {
        page_names_want(names, timeline->written.list[i].by);
        page_names_want(names, timeline->written.list[i].for_whom);
    }
    return true;
}

struct template_value *timeline_written(const struct opened *opened, const struct page_names *names,
                                        const struct timeline *timeline, const struct field *field)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *list = template_list(mem);
    for (size_t i = 0; i < timeline->written.count; i++) {
        const struct record_line *line = &timeline->written.list[i];
        struct template_value *item = template_object(mem);
        if (line->field != field)
            continue;
        const char *who = page_name(names, line->by);
        if (!text_is_empty(line->for_whom))
            who = arena_printf(mem, SAY_WRITTEN_FOR, who, page_name(names, line->for_whom));
        template_put_text(item, "text", line->erased ? SAY_TIMELINE_ERASED : line->text);
        template_put_text(item, "note", arena_printf(mem, SAY_WRITTEN_BY, page_day(mem, line->on), who));
        template_add(list, item);
    }
    if (timeline->written.older) {
        struct template_value *item = template_object(mem);
        template_put_text(item, "text", SAY_WRITTEN_OLDER);
        template_put_text(item, "note", "");
        template_add(list, item);
    }
    return list;
}

static bool names_person(const struct history_change *change, const char *stored)
{
    return change->field && change->field->type == FIELD_USER && !change->erased && !change->masked &&
           !text_is_empty(stored);
}

static void want_changed(const struct history_change *change, struct page_names *names)
{
    if (names_person(change, change->old))
        page_names_want(names, change->old);
    if (names_person(change, change->new))
        page_names_want(names, change->new);
}

bool timeline_read(const struct opened *opened, int64_t before, struct page_names *names, struct timeline *timeline,
                   struct err *err)
{
    struct arena *mem = opened->visit->mem;
    *timeline = (struct timeline){ 0 };
    struct db *db = visit_db(opened->visit, err);
    if (!db || !record_history(db, mem, opened->visit->definitions, opened->record, &opened->visit->scope, before,
                               TIMELINE_PAGE + 1, &timeline->lines, &timeline->count, err))
        return false;
    timeline->more = timeline->count > TIMELINE_PAGE;
    if (timeline->more)
        timeline->count = TIMELINE_PAGE;
    for (size_t i = 0; i < timeline->count; i++) {
        const struct history_line *line = &timeline->lines[i];
        page_names_want(names, line->by);
        page_names_want(names, line->for_whom);
        for (size_t k = 0; k < line->handed_count; k++)
            page_names_want(names, line->handed[k].to);
        for (size_t k = 0; k < line->change_count; k++)
            want_changed(&line->changes[k], names);
    }
    return read_written(opened, db, before, names, timeline, err);
}

/* A stored value in words; a code that no longer reads stands for itself. */
static const char *value_words(const struct opened *opened, const struct page_names *names,
                               const struct history_change *change, const char *stored)
{
    struct value value;
    struct err ignored = { 0 };
    struct arena *mem = opened->visit->mem;
    const struct definitions *definitions = opened->visit->definitions;
    if (change->erased)
        return SAY_TIMELINE_ERASED;
    if (change->masked)
        return SAY_TIMELINE_MASKED;
    if (text_is_empty(stored))
        return SAY_TIMELINE_NOTHING;
    if (names_person(change, stored))
        return page_name(names, stored);
    if (!change->field || !value_read(mem, definitions, change->field, stored, &value, &ignored) || !value.is_set)
        return stored;
    return value_people(mem, definitions, change->field, &value);
}

/* In the order of the definition, as the form has them; what is no field of it last. */
static int compare_changes(const void *a, const void *b)
{
    const struct history_change *one = a, *other = b;
    if (!one->field || !other->field)
        return (one->field == NULL) - (other->field == NULL);
    return (one->field > other->field) - (one->field < other->field); /* both of one array */
}

static struct template_value *make_changes(const struct opened *opened, const struct page_names *names,
                                           const struct history_line *line)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *changes = template_list(mem);
    if (line->change_count > 1)
        qsort(line->changes, line->change_count, sizeof *line->changes, compare_changes);
    for (size_t i = 0; i < line->change_count; i++) {
        const struct history_change *change = &line->changes[i];
        struct template_value *item = template_object(mem);
        template_put_text(item, "label", change->field ? change->field->label : change->name);
        bool first = line->version == 1 && text_is_empty(change->old) && !change->masked && !change->erased;
        bool adds = change->field && change->field->lines && !text_equal(line->step, STEP_UNDO);
        template_put_text(item, "old", first || adds ? "" : value_words(opened, names, change, change->old));
        template_put_text(item, "new", value_words(opened, names, change, change->new));
        template_add(changes, item);
    }
    return changes;
}

/* "Sở Y tế, chủ trì, hạn 15/08/2021; Phòng Kinh tế, nhận để biết" */
static const char *handed_words(struct arena *mem, const struct page_names *names, const struct history_line *line)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < line->handed_count; i++) {
        const struct history_handed *handed = &line->handed[i];
        const char *due = text_equal(handed->due, DUE_PAUSED) ? SAY_TIMELINE_PAUSED
                          : due_is_day(handed->due) ? arena_printf(mem, SAY_TIMELINE_DUE, page_day(mem, handed->due))
                                                    : "";
        text_add(&out, i ? "; " : "");
        text_printf(&out, SAY_TIMELINE_TO, page_name(names, handed->to), handed->role, due);
    }
    return out.data;
}

/* What the act was about, beside fields: to whom, which file, which record. */
static const char *about(const struct opened *opened, const struct page_names *names, const struct history_line *line)
{
    struct arena *mem = opened->visit->mem;
    if (line->handed_count > 0)
        return handed_words(mem, names, line);
    if (line->link) {
        char id[ID_SIZE];
        for (size_t i = 0; i < opened->context.link_count; i++)
            if (opened->context.links[i].id == line->about)
                return arena_printf(mem, "%s %s", link_kind_label(line->link, false),
                                    linked_text(mem, &opened->context.links[i]));
        for (size_t i = 0; i < opened->held.count; i++)
            if (opened->held.items[i].record->id == line->about)
                return arena_printf(mem, "%s %s", link_kind_label(line->link, false),
                                    record_short(mem, opened->held.items[i].record));
        if (line->hidden)
            return arena_printf(mem, "%s %s", link_kind_label(line->link, false), SAY_TIMELINE_HIDDEN);
        id_print(line->about, id);
        return arena_printf(mem, "%s %s", link_kind_label(line->link, false), id);
    }
    return "";
}

/* The day it happened where that is another one than it was entered; for whom somebody acted. */
static const char *note_of(const struct opened *opened, const struct page_names *names, const struct history_line *line)
{
    struct arena *mem = opened->visit->mem;
    char recorded[DATE_SIZE];
    struct text out;
    day_print(instant_local_day(line->recorded_at), recorded);
    text_init(&out, mem, TEXT_MAX_LINE);
    if (line->on && !text_equal(line->on, recorded) && history_step_dates(line->step))
        text_printf(&out, SAY_TIMELINE_ON, page_day(mem, line->on));
    if (!text_is_empty(line->for_whom)) {
        text_add(&out, out.length ? ", " : "");
        text_printf(&out, SAY_TIMELINE_FOR, page_name(names, line->for_whom));
    }
    return out.data;
}

/* What was said: the reason of a step, the comment, the giver's words; a file's name. */
static const char *said(const struct opened *opened, const struct page_names *names, const struct history_line *line)
{
    const char *what = about(opened, names, line);
    const char *words = !text_is_empty(line->words) ? line->words : "";
    struct text out;
    text_init(&out, opened->visit->mem, TEXT_MAX_PAGE);
    const char *parts[] = { what, words, line->reason ? line->reason : "" };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (!*parts[i])
            continue;
        text_add(&out, out.length ? ". " : "");
        text_add(&out, parts[i]);
    }
    return out.data;
}

void timeline_put(struct template_value *values, const struct opened *opened, const struct page_names *names,
                  const struct timeline *timeline)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *list = template_list(mem);
    for (size_t i = 0; i < timeline->count; i++) {
        const struct history_line *line = &timeline->lines[i];
        struct template_value *item = template_object(mem);
        char instant[INSTANT_SIZE];
        instant_print(line->recorded_at, instant);
        template_put_text(item, "label", line->label);
        template_put_text(item, "by", page_name(names, line->by));
        template_put_text(item, "at", page_instant(mem, line->recorded_at));
        template_put_text(item, "datetime", arena_strdup(mem, instant));
        template_put_text(item, "note", note_of(opened, names, line));
        template_put_text(item, "reason", said(opened, names, line));
        template_put(item, "changes", make_changes(opened, names, line));
        template_add(list, item);
    }
    const char *more = "";
    if (timeline->more)
        more = arena_printf(mem, "%s?before=%lld#timeline", opened->path,
                            (long long)timeline->lines[timeline->count - 1].version);
    template_put(values, "timeline", list);
    template_put_text(values, "timeline_more", more);
}
