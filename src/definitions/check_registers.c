/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

/* Tables of the engine (database/). */
static const char *const engine_tables[] = {
    "claim",           "claim_made",   "approval",       "assignment",
    "attachment",      "blob",         "account",        "account_history",
    "account_role",    "calendar_day", "clock_event",    "comment",
    "definition_set",  "direction",    "direction_task", "due_span",
    "figure_frozen",   "history",      "history_seal",   "history_value",
    "idempotency",     "job",          "migration",      "node",
    "number",          "number_book",  "outbox",         "position",
    "position_holder", "record",       "record_link",    "record_search",
    "record_span",     "record_text",  "report_frozen",  "saved_view",
    "schema_version",  "search",       "session",        "sign_in_failure",
    "tally",           "tally_kept",   "unit",           "unit_name",
    "unit_succession", "user",         "users",
};

/* What a query, a list or a record page calls its own (data.md). */
static const char *const engine_columns[] = {
    "id",     "number",       "title",       "state",       "unit",      "issuer",   "secrecy",    "urgency",
    "due",    "original_due", "finished",    "version",     "cancelled", "assignee", "created_at", "changed_on",
    "group",  "verdict",      "entered",     "open_at",     "present",   "q",        "sort",       "after",
    "before", "page_size",    "density",     "as_of",       "by",        "link",     "assigned",   "register",
    "record", "due_on",       "happened_on", "finished_on", "confirm",
};

static const char *const list_columns[] = { "number", "title",  "state",    "unit",
                                            "due",    "due_on", "assignee", "happened_on" };

static bool is_one_of(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(name, words[i]))
            return true;
    return false;
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static bool has_choices(enum field_type type)
{
    return type == FIELD_CHOICE || type == FIELD_CHOICES;
}

static bool has_bounds(enum field_type type)
{
    return type == FIELD_NUMBER || type == FIELD_MONEY || type == FIELD_TEXT || type == FIELD_LONG_TEXT ||
           type == FIELD_RATING;
}

static void check_choices(struct loader *loader, const struct field *field)
{
    const char *type = field_type_name(field->type);
    size_t own = field->list ? 0 : field->choices.count;
    if (has_choices(field->type) && (own > 0) == (field->list_name != NULL))
        fault_error(loader, field->place, TEXT_FIELD_CHOICES, field->name, type);
    if (!has_choices(field->type) && (own > 0 || field->list_name))
        fault_error(loader, field->place, TEXT_FIELD_NO_CHOICES, field->name, type);
    for (size_t i = 0; i < own; i++) {
        const char *code = field->choices.items[i].code;
        if (code && !is_code(code))
            fault_error(loader, place_of(loader, code, field->place), TEXT_NOT_CODE, code);
        check_choice(loader, field->choices.items, field->choices.count, i, field->place);
    }
    if (!field->list)
        CHECK_UNIQUE(loader, field->choices, code, "lựa chọn", field->place);
}

static bool initial_fits(const struct field *field)
{
    day_t day;
    int64_t number;
    const char *value = field->initial;
    switch (field->type) {
    case FIELD_DATE:
    case FIELD_DATE_TIME:
        return text_equal(value, "today") || day_parse(value, &day);
    case FIELD_USER:
        return text_equal(value, "me");
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_RATING:
        return text_to_int(value, field->min, field->max, &number);
    case FIELD_YES_NO:
        return text_equal(value, "yes") || text_equal(value, "no");
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return field->choices.count == 0 || field_choice(field, value);
    default:
        return true;
    }
}

/* The roles in which a record is given to somebody (handling/assignment.h). */
static const char *const opens_to_words[] = { "lead", "support", "inform", NULL };

static void check_opens_to(struct loader *loader, const struct field *field)
{
    if (field->opens_to.count > 0 && !field->personal)
        fault_error(loader, field->place, TEXT_FIELD_NOT_PERSONAL, field->name);
    for (size_t i = 0; i < field->opens_to.count; i++) {
        const char *role = field->opens_to.items[i];
        if (!is_one_of(role, opens_to_words, COUNT_OF(opens_to_words) - 1))
            fault_error(loader, place_of(loader, role, field->place), TEXT_FIELD_OPENS_TO, role,
                        join_words(loader->mem, opens_to_words, COUNT_OF(opens_to_words) - 1));
    }
}

