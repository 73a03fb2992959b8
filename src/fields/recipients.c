/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/recipients.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type_texts.h"
#include "fields/unit_text.h"
#include "viet/fold.h"

#define PREFIX_ADDRESSED "Kính gửi:"
#define PREFIX_KEEP      "Lưu:"

static const char *const purposes[] = {
    [PURPOSE_NONE] = NULL,           [PURPOSE_ADDRESSED] = "kính gửi", [PURPOSE_ACT] = "để thực hiện",
    [PURPOSE_REPORT] = "để báo cáo", [PURPOSE_KNOW] = "để biết",       [PURPOSE_KEEP] = "lưu",
};

/* What may stand in the brackets, folded. */
static const struct {
    const char *words;
    enum recipient_purpose purpose;
} brackets[] = {
    { "de thuc hien", PURPOSE_ACT }, { "thuc hien", PURPOSE_ACT },     { "de t h", PURPOSE_ACT },
    { "t h", PURPOSE_ACT },          { "de bao cao", PURPOSE_REPORT }, { "bao cao", PURPOSE_REPORT },
    { "de b c", PURPOSE_REPORT },    { "b c", PURPOSE_REPORT },        { "de biet", PURPOSE_KNOW },
    { "biet", PURPOSE_KNOW },
};

const char *recipient_purpose_words(enum recipient_purpose purpose)
{
    return purposes[purpose];
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct reading {
    struct arena *mem;
    const struct field *field;
    struct recipients *found;
};

static void blame(struct reading *reading, const char *why, const char *line)
{
    err_set(ARRAY_ADD(reading->mem, &reading->found->faults), ERR_INVALID, "recipients", reading->field->name,
            TEXT_RECIPIENT_LINE, reading->field->label, line, why);
}

/* TEXT behind PREFIX, however that is spelled; NULL where it begins otherwise. */
static const char *behind(struct arena *mem, const char *text, const char *prefix)
{
    const char *colon = strchr(text, ':');
    if (!colon)
        return NULL;
    const char *begin = arena_strndup(mem, text, (size_t)(colon - text));
    return viet_same(mem, begin, prefix) ? text_trim(mem, colon + 1) : NULL;
}

/* The name and the purpose: what stands before the first bar. */
static void read_name(struct arena *mem, const char *text, struct recipient *recipient)
{
    const char *addressed = behind(mem, text, PREFIX_ADDRESSED), *kept = behind(mem, text, PREFIX_KEEP);
    const char *open = strrchr(text, '(');
    recipient->name = text;
    if (addressed || kept) {
        recipient->name = addressed ? addressed : kept;
        recipient->purpose = addressed ? PURPOSE_ADDRESSED : PURPOSE_KEEP;
        return;
    }
    if (!open || !text_ends(text, ")"))
        return;
    const char *words = viet_fold(mem, open);
    for (size_t i = 0; i < COUNT_OF(brackets); i++)
        if (text_equal(words, brackets[i].words)) {
            recipient->name = text_trim(mem, arena_strndup(mem, text, (size_t)(open - text)));
            recipient->purpose = brackets[i].purpose;
        }
}

/* "gửi 02/08/2021 qua …" behind its WORDS: the day, and what follows it. */
static bool read_day(struct arena *mem, const char *text, int words, const char **day, const char **rest)
{
    char printed[DATE_SIZE];
    day_t read;
    for (; words > 0 && *text; words--) {
        text += strcspn(text, " ");
        text += strspn(text, " ");
    }
    size_t length = strcspn(text, " ");
    if (!day_parse_people(arena_strndup(mem, text, length), &read))
        return false;
    day_print(read, printed);
    *day = arena_strdup(mem, printed);
    *rest = text_trim(mem, text + length);
    return true;
}

static bool read_event(struct arena *mem, const char *text, struct recipient *recipient)
{
    const char *folded = viet_fold(mem, text), *rest = "";
    if (text_starts(folded, "gui ")) {
        bool read = !*recipient->sent_on && read_day(mem, text, 1, &recipient->sent_on, &rest);
        if (text_starts(viet_fold(mem, rest), "qua "))
            recipient->way = text_trim(mem, rest + strcspn(rest, " "));
        return read && (!*rest || *recipient->way) && utf8_length(recipient->way) <= RECIPIENT_WAY_MAX;
    }
    if (text_starts(folded, "nhan "))
        return !*recipient->received_on && read_day(mem, text, 1, &recipient->received_on, &rest) && !*rest;
    return text_starts(folded, "tra lai ") && !*recipient->returned_on &&
           read_day(mem, text, 2, &recipient->returned_on, &rest) && !*rest;
}

/* Nothing comes before it was sent, and what is kept goes nowhere. */
static const char *find_fault(const struct recipient *recipient)
{
    bool ends = *recipient->received_on || *recipient->returned_on;
    if (recipient->purpose == PURPOSE_KEEP && *recipient->sent_on)
        return TEXT_RECIPIENT_KEPT;
    if (ends && !*recipient->sent_on)
        return TEXT_RECIPIENT_UNSENT;
    if ((*recipient->received_on && strcmp(recipient->received_on, recipient->sent_on) < 0) ||
        (*recipient->returned_on && strcmp(recipient->returned_on, recipient->sent_on) < 0))
        return TEXT_RECIPIENT_ORDER;
    return NULL;
}

/* A line without the dash before it and the full stop behind. */
static const char *bare(struct arena *mem, const char *line)
{
    const char *text = text_trim(mem, line);
    while (text_starts(text, "-") || text_starts(text, "–") || text_starts(text, "+"))
        text = text_trim(mem, text + (text_starts(text, "–") ? strlen("–") : 1));
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == '.' || text[length - 1] == ','))
        length--;
    return text_trim(mem, arena_strndup(mem, text, length));
}

