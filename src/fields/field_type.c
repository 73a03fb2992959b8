/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/field_type.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "fields/field_type_internal.h"
#include "fields/field_type_texts.h"
#include "fields/recipients.h"
#include "fields/unit_text.h"
#include "store/id.h"
#include "viet/fold.h"
#include "viet/input.h"

enum { CODE_MAX = 64, CHOICES_SHOWN = 12, PHONE_DIGITS_MIN = 8, PHONE_DIGITS_MAX = 15, NUMBER_MAX = 24 };

/* What a type reads: TEXT is NFC, trimmed and not empty. */
struct reader {
    struct arena *mem;
    const struct definitions *definitions;
    const struct field *field;
    const char *text;
    struct err *err;
};

typedef bool read_value(const struct reader *in, struct value *value);

static read_value read_text, read_number, read_date, read_date_time, read_yes_no, read_choice, read_choices, read_unit,
    read_user, read_phone, read_procedure, read_link, read_period, read_rating, read_time;

#define LAST_TEXT "'\U0010FFFF'"

static const struct {
    bool integer;
    read_value *read;
    print_value *people;
    const char *last; /* SQL literal that sorts after every value */
} types[] = {
    [FIELD_TEXT] = { false, read_text, people_text, LAST_TEXT },
    [FIELD_LONG_TEXT] = { false, read_text, people_text, LAST_TEXT },
    [FIELD_NUMBER] = { true, read_number, people_number, "9223372036854775807" },
    [FIELD_MONEY] = { true, read_number, people_money, "9223372036854775807" },
    [FIELD_DATE] = { false, read_date, people_date, "'9999-12-31'" },
    [FIELD_DATE_TIME] = { true, read_date_time, people_date_time, "9223372036854775807" },
    [FIELD_YES_NO] = { true, read_yes_no, people_yes_no, "2" },
    [FIELD_CHOICE] = { false, read_choice, people_choice, LAST_TEXT },
    [FIELD_CHOICES] = { false, read_choices, people_choices, LAST_TEXT },
    [FIELD_UNIT] = { false, read_unit, people_unit, LAST_TEXT },
    [FIELD_USER] = { false, read_user, people_text, LAST_TEXT },
    [FIELD_PERSON] = { false, read_text, people_text, LAST_TEXT },
    [FIELD_ADDRESS] = { false, read_text, people_text, LAST_TEXT },
    [FIELD_PHONE] = { false, read_phone, people_text, LAST_TEXT },
    [FIELD_DOCUMENT_NUMBER] = { false, read_text, people_text, LAST_TEXT },
    [FIELD_PROCEDURE] = { false, read_procedure, people_text, LAST_TEXT },
    [FIELD_LINK] = { true, read_link, people_link, "9223372036854775807" },
    [FIELD_PERIOD] = { false, read_period, people_period, "'9999'" },
    [FIELD_RATING] = { true, read_rating, people_number, "6" },
    [FIELD_TIME] = { false, read_time, people_text, LAST_TEXT },
};

static bool refuse(const struct reader *in, const char *subject, const char *format);
static bool check_limits(const struct field *field, const struct value *value, struct err *err);

bool value_read(struct arena *mem, const struct definitions *definitions, const struct field *field, const char *text,
                struct value *value, struct err *err)
{
    struct value read = { 0 };
    if (text_is_empty(text)) {
        *value = read;
        return true;
    }
    bool lines = field->type == FIELD_LONG_TEXT || field->type == FIELD_ADDRESS;
    uint32_t bad;
    const char *clean = viet_input(mem, text, lines, &bad);
    if (!clean && bad)
        return err_set(err, ERR_INVALID, "text", field->name, TEXT_VALUE_CONTROL, field->label, (unsigned)bad);
    if (!clean)
        return err_set(err, ERR_INVALID, "text", field->name, TEXT_VALUE_ENCODING, field->label);
    struct reader in = { mem, definitions, field, text_trim(mem, clean), err };
    if (!in.text[0]) {
        *value = read;
        return true;
    }
    if (!types[field->type].read(&in, &read))
        return false;
    read.is_set = true;
    *value = read;
    return true;
}

/* A unit of a kind that the field takes. */
static bool check_kind(const struct definitions *definitions, const struct field *field, const struct value *value,
                       struct err *err)
{
    const struct unit *unit = field->units.count > 0 ? definitions_unit(definitions, value->text) : NULL;
    return !unit || text_list_has(&field->units, unit->kind) ||
           err_set(err, ERR_INVALID, "unit", field->name, TEXT_VALUE_UNIT_KIND, field->label,
                   unit->names.count ? unit->names.items[unit->names.count - 1].name : unit->code);
}