static void check_field(struct loader *loader, const struct field *field)
{
    const char *name = field->name, *type = field_type_name(field->type);
    if (!is_identifier(name))
        fault_error(loader, place_of(loader, name, field->place), TEXT_NOT_IDENTIFIER, name);
    if (is_one_of(name, engine_columns, COUNT_OF(engine_columns)))
        fault_error(loader, place_of(loader, name, field->place), TEXT_RESERVED_FIELD, name);
    check_choices(loader, field);
    check_opens_to(loader, field);
    if (field->type == FIELD_LINK && !field->register_name)
        fault_error(loader, field->place, TEXT_FIELD_LINK, name);
    if (field->type != FIELD_LINK && field->register_name)
        fault_error(loader, field->place, TEXT_FIELD_NO_LINK, name, type);
    if (field->min > field->max)
        fault_error(loader, field->place, TEXT_FIELD_BOUNDS, name);
    if (!has_bounds(field->type) && (field->min != INT64_MIN || field->max != INT64_MAX))
        fault_error(loader, field->place, TEXT_FIELD_NO_BOUNDS, name, type);
    if (field->years && field->type != FIELD_PERIOD)
        fault_error(loader, field->place, TEXT_FIELD_YEARS, name);
    if (field->initial && !initial_fits(field))
        fault_error(loader, place_of(loader, field->initial, field->place), TEXT_FIELD_INITIAL, field->initial, type);
}

void check_own_query(struct loader *loader, const struct names *fields, const char *query, struct place owner)
{
    struct names keys = { 0 };
    query_keys(loader, query, &keys);
    for (size_t i = 0; i < keys.list.count; i++)
        check_one(loader, fields, keys.list.items[i], place_of(loader, query, owner));
}

/* The kinds that the units of the office have. One with units of its own may lack some: no unit fits there. */
static void check_units(struct loader *loader, struct field *field)
{
    struct names kinds = { .what = "loại đơn vị", .elsewhere = true };
    if (field->units.count > 0 && field->type != FIELD_UNIT) {
        fault_error(loader, field->place, TEXT_FIELD_NO_UNITS, field->name, field_type_name(field->type));
        return;
    }
    for (size_t i = 0; i < loader->set->units.count; i++) {
        if (is_overlay(loader, loader->set->units.items[i].place))
            return;
        if (loader->set->units.items[i].kind)
            names_add(loader, &kinds, loader->set->units.items[i].kind);
    }
    check_each(loader, &kinds, &field->units, field->place);
}

/* What is copied fits: a field of the named record, one here, of one type. */
static void check_copies(struct loader *loader, const struct register_definition *reg, const struct field *field,
                         const struct names *fields)
{
    struct names theirs = { .what = "trường" };
    if (field->copies.count == 0)
        return;
    if (!field->target) {
        fault_error(loader, field->place, TEXT_COPIES_OF, field->name ? field->name : "");
        return;
    }
    NAMES_OF(loader, &theirs, field->target->fields, name);
    for (size_t i = 0; i < field->copies.count; i++) {
        const struct copied_value *copied = &field->copies.items[i];
        if (!check_one(loader, &theirs, copied->from, field->place) ||
            !check_one(loader, fields, copied->to, field->place))
            continue;
        const struct field *from = register_field(field->target, copied->from), *to = register_field(reg, copied->to);
        if (from && to && (from->type != to->type || from->list != to->list))
            fault_error(loader, place_of(loader, copied->to, field->place), TEXT_COPIES_TYPE, copied->from,
                        field_type_name(from->type), copied->to, field_type_name(to->type));
        if (from && to && from->personal && !to->personal)
            fault_error(loader, place_of(loader, copied->to, field->place), TEXT_PERSONAL, copied->from, "copies");
    }
}