static void read_line(struct reading *reading, const char *line)
{
    struct arena *mem = reading->mem;
    struct recipient one = { .sent_on = "", .received_on = "", .returned_on = "", .way = "" };
    size_t count;
    const char *text = bare(mem, line);
    if (!*text)
        return;
    char **parts = text_split(mem, text, '|', &count);
    read_name(mem, text_trim(mem, parts[0]), &one);
    for (size_t i = 1; i < count; i++)
        if (!read_event(mem, text_trim(mem, parts[i]), &one)) {
            blame(reading, TEXT_RECIPIENT_EVENT, text);
            return;
        }
    const char *fault = text_is_empty(one.name)                          ? TEXT_RECIPIENT_NAMELESS
                        : utf8_length(one.name) > RECIPIENT_NAME_MAX     ? TEXT_RECIPIENT_LONG
                        : recipients_find(mem, reading->found, one.name) ? TEXT_RECIPIENT_TWICE
                                                                         : find_fault(&one);
    one.key = viet_exact(mem, one.name);
    if (fault)
        blame(reading, fault, text);
    else
        *ARRAY_ADD(mem, &reading->found->list) = one;
}

void recipients_parse(struct arena *mem, const struct field *field, const char *text, struct recipients *recipients)
{
    struct reading reading = { mem, field, recipients };
    size_t lines = 0, count, pieces;
    *recipients = (struct recipients){ 0 };
    if (text_is_empty(text))
        return;
    char **rows = text_split(mem, text, '\n', &count);
    for (size_t i = 0; i < count; i++) {
        char **row = text_split(mem, rows[i], ';', &pieces);
        for (size_t k = 0; k < pieces && lines <= RECIPIENTS_MAX; k++) {
            lines += !text_is_empty(row[k]);
            if (lines <= RECIPIENTS_MAX)
                read_line(&reading, row[k]);
        }
    }
    if (lines > RECIPIENTS_MAX)
        err_set(ARRAY_ADD(mem, &recipients->faults), ERR_INVALID, "recipients", field->name, TEXT_RECIPIENTS_MANY,
                field->label, (int)RECIPIENTS_MAX);
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

const char *recipient_words(struct arena *mem, const struct recipient *recipient)
{
    if (recipient->purpose == PURPOSE_ADDRESSED || recipient->purpose == PURPOSE_KEEP)
        return arena_printf(mem, "%s %s", recipient->purpose == PURPOSE_KEEP ? PREFIX_KEEP : PREFIX_ADDRESSED,
                            recipient->name);
    return recipient->purpose == PURPOSE_NONE
               ? recipient->name
               : arena_printf(mem, "%s (%s)", recipient->name, purposes[recipient->purpose]);
}

static void add_event(struct text *out, const char *between, const char *what, const char *on, const char *way)
{
    char people[DATE_SIZE];
    day_t day;
    if (!*on || !day_parse(on, &day))
        return;
    day_print_people(day, people);
    text_printf(out, "%s%s %s", between, what, people);
    if (*way)
        text_printf(out, " qua %s", way);
}

static void add_events(struct text *out, const char *first, const char *between, const struct recipient *recipient)
{
    add_event(out, first, "gửi", recipient->sent_on, recipient->way);
    add_event(out, between, "nhận", recipient->received_on, "");
    add_event(out, between, "trả lại", recipient->returned_on, "");
}

const char *recipient_state_words(struct arena *mem, const struct recipient *recipient)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    add_events(&out, "", ", ", recipient);
    return out.data;
}

const char *recipients_print(struct arena *mem, const struct recipients *recipients)
{
    struct text out;
    text_init(&out, mem, RECIPIENTS_MAX * TEXT_MAX_LINE);
    for (size_t i = 0; i < recipients->list.count; i++) {
        text_printf(&out, "%s%s", i ? "\n" : "", recipient_words(mem, &recipients->list.items[i]));
        add_events(&out, " | ", " | ", &recipients->list.items[i]);
    }
    return out.data;
}

/* --- which -------------------------------------------------------------------------------------------------------- */

struct recipient *recipients_find(struct arena *mem, const struct recipients *recipients, const char *name)
{
    const char *key = viet_exact(mem, name);
    for (size_t i = 0; i < recipients->list.count; i++)
        if (text_equal(recipients->list.items[i].key, key))
            return &recipients->list.items[i];
    return NULL;
}

struct recipient_counts recipients_count(const struct recipients *recipients)
{
    struct recipient_counts counts = { 0 };
    for (size_t i = 0; i < recipients->list.count; i++) {
        const struct recipient *one = &recipients->list.items[i];
        counts.all += one->purpose != PURPOSE_KEEP;
        counts.sent += *one->sent_on != '\0';
        counts.received += *one->received_on != '\0';
    }
    return counts;
}

size_t recipient_units(struct arena *mem, const struct definitions *definitions, const struct recipient *recipient,
                       const char *day, const struct unit **units)
{
    const struct unit *matches[UNIT_MATCHES_MAX];
    const struct unit_group *group = definitions_group(mem, definitions, recipient->name);
    size_t count = 0;
    if (recipient->purpose == PURPOSE_KEEP)
        return 0;
    for (size_t i = 0; group && i < definitions->units.count; i++)
        if (unit_group_has(group, &definitions->units.items[i], day))
            units[count++] = &definitions->units.items[i];
    if (group || unit_matches(mem, definitions, recipient->name, matches) != 1)
        return count;
    const char *code = definitions_unit_on(definitions, matches[0]->code, day);
    units[0] = code ? definitions_unit(definitions, code) : NULL;
    return units[0] ? 1 : 0;
}
