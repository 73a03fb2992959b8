/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets a document and what became of it: the lines of fields with `recipients:`, and the steps that note on them.
 */
#include "records/judge_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "fields/field_type.h"
#include "fields/recipients.h"
#include "records/texts.h"

struct delivering {
    struct court *court;
    const struct field *field;
    struct recipients before, now;
};

static void blame(struct delivering *delivering, const struct field *field, const char *why, const char *name)
{
    err_set(court_fault(delivering->court), ERR_INVALID, "recipients", field->name, SAY_RECIPIENT, field->label, name,
            why);
}

static bool is_untouched(const struct recipient *one)
{
    return !*one->sent_on && !*one->received_on && !*one->returned_on;
}

static bool is_same_state(const struct recipient *one, const struct recipient *other)
{
    return text_equal(one->sent_on, other->sent_on) && text_equal(one->received_on, other->received_on) &&
           text_equal(one->returned_on, other->returned_on) && text_equal(one->way, other->way);
}

static void take_state(struct recipient *to, const struct recipient *from)
{
    to->sent_on = from->sent_on;
    to->received_on = from->received_on;
    to->returned_on = from->returned_on;
    to->way = from->way;
}

/* --- the list is written ------------------------------------------------------------------------------------------ */

/* Whom it was sent to stays, with what became of it: that is noted by steps alone. */
static void keep_states(struct delivering *delivering, bool given)
{
    struct arena *mem = delivering->court->mem;
    for (size_t i = 0; i < delivering->before.list.count; i++) {
        const struct recipient *before = &delivering->before.list.items[i];
        if (!is_untouched(before) && !recipients_find(mem, &delivering->now, before->name))
            blame(delivering, delivering->field, SAY_RECIPIENT_SENT, before->name);
    }
    for (size_t i = 0; i < delivering->now.list.count; i++) {
        struct recipient *now = &delivering->now.list.items[i];
        const struct recipient *before = recipients_find(mem, &delivering->before, now->name);
        if (before && (is_untouched(now) || !given))
            take_state(now, before);
        else if (!given) /* copied: of another document */
            take_state(now, &(struct recipient){ .sent_on = "", .received_on = "", .returned_on = "", .way = "" });
        else if (before ? !is_same_state(before, now) : !is_untouched(now))
            blame(delivering, delivering->field, SAY_RECIPIENT_BY_STEP, now->name);
        if (!is_untouched(now) && now->purpose == PURPOSE_KEEP)
            blame(delivering, delivering->field, SAY_RECIPIENT_SENT, now->name);
    }
}

/* A new record brings what became of it, as a file of old ones does; what was copied of another brings the names. */
static void begin_states(struct delivering *delivering, bool given)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    for (size_t i = 0; i < delivering->now.list.count; i++) {
        struct recipient *now = &delivering->now.list.items[i];
        if (!given)
            take_state(now, &(struct recipient){ .sent_on = "", .received_on = "", .returned_on = "", .way = "" });
        if (strcmp(now->sent_on, today) > 0 || strcmp(now->received_on, today) > 0 ||
            strcmp(now->returned_on, today) > 0)
            blame(delivering, delivering->field, SAY_RECIPIENT_AHEAD, now->name);
    }
}

/* --- a step notes ------------------------------------------------------------------------------------------------- */

/* What keeps the step from noting AS of ONE; NULL. */
static const char *find_obstacle(const struct recipient *one, const char *as, const char *day)
{
    if (one->purpose == PURPOSE_KEEP)
        return SAY_RECIPIENT_KEPT;
    if (text_equal(as, DELIVERY_SENT)) /* what was returned is sent again */
        return *one->sent_on && !*one->returned_on ? SAY_RECIPIENT_IS_SENT : NULL;
    if (!*one->sent_on)
        return SAY_RECIPIENT_NOT_SENT;
    if (*one->returned_on)
        return SAY_RECIPIENT_IS_RETURNED;
    if (text_equal(as, DELIVERY_RECEIVED) && *one->received_on)
        return SAY_RECIPIENT_IS_RECEIVED;
    return strcmp(day, one->sent_on) < 0 ? SAY_RECIPIENT_EARLY : NULL;
}

static void note(struct delivering *delivering, struct recipient *one, const char *way)
{
    const struct judging *judging = delivering->court->judging;
    const char *as = judging->step->delivery->as, *day = arena_strdup(delivering->court->mem, judging->today);
    if (text_equal(as, DELIVERY_SENT))
        take_state(one, &(struct recipient){ .sent_on = day, .received_on = "", .returned_on = "", .way = way });
    else if (text_equal(as, DELIVERY_RECEIVED))
        one->received_on = day;
    else
        one->returned_on = day;
}