/* What a link may name is asked of the register it names. */
static void check_named(struct loader *loader, const struct field *field)
{
    struct names theirs = { .what = "trường" };
    if (field->only_if.count == 0)
        return;
    if (field->type != FIELD_LINK || !field->target) {
        fault_error(loader, field->place, TEXT_NAMED_OF, field->name ? field->name : "");
        return;
    }
    NAMES_OF(loader, &theirs, field->target->fields, name);
    names_add(loader, &theirs, "state");
    names_add(loader, &theirs, "unit");
    names_add(loader, &theirs, "issuer");
    names_add(loader, &theirs, "secrecy");
    for (size_t i = 0; i < field->only_if.count; i++) {
        const struct step_condition *condition = &field->only_if.items[i];
        if (!condition->otherwise)
            fault_error(loader, condition->place, TEXT_NAMED_OTHERWISE, field->name ? field->name : "");
        if (condition->query)
            check_own_query(loader, &theirs, condition->query, condition->place);
        if (condition->query)
            refuse_personal_keys(loader, field->target, condition->query, condition->place);
    }
}

static void check_fields(struct loader *loader, struct register_definition *reg, const struct names *fields)
{
    struct names steps = { .what = "bước" }, lists = { .what = "danh mục", .elsewhere = true };
    struct names registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &steps, reg->steps, name);
    NAMES_OF(loader, &lists, loader->set->lists, name);
    NAMES_OF(loader, &registers, loader->set->registers, name);
    if (reg->fields.count == 0)
        fault_error(loader, reg->place, TEXT_EMPTY_LIST, "fields");
    CHECK_UNIQUE(loader, reg->fields, name, "trường", reg->place);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (field->name)
            check_field(loader, field);
        check_units(loader, &reg->fields.items[i]);
        check_one(loader, &steps, field->set_by, field->place);
        check_one(loader, &lists, field->list_name, field->place);
        check_one(loader, &registers, field->register_name, field->place);
        check_copies(loader, reg, field, fields);
        check_named(loader, field);
        if (field->shown_if)
            check_own_query(loader, fields, field->shown_if, field->place);
        if (field->was && names_has(fields, field->was))
            fault_error(loader, place_of(loader, field->was, field->place), TEXT_WAS_TAKEN, field->was);
    }
}

/* --- the record's date, title, number, list, search --------------------------------------------------------------- */

void refuse_personal(struct loader *loader, const struct register_definition *reg, const char *name, const char *where,
                     struct place place)
{
    const struct field *field = register_field(reg, name);
    if (field && field->personal)
        fault_error(loader, place, TEXT_PERSONAL, name, where);
}

static void check_frame(struct loader *loader, const struct register_definition *reg, const struct names *fields)
{
    struct names books = { .what = "sổ số", .elsewhere = true };
    NAMES_OF(loader, &books, loader->set->books, name);
    const struct field *date = register_field(reg, reg->date);
    if (check_one(loader, fields, reg->date, reg->place) && date && date->type != FIELD_DATE &&
        date->type != FIELD_DATE_TIME && date->type != FIELD_PERIOD)
        fault_error(loader, place_of(loader, reg->date, reg->place), TEXT_FIELD_TYPE, "date", "date hoặc date-time",
                    reg->date, field_type_name(date->type));
    check_one(loader, fields, reg->title, reg->place);
    check_one(loader, fields, reg->number_field, reg->place);
    const char *in_force[] = { reg->in_force ? reg->in_force->from : NULL, reg->in_force ? reg->in_force->until : NULL,
                               reg->in_force ? reg->in_force->ended : NULL };
    for (size_t i = 0; i < COUNT_OF(in_force); i++) {
        const struct field *day = in_force[i] ? register_field(reg, in_force[i]) : NULL;
        if (check_one(loader, fields, in_force[i], reg->place) && day && day->type != FIELD_DATE)
            fault_error(loader, place_of(loader, in_force[i], reg->place), TEXT_FIELD_TYPE, "in_force", "date",
                        in_force[i], field_type_name(day->type));
    }
    check_one(loader, &books, reg->number, reg->place);
    const struct book *book = definitions_book(loader->set, reg->number);
    if (reg->number && book && !text_equal(book->serves, reg->name))
        fault_error(loader, place_of(loader, reg->number, reg->place), TEXT_BOOK_OF_OTHER, reg->number,
                    book->serves ? book->serves : "");
}