bool value_parse(struct arena *mem, const struct definitions *definitions, const struct field *field, const char *text,
                 struct value *value, struct err *err)
{
    struct value read;
    if (!value_read(mem, definitions, field, text, &read, err) ||
        (read.is_set && (!check_limits(field, &read, err) || !check_kind(definitions, field, &read, err))))
        return false;
    *value = read;
    return true;
}

const char *value_print(struct arena *mem, const struct field *field, const struct value *value)
{
    if (!value->is_set)
        return NULL;
    switch (field->type) {
    case FIELD_YES_NO:
        return value->integer ? "yes" : "no";
    case FIELD_DATE_TIME: {
        char out[INSTANT_SIZE];
        instant_print(value->integer, out);
        return arena_strdup(mem, out);
    }
    case FIELD_LINK: {
        char out[ID_SIZE];
        id_print(value->integer, out);
        return arena_strdup(mem, out);
    }
    case FIELD_CHOICES: /* without the commas at both ends */
        return strlen(value->text) < 2 ? "" : arena_strndup(mem, value->text + 1, strlen(value->text) - 2);
    default:
        return types[field->type].integer ? arena_printf(mem, "%lld", (long long)value->integer) : value->text;
    }
}

const char *value_people(struct arena *mem, const struct definitions *definitions, const struct field *field,
                         const struct value *value)
{
    return value->is_set ? types[field->type].people(mem, definitions, field, value) : "";
}

void value_json(struct json *json, const struct field *field, const struct value *value)
{
    struct arena *mem = json->out->mem;
    if (!value->is_set) {
        json_null(json);
    } else if (field->type == FIELD_NUMBER || field->type == FIELD_MONEY || field->type == FIELD_RATING) {
        json_int(json, value->integer);
    } else if (field->type == FIELD_YES_NO) {
        json_bool(json, value->integer != 0);
    } else if (field->type == FIELD_CHOICES) {
        size_t count;
        char **codes = text_split(mem, value_print(mem, field, value), ',', &count);
        json_array(json);
        for (size_t i = 0; i < count; i++)
            json_text(json, codes[i]);
        json_array_end(json);
    } else {
        json_text(json, value_print(mem, field, value));
    }
}

struct db_value value_db(const struct value *value)
{
    if (!value->is_set)
        return db_text(NULL);
    return value->text ? db_text(value->text) : db_int(value->integer);
}

bool value_is_sound(const struct field *field, const struct value *value)
{
    if (!value->is_set)
        return true;
    size_t length = value->text ? strlen(value->text) : 0;
    switch (field->type) {
    case FIELD_YES_NO:
        return value->integer == 0 || value->integer == 1;
    case FIELD_DATE_TIME: /* to the second */
        return value->integer % 1000 == 0;
    case FIELD_CHOICES:
        return length > 1 && value->text[0] == ',' && value->text[length - 1] == ',';
    default:
        return true;
    }
}

bool field_shows_itself(const struct field *field)
{
    return types[field->type].people == people_text;
}

bool field_is_integer(const struct field *field)
{
    return types[field->type].integer;
}

const char *field_column_type(const struct field *field)
{
    return types[field->type].integer ? "{int}" : "{text}";
}

bool field_has_chosen_index(const struct register_definition *reg, const struct field *field)
{
    const struct field *date = register_field(reg, reg->date);
    return field->chosen && date && date->type == FIELD_DATE && !field->personal;
}

bool field_has_index(const struct register_definition *reg, const struct field *field)
{
    if (text_equal(reg->date, field->name))
        return false;
    if (field->unique || field->type == FIELD_DOCUMENT_NUMBER || field->type == FIELD_LINK)
        return true;
    if (field->type != FIELD_DATE)
        return false;
    for (size_t i = 0; i < reg->figures.count; i++) {
        const char *query = reg->figures.items[i].query;
        const char *at = query ? strstr(query, field->name) : NULL;
        if (at && at[strlen(field->name)] == '=' && (at == query || at[-1] == '&'))
            return true;
    }
    return false;
}