/* The recipients that are named, or all of which the step may note it; how many. */
static size_t note_all(struct delivering *delivering, const struct recipients *named, const char *way,
                       struct text *noted)
{
    struct arena *mem = delivering->court->mem;
    const struct judging *judging = delivering->court->judging;
    const struct field *to = register_field(judging->base->reg, judging->step->delivery->to);
    size_t count = 0;
    for (size_t i = 0; i < named->list.count; i++)
        if (!recipients_find(mem, &delivering->now, named->list.items[i].name))
            blame(delivering, to, SAY_RECIPIENT_UNKNOWN, named->list.items[i].name);
    for (size_t i = 0; i < delivering->now.list.count; i++) {
        struct recipient *one = &delivering->now.list.items[i];
        const char *obstacle = find_obstacle(one, judging->step->delivery->as, judging->today);
        bool asked = recipients_find(mem, named, one->name) != NULL;
        if (asked && obstacle)
            blame(delivering, to, obstacle, one->name);
        if ((named->list.count > 0 && !asked) || obstacle)
            continue;
        note(delivering, one, way);
        text_printf(noted, "%s%s", count++ ? "\n" : "", one->name);
    }
    return count;
}

static void deliver(struct delivering *delivering)
{
    struct court *court = delivering->court;
    const struct step_delivery *delivery = court->judging->step->delivery;
    struct record *record = &court->judgement->record;
    const struct field *to = register_field(record->reg, delivery->to);
    const struct field *way = delivery->way ? register_field(record->reg, delivery->way) : NULL;
    struct value *named = &record->values[to - record->reg->fields.items];
    struct recipients names;
    struct text noted;
    bool asked = !named->is_set && text_list_has(&court->judging->step->needs, to->name);
    if (court_has_fault(court, to) || asked)
        return;
    text_init(&noted, court->mem, RECIPIENTS_MAX * TEXT_MAX_LINE);
    recipients_parse(court->mem, to, named->is_set ? named->text : "", &names);
    for (size_t i = 0; i < names.faults.count; i++)
        *court_fault(court) = names.faults.items[i];
    const char *by =
        way ? value_people(court->mem, court->judging->definitions, way, record_value(record, way->name)) : "";
    size_t count = note_all(delivering, &names, by, &noted);
    if (count == 0 && !court_has_fault(court, to))
        err_set(court_fault(court), ERR_INVALID, "recipients", to->name, SAY_RECIPIENTS_NONE,
                court->judging->step->label, delivering->field->label);
    *named = (struct value){ .is_set = count > 0, .text = noted.data };
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static void set_unsent(struct court *court, const struct field *field, const struct recipients *now)
{
    struct record *record = &court->judgement->record;
    const struct field *unsent = register_field(record->reg, field->recipients);
    const struct recipient_counts counts = recipients_count(now);
    int64_t count = (int64_t)(counts.all - counts.sent);
    record->values[unsent - record->reg->fields.items] = (struct value){ .is_set = count > 0, .integer = count };
}

static void judge_field(struct court *court, size_t at)
{
    const struct judging *judging = court->judging;
    struct record *record = &court->judgement->record;
    const struct field *field = &record->reg->fields.items[at];
    struct delivering delivering = { .court = court, .field = field };
    bool delivers = judging->step && judging->step->delivery && text_equal(judging->step->delivery->field, field->name);
    const char *before = judging->base->values[at].is_set ? judging->base->values[at].text : "";
    const char *now = record->values[at].is_set ? record->values[at].text : "";
    if ((!delivers && !court_changes(court, at)) || court_has_fault(court, field) || !record_keeps(record, field))
        return; /* that a secret line has no list is judged with the line */
    recipients_parse(court->mem, field, before, &delivering.before);
    recipients_parse(court->mem, field, now, &delivering.now);
    for (size_t i = 0; i < delivering.now.faults.count; i++)
        *court_fault(court) = delivering.now.faults.items[i];
    if (delivers)
        deliver(&delivering);
    else if (judging->is_new && !judging->step)
        begin_states(&delivering, court->given[at]);
    else
        keep_states(&delivering, court->given[at]);
    const char *printed = recipients_print(court->mem, &delivering.now);
    record->values[at] = (struct value){ .is_set = *printed != '\0', .text = printed };
    set_unsent(court, field, &delivering.now);
}

void court_judge_recipients(struct court *court)
{
    const struct register_definition *reg = court->judgement->record.reg;
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].recipients)
            judge_field(court, i);
}