static void check_handed_like(struct loader *loader, struct register_definition *reg)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    check_each(loader, &fields, &reg->handed_like, reg->place);
    for (size_t i = 0; i < reg->handed_like.count; i++)
        refuse_personal(loader, reg, reg->handed_like.items[i], "“handed_like”",
                        place_of(loader, reg->handed_like.items[i], reg->place));
}

/* What a direction says is of the kind of the field that takes it. */
static void check_carries_out(struct loader *loader, struct register_definition *reg)
{
    struct carries_out *carries = reg->carries_out;
    if (!carries)
        return;
    const struct {
        const char *field, *key;
        enum field_type type, or ;
    } rows[] = {
        { carries->words, "words", FIELD_TEXT, FIELD_LONG_TEXT },
        { carries->speaker, "speaker", FIELD_TEXT, FIELD_LONG_TEXT },
        { carries->said_on, "said_on", FIELD_DATE, FIELD_DATE },
        { carries->due, "due", FIELD_DATE, FIELD_DATE },
        { carries->number, "number", FIELD_DOCUMENT_NUMBER, FIELD_TEXT },
    };
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    check_each(loader, &fields, &carries->asks, reg->place);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct field *field = rows[i].field ? register_field(reg, rows[i].field) : NULL;
        if (check_one(loader, &fields, rows[i].field, reg->place) && field && field->type != rows[i].type &&
                field->type != rows[i].or)
            fault_error(loader, place_of(loader, rows[i].field, reg->place), TEXT_FIELD_TYPE, rows[i].key,
                        field_type_name(rows[i].type), rows[i].field, field_type_name(field->type));
    }
    if (definitions_tasks(loader->set) != reg)
        fault_error(loader, reg->place, TEXT_TASKS_TWICE, definitions_tasks(loader->set)->name, reg->name);
}

static void check_list(struct loader *loader, struct register_definition *reg)
{
    struct names columns = { .what = "cột" }, searched = { .what = "trường" };
    NAMES_OF(loader, &columns, reg->fields, name);
    NAMES_OF(loader, &searched, reg->fields, name);
    for (size_t i = 0; i < COUNT_OF(list_columns); i++)
        names_add(loader, &columns, list_columns[i]);
    names_add(loader, &searched, "number");
    names_add(loader, &searched, "title");
    if (reg->list.columns.count == 0)
        fault_error(loader, reg->place, TEXT_EMPTY_LIST, "columns");
    check_each(loader, &columns, &reg->list.columns, reg->place);
    check_each(loader, &searched, &reg->search, reg->place);
    check_handed_like(loader, reg);
    for (size_t i = 0; i < reg->search.count; i++)
        refuse_personal(loader, reg, reg->search.items[i], "“search”",
                        place_of(loader, reg->search.items[i], reg->place));
    if (!reg->list.sort)
        return;
    const char *sort = reg->list.sort[0] == '-' ? reg->list.sort + 1 : reg->list.sort;
    struct place place = place_of(loader, reg->list.sort, reg->place);
    check_one(loader, &columns, sort, place);
    refuse_personal(loader, reg, sort, "“sort”", place);
}