const char *field_sort_sentinel(const struct field *field)
{
    return types[field->type].last;
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

static bool check_length(const struct field *field, const struct value *value, struct err *err)
{
    int64_t max = field->max, min = field->min;
    if (max == INT64_MAX)
        max = field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_MAX : FIELD_TEXT_MAX;
    if (field->recipients) /* what was noted on a list that was short enough stands in it, too */
        max += (int64_t)RECIPIENTS_MAX * RECIPIENT_NOTES_MAX;
    size_t length = utf8_length(value->text);
    if ((int64_t)length > max)
        return err_set(err, ERR_INVALID, "length", field->name, TEXT_VALUE_LONG, field->label, length, (long long)max);
    if ((int64_t)length < min)
        return err_set(err, ERR_INVALID, "length", field->name, TEXT_VALUE_SHORT, field->label, length, (long long)min);
    return true;
}

/* Digits in groups of three, into OUT. */
static const char *group_digits(int64_t value, char out[NUMBER_MAX + 8])
{
    char digits[NUMBER_MAX];
    size_t count = 0, at = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        out[at++] = '-';
    while (count) {
        out[at++] = digits[--count];
        if (count && count % 3 == 0)
            out[at++] = '.';
    }
    out[at] = '\0';
    return out;
}

static bool check_limits(const struct field *field, const struct value *value, struct err *err)
{
    if (value->text && field->type != FIELD_CHOICES)
        return check_length(field, value, err);
    if (field->type != FIELD_NUMBER && field->type != FIELD_MONEY)
        return true;
    char is[NUMBER_MAX + 8], limit[NUMBER_MAX + 8];
    if (value->integer < field->min)
        return err_set(err, ERR_INVALID, "number", field->name, TEXT_VALUE_LESS, field->label,
                       group_digits(value->integer, is), group_digits(field->min, limit));
    if (value->integer > field->max)
        return err_set(err, ERR_INVALID, "number", field->name, TEXT_VALUE_MORE, field->label,
                       group_digits(value->integer, is), group_digits(field->max, limit));
    return true;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* FORMAT is a text of field_type_texts.h with the label and the value. */
static bool refuse(const struct reader *in, const char *subject, const char *format)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return err_set(in->err, ERR_INVALID, subject, in->field->name, format, in->field->label, in->text);
#pragma GCC diagnostic pop
}

static bool read_text(const struct reader *in, struct value *value)
{
    value->text = in->text;
    return true;
}

/* 1234567, -12, 1.234.567: dots only before groups of three digits, so that 661.00 is no number. */
static bool read_number(const struct reader *in, struct value *value)
{
    char digits[NUMBER_MAX];
    size_t count = 0, group = 0;
    bool grouped = false;
    const char *at = in->text;
    if (*at == '-')
        digits[count++] = *at++;
    for (; *at; at++) {
        bool is_dot = *at == '.';
        if ((!is_dot && !isdigit((unsigned char)*at)) || count + 1 == sizeof digits ||
            (is_dot && (group == 0 || group > 3 || (grouped && group != 3))))
            return refuse(in, "number", TEXT_VALUE_NUMBER);
        grouped |= is_dot;
        group = is_dot ? 0 : group + 1;
        if (!is_dot)
            digits[count++] = *at;
    }
    digits[count] = '\0';
    if ((grouped && group != 3) || !text_to_int(digits, INT64_MIN + 1, INT64_MAX, &value->integer))
        return refuse(in, "number", TEXT_VALUE_NUMBER);
    return true;
}

static bool year_is_sane(const struct reader *in, day_t day)
{
    int year = civil_from_day(day).year;
    return (year >= FIELD_YEAR_MIN && year <= FIELD_YEAR_MAX) ||
           err_set(in->err, ERR_INVALID, "date", in->field->name, TEXT_VALUE_YEAR, in->field->label, in->text,
                   FIELD_YEAR_MIN, FIELD_YEAR_MAX);
}

static bool read_date(const struct reader *in, struct value *value)
{
    day_t day;
    if (!day_parse_people(in->text, &day))
        return refuse(in, "date", TEXT_VALUE_DATE);
    if (!year_is_sane(in, day))
        return false;
    char out[DATE_SIZE];
    day_print(day, out);
    value->text = arena_strdup(in->mem, out);
    return true;
}

/* A date alone is its beginning; "29/07/2021 10:00" and the ISO forms. */
static bool read_date_time(const struct reader *in, struct value *value)
{
    day_t day;
    int minute = 0;
    const char *space = strpbrk(in->text, " T");
    char out[DATE_SIZE];
    if (!day_parse_people(space ? arena_strndup(in->mem, in->text, (size_t)(space - in->text)) : in->text, &day))
        return refuse(in, "date-time", TEXT_VALUE_DATE_TIME);
    if (!year_is_sane(in, day))
        return false;
    day_print(day, out);
    if (!space)
        value->integer = instant_from_local(day, minute);
    else if (!instant_parse(arena_printf(in->mem, "%sT%s", out, space + 1 + strspn(space + 1, " ")), &value->integer))
        return refuse(in, "date-time", TEXT_VALUE_DATE_TIME);
    return true;
}

static bool read_yes_no(const struct reader *in, struct value *value)
{
    static const struct {
        const char *word;
        int is;
    } words[] = {
        { "yes", 1 }, { "no", 0 },   { "co", 1 },    { "khong", 0 }, { "1", 1 },
        { "0", 0 },   { "true", 1 }, { "false", 0 }, { "x", 1 },
    };
    const char *folded = viet_fold(in->mem, in->text);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(folded, words[i].word)) {
            value->integer = words[i].is;
            return true;
        }
    return refuse(in, "yes-no", TEXT_VALUE_YES_NO);
}

/* By code, by the code it had, by label, by abbreviation; NULL where none. */
static const struct choice *find_choice(const struct reader *in, const char *text)
{
    const struct field *field = in->field;
    const struct choice *choice = field_choice(field, text);
    for (size_t i = 0; !choice && i < field->choices.count; i++)
        if (field->choices.items[i].was && text_equal(field->choices.items[i].was, text))
            choice = &field->choices.items[i];
    for (size_t i = 0; !choice && i < field->choices.count; i++)
        if (viet_same(in->mem, field->choices.items[i].label, text))
            choice = &field->choices.items[i];
    for (size_t i = 0; !choice && i < field->choices.count; i++)
        if (field->choices.items[i].brief && viet_same(in->mem, field->choices.items[i].brief, text))
            choice = &field->choices.items[i];
    return choice;
}

static bool refuse_choice(const struct reader *in, const char *text)
{
    struct text known;
    char today[DATE_SIZE];
    size_t shown = 0;
    day_print(clock_today(), today);
    text_init(&known, in->mem, ERR_TEXT_MAX);
    for (size_t i = 0; i < in->field->choices.count; i++) {
        const struct choice *choice = &in->field->choices.items[i];
        if (!choice_is_offered(choice, today))
            continue;
        if (shown++ < CHOICES_SHOWN)
            text_printf(&known, "%s%s", shown > 1 ? ", " : "", choice->code);
    }
    if (shown > CHOICES_SHOWN)
        text_raw(&known, ", …");
    return err_set(in->err, ERR_INVALID, "choice", in->field->name, TEXT_VALUE_CHOICE, in->field->label, text,
                   known.data);
}

static bool read_choice(const struct reader *in, struct value *value)
{
    const struct choice *choice = find_choice(in, in->text);
    if (!choice)
        return refuse_choice(in, in->text);
    value->text = choice->code;
    return true;
}

/* Codes or labels parted by "," or ";", kept in the order of the list. A label that holds a comma goes by its code. */
static bool read_choices(const struct reader *in, struct value *value)
{
    const struct field *field = in->field;
    bool *chosen = ARENA_ARRAY(in->mem, bool, field->choices.count + 1);
    char *copy = arena_strdup(in->mem, in->text);
    for (char *at = copy; *at; at++)
        if (*at == ';')
            *at = ',';
    size_t count;
    char **parts = text_split(in->mem, copy, ',', &count);
    for (size_t i = 0; i < count; i++) {
        const char *part = text_trim(in->mem, parts[i]);
        const struct choice *choice = part[0] ? find_choice(in, part) : NULL;
        if (part[0] && !choice)
            return refuse_choice(in, part);
        if (choice)
            chosen[choice - field->choices.items] = true;
    }
    struct text out;
    text_init(&out, in->mem, TEXT_MAX_LINE);
    text_raw(&out, ",");
    for (size_t i = 0; i < field->choices.count; i++)
        if (chosen[i])
            text_printf(&out, "%s,", field->choices.items[i].code);
    value->text = out.data;
    return true;
}

static bool read_unit(const struct reader *in, struct value *value)
{
    const struct unit *matches[UNIT_MATCHES_MAX];
    size_t count = unit_matches(in->mem, in->definitions, in->text, matches);
    if (count > 1)
        return err_set(in->err, ERR_INVALID, "unit", in->field->name, TEXT_VALUE_UNIT_SAME, in->field->label, in->text,
                       unit_matches_text(in->mem, matches, count));
    value->text = count ? matches[0]->code : NULL;
    return value->text || refuse(in, "unit", TEXT_VALUE_UNIT);
}