bool is_slug(const char *slug)
{
    for (const char *at = slug; *at; at++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-/", *at))
            return false;
    return slug[0] && slug[0] != '/' && !text_ends(slug, "/") && !strstr(slug, "//");
}

static void check_states(struct loader *loader, const struct register_definition *reg, const struct names *states)
{
    if (reg->states.count == 0)
        fault_error(loader, reg->place, TEXT_EMPTY_LIST, "states");
    CHECK_UNIQUE(loader, reg->states, name, "trạng thái", reg->place);
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        if (state->name && !is_identifier(state->name))
            fault_error(loader, place_of(loader, state->name, state->place), TEXT_NOT_IDENTIFIER, state->name);
        if (state->was && names_has(states, state->was))
            fault_error(loader, place_of(loader, state->was, state->place), TEXT_WAS_TAKEN, state->was);
    }
}

/* A field stands in one group, a group under a heading of its own. */
static void check_groups(struct loader *loader, struct register_definition *reg, const struct names *fields)
{
    struct names grouped = { 0 };
    CHECK_UNIQUE(loader, reg->groups, label, "nhóm trường", reg->place);
    for (size_t i = 0; i < reg->groups.count; i++) {
        struct field_group *group = &reg->groups.items[i];
        check_each(loader, fields, &group->fields, group->place);
        for (size_t k = 0; k < group->fields.count; k++) {
            const char *name = group->fields.items[k];
            if (names_has(&grouped, name))
                fault_error(loader, place_of(loader, name, group->place), TEXT_ITEM_TWICE, name, "groups");
            names_add(loader, &grouped, name);
        }
    }
}

/* The letters of the pages that every office has are not for a register. */
static bool is_key(const char *key)
{
    return strlen(key) == 1 && strchr("aefghijklmnopqrstuvwxyz", key[0]);
}

static void check_register(struct loader *loader, struct register_definition *reg)
{
    struct names fields = { .what = "trường" }, states = { .what = "trạng thái" };
    NAMES_OF(loader, &fields, reg->fields, name);
    NAMES_OF(loader, &states, reg->states, name);
    if (reg->name && !is_identifier(reg->name))
        fault_error(loader, place_of(loader, reg->name, reg->place), TEXT_NOT_IDENTIFIER, reg->name);
    if (is_one_of(reg->name, engine_tables, COUNT_OF(engine_tables)) ||
        (reg->name && (text_starts(reg->name, "sqlite_") || text_starts(reg->name, "pg_"))))
        fault_error(loader, place_of(loader, reg->name, reg->place), TEXT_RESERVED_TABLE, reg->name);
    if (reg->slug && !is_slug(reg->slug))
        fault_error(loader, place_of(loader, reg->slug, reg->place), TEXT_NOT_SLUG, reg->slug);
    if (reg->key && !is_key(reg->key))
        fault_error(loader, place_of(loader, reg->key, reg->place), TEXT_NOT_KEY, reg->key);
    if (reg->entry && reg->number && !register_numbering(reg))
        fault_error(loader, place_of(loader, reg->entry, reg->place), TEXT_ENTRY_DRAWS, reg->entry);
    check_fields(loader, reg, &fields);
    check_groups(loader, reg, &fields);
    check_states(loader, reg, &states);
    check_each(loader, &states, &reg->way, reg->place);
    check_frame(loader, reg, &fields);
    check_each(loader, &fields, &reg->secret_keeps, reg->place);
    for (size_t i = 0; i < reg->secret_keeps.count; i++)
        if (text_equal(reg->secret_keeps.items[i], reg->title))
            fault_error(loader, place_of(loader, reg->title, reg->place), TEXT_SECRET_TITLE, reg->title);
    check_list(loader, reg);
    check_carries_out(loader, reg);
    size_t before = loader->faults->errors;
    check_steps(loader, reg);
    check_deadlines(loader, reg);
    if (loader->faults->errors == before)
        check_clocks(loader, reg);
}

void check_registers(struct loader *loader)
{
    struct definitions *set = loader->set;
    CHECK_UNIQUE(loader, set->registers, slug, "đường dẫn", set->registers.items[0].place);
    CHECK_UNIQUE(loader, set->registers, key, "phím tắt", set->registers.items[0].place);
    for (size_t i = 0; i < set->registers.count; i++)
        check_register(loader, &set->registers.items[i]);
    collect_queries(loader);
}