static bool read_user(const struct reader *in, struct value *value)
{
    if (strlen(in->text) > CODE_MAX || strspn(in->text, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != strlen(in->text))
        return refuse(in, "user", TEXT_VALUE_USER);
    value->text = in->text;
    return true;
}

/* Digits with blanks, dots, hyphens and brackets between them, which are dropped; "+" may begin. */
static bool read_phone(const struct reader *in, struct value *value)
{
    char out[PHONE_DIGITS_MAX + 2];
    size_t digits = 0, length = 0;
    for (const char *at = in->text; *at; at++) {
        bool plus = *at == '+' && length == 0;
        if (isdigit((unsigned char)*at) || plus) {
            if (digits == PHONE_DIGITS_MAX)
                return refuse(in, "phone", TEXT_VALUE_PHONE);
            out[length++] = *at;
            digits += !plus;
        } else if (!strchr(" .-()", *at)) {
            return refuse(in, "phone", TEXT_VALUE_PHONE);
        }
    }
    if (digits < PHONE_DIGITS_MIN)
        return refuse(in, "phone", TEXT_VALUE_PHONE);
    value->text = arena_strndup(in->mem, out, length);
    return true;
}

static bool read_procedure(const struct reader *in, struct value *value)
{
    for (const char *at = in->text; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '.' && *at != '-')
            return refuse(in, "procedure", TEXT_VALUE_PROCEDURE);
    if (strlen(in->text) > CODE_MAX)
        return refuse(in, "procedure", TEXT_VALUE_PROCEDURE);
    value->text = in->text;
    return true;
}

static bool read_link(const struct reader *in, struct value *value)
{
    return id_parse(in->text, &value->integer) || refuse(in, "link", TEXT_VALUE_LINK);
}

/* 2021, 2021-07, 2021-Q3, 2021-H1; a month also as 7/2021. */
static bool read_period(const struct reader *in, struct value *value)
{
    int64_t year, part;
    size_t count;
    char **parts = text_split(in->mem, in->text, strchr(in->text, '/') ? '/' : '-', &count);
    bool people = strchr(in->text, '/') != NULL;
    if (people && count == 2) {
        char *month = parts[0];
        parts[0] = parts[1];
        parts[1] = month;
    }
    if (count > 2 || strlen(parts[0]) != 4 || !text_to_int(parts[0], FIELD_YEAR_MIN, FIELD_YEAR_MAX, &year))
        return refuse(in, "period", in->field->years ? TEXT_VALUE_WHOLE_YEAR : TEXT_VALUE_PERIOD);
    if (in->field->years && count > 1)
        return refuse(in, "period", TEXT_VALUE_WHOLE_YEAR);
    if (count == 1) {
        value->text = in->text;
        return true;
    }
    char kind = parts[1][0];
    int64_t most = kind == 'Q' ? 4 : kind == 'H' ? 2 : 12;
    size_t width = kind == 'Q' || kind == 'H' ? 1 : 0;
    if ((people && width) || (!people && !width && strlen(parts[1]) != 2) || !isdigit((unsigned char)parts[1][width]) ||
        !text_to_int(parts[1] + width, 1, most, &part))
        return refuse(in, "period", TEXT_VALUE_PERIOD);
    value->text = width ? arena_printf(in->mem, "%04lld-%c%lld", (long long)year, kind, (long long)part)
                        : arena_printf(in->mem, "%04lld-%02lld", (long long)year, (long long)part);
    return true;
}

/* 08:05, 8:05, 8h05, 8h */
static bool read_time(const struct reader *in, struct value *value)
{
    char *text = arena_printf(in->mem, "%s", in->text);
    char *hour = strpbrk(text, "hH");
    if (hour)
        *hour = ':';
    int minute;
    const char *rest;
    if (hour && !hour[1])
        text = arena_printf(in->mem, "%s00", text);
    if (!time_parse(text, &minute, &rest) || *rest)
        return refuse(in, "time", TEXT_VALUE_TIME);
    value->text = arena_printf(in->mem, "%02d:%02d", minute / 60, minute % 60);
    return true;
}

static bool read_rating(const struct reader *in, struct value *value)
{
    return text_to_int(in->text, 1, 5, &value->integer) || refuse(in, "rating", TEXT_VALUE_RATING);
}
