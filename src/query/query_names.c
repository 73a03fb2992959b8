/* SPDX-License-Identifier: Apache-2.0 */
#include "query/query_names.h"

#include <string.h>

#include "deadlines/calendar.h"
#include "fields/field_type.h"
#include "fields/text_order.h"
#include "query/query_texts.h"
#include "store/id.h"

enum { NAME_MAX_BYTES = 64, NEAR = 3, CLOSED_DAYS_MAX = 60 /* days off in a row */ };

#define EXACT   (SHAPE_VALUES | SHAPE_ANY | SHAPE_NONE)
#define ORDERED (EXACT | SHAPE_RANGE)

const struct query_subject query_subjects[ASK_AS_OF + 1] = {
    [ASK_FIELD] = { "", "", KIND_TEXT, ORDERED, true, NULL, NULL },
    [ASK_HAPPENED_ON] = { "happened_on", "Ngày của hồ sơ", KIND_DAY, ORDERED, true, "r.happened_on",
                          "'" DATE_OPEN "'" },
    [ASK_NUMBER] = { "number", "Số", KIND_TEXT, EXACT, true, "r.number", NULL },
    [ASK_STATE] = { "state", "Trạng thái", KIND_STATE, SHAPE_VALUES, true, "r.state", NULL },
    [ASK_GROUP] = { "group", "Nhóm trạng thái", KIND_GROUP, SHAPE_VALUES, true, NULL, NULL },
    [ASK_OPEN_AT] = { "open_at", "Đang giải quyết vào ngày", KIND_DAY, SHAPE_VALUES, true, NULL, NULL },
    [ASK_PRESENT] = { "present", "Có mặt trong kỳ", KIND_DAY, SHAPE_RANGE, true, NULL, NULL },
    [ASK_ENTERED_STATE] = { "entered.", "Vào trạng thái", KIND_DAY, SHAPE_RANGE | SHAPE_VALUES, true, NULL, NULL },
    [ASK_ENTERED_GROUP] = { "entered.", "Vào nhóm", KIND_DAY, SHAPE_RANGE | SHAPE_VALUES, true, NULL, NULL },
    [ASK_VERDICT] = { "verdict", "Kết quả thời hạn", KIND_VERDICT, EXACT, true, NULL, NULL },
    [ASK_DUE] = { "due", "Hạn", KIND_MINUTE, ORDERED, true, "r.due", "'" DUE_OPEN "'" },
    [ASK_FINISHED_ON] = { "finished_on", "Ngày xong", KIND_DAY, ORDERED, true, "r.finished_on", "'" DATE_OPEN "'" },
    [ASK_UNIT] = { "unit", "Đơn vị", KIND_UNIT, EXACT, true, "r.unit", "''" },
    [ASK_ISSUER] = { "issuer", "Cơ quan ban hành", KIND_ISSUER, EXACT, true, "r.issuer", "''" },
    [ASK_SECRECY] = { "secrecy", "Độ mật", KIND_CODE, EXACT, true, "r.secrecy", "''" },
    [ASK_URGENCY] = { "urgency", "Độ khẩn", KIND_CODE, EXACT, true, "r.urgency", "''" },
    [ASK_ASSIGNEE] = { "assignee", "Người xử lý", KIND_USER, EXACT, true, NULL, NULL },
    [ASK_ASSIGNED] = { "assigned", "Đang giao cho", KIND_USER, EXACT, true, NULL, NULL },
    [ASK_LINK] = { "link.", "Liên kết", KIND_ID, EXACT, true, NULL, NULL },
    [ASK_CHANGED_ON] = { "changed_on", "Ngày sửa", KIND_DAY, SHAPE_VALUES | SHAPE_RANGE, true, "r.changed_on", NULL },
    [ASK_SEARCH] = { "q", "Có các chữ", KIND_WORDS, SHAPE_VALUES, false, NULL, NULL },
    [ASK_CANCELLED] = { "cancelled", "Đã hủy", KIND_CONTROL },
    [ASK_BY] = { "by", "Gộp theo", KIND_CONTROL },
    [ASK_SORT] = { "sort", "Xếp theo", KIND_CONTROL },
    [ASK_AFTER] = { "after", "Sau hồ sơ", KIND_CONTROL },
    [ASK_BEFORE] = { "before", "Trước hồ sơ", KIND_CONTROL },
    [ASK_PAGE_SIZE] = { "page_size", "Số dòng một trang", KIND_CONTROL },
    [ASK_DENSITY] = { "density", "Cỡ dòng", KIND_CONTROL },
    [ASK_AS_OF] = { "as_of", "Tính đến ngày", KIND_CONTROL },
};

const struct query_verdict query_verdicts[QUERY_VERDICTS] = {
    { "early", "trước hạn", true },         { "on-time", "đúng hạn", true },      { "late", "quá hạn khi xong", true },
    { "in-time", "đang trong hạn", false }, { "overdue", "đang quá hạn", false }, { "none", "không có hạn", false },
};

/* the engine's columns that a list may be ordered by; `by` where it may also be grouped by it */
static const struct {
    const char *name;
    const char *expr;
    bool integer;
    bool groups;
} columns[] = {
    { "number", "r.number_key", false, false },
    { "happened_on", "r.happened_on", false, true },
    { "title", "r.title_key", false, false },
    { "state", "r.state", false, true },
    { "group", "r.state_group", false, true },
    { "unit", "r.unit", false, true },
    { "issuer", "r.issuer", false, true },
    { "secrecy", "r.secrecy", false, true },
    { "urgency", "r.urgency", false, true },
    { "due", "r.due", false, false },
    { "due_on", "r.due", false, false },
    { "original_due", "r.original_due", false, false },
    { "finished_on", "r.finished_on", false, true },
    { "changed_on", "r.changed_on", false, true },
    { "created_at", "r.created_at", true, false },
    { "id", "r.id", true, false },
};

#define TOKEN_NEXT_DAY_OVER "@next-day-over"

enum token_class { TOKEN_DAY, TOKEN_USER, TOKEN_UNIT, TOKEN_PERIOD };

static const struct {
    const char *name;
    enum token_class class;
    size_t offset; /* in struct query_tokens */
} tokens[] = {
    { "@today", TOKEN_DAY, offsetof(struct query_tokens, today) },
    { TOKEN_NEXT_DAY_OVER, TOKEN_DAY, offsetof(struct query_tokens, today) },
    { "@me", TOKEN_USER, offsetof(struct query_tokens, me) },
    { "@my-unit", TOKEN_UNIT, offsetof(struct query_tokens, my_unit) },
    { "@period", TOKEN_PERIOD, offsetof(struct query_tokens, period) },
    { "@period.from", TOKEN_DAY, offsetof(struct query_tokens, period_from) },
    { "@period.to", TOKEN_DAY, offsetof(struct query_tokens, period_to) },
    { "@before", TOKEN_DAY, offsetof(struct query_tokens, before) },
    { "@cutoff", TOKEN_DAY, offsetof(struct query_tokens, cutoff) },
};

/* --- names ------------------------------------------------------------------------------------------------------- */

/* Letters to insert, drop or change, at most NEAR. */
static size_t distance(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b), row[NAME_MAX_BYTES + 1];
    if (la > NAME_MAX_BYTES || lb > NAME_MAX_BYTES)
        return NEAR;
    for (size_t j = 0; j <= lb; j++)
        row[j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t changed = corner + (a[i - 1] != b[j - 1]);
            size_t shorter = row[j] < row[j - 1] ? row[j] : row[j - 1];
            corner = row[j];
            row[j] = changed < shorter + 1 ? changed : shorter + 1;
        }
    }
    return row[lb] < NEAR ? row[lb] : NEAR;
}

const char *query_suggest(struct arena *mem, const char *name, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t least = strlen(name) <= NEAR ? 2 : NEAR;
    for (size_t i = 0; i < count; i++) {
        size_t away = distance(name, names[i]);
        if (away < least) {
            least = away;
            best = names[i];
        }
    }
    return best ? arena_printf(mem, TEXT_QUERY_DO_YOU_MEAN, best) : "";
}

static bool refuse_name(struct query_binder *in)
{
    const struct register_definition *reg = in->query->reg;
    const char **names = ARENA_ARRAY(in->mem, const char *, reg->fields.count + COUNT_OF(query_subjects));
    size_t count = 0;
    for (size_t i = 0; i < reg->fields.count; i++)
        names[count++] = reg->fields.items[i].name;
    for (size_t i = 1; i < COUNT_OF(query_subjects); i++)
        names[count++] = query_subjects[i].name;
    return QUERY_REFUSE_NEAR(in, in->part->key_at, in->part->key, names, count, TEXT_QUERY_FIELD, in->part->key,
                             reg->label);
}

static bool find_entered(struct query_binder *in, struct query_name *name)
{
    const struct register_definition *reg = in->query->reg;
    const char **names = ARENA_ARRAY(in->mem, const char *, reg->states.count + 3);
    size_t count = 0;
    for (int group = GROUP_OPEN; group <= GROUP_UNCOUNTED; group++) {
        names[count++] = state_group_name((enum state_group)group);
        if (text_equal(name->rest, names[count - 1])) {
            *name = (struct query_name){ ASK_ENTERED_GROUP, NULL, names[count - 1] };
            return true;
        }
    }
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        names[count++] = state->name;
        if (text_equal(name->rest, state->name) || (state->was && text_equal(name->rest, state->was))) {
            *name = (struct query_name){ ASK_ENTERED_STATE, NULL, state->name };
            return true;
        }
    }
    return QUERY_REFUSE_NEAR(in, in->part->key_at, name->rest, names, count, TEXT_QUERY_ENTERED, name->rest,
                             reg->label);
}

bool query_name_find(struct query_binder *in, struct query_name *name)
{
    const char *key = in->part->key;
    *name = (struct query_name){ 0 };
    for (size_t i = ASK_SEARCH; i < COUNT_OF(query_subjects); i++)
        if (text_equal(key, query_subjects[i].name)) {
            name->ask = (enum query_ask)i;
            return in->again ? QUERY_REFUSE(in, in->part->key_at, TEXT_QUERY_TWICE, key) : true;
        }
    name->field = register_field(in->query->reg, key);
    for (size_t i = 0; !name->field && i < in->query->reg->fields.count; i++)
        if (in->query->reg->fields.items[i].was && text_equal(in->query->reg->fields.items[i].was, key))
            name->field = &in->query->reg->fields.items[i];
    if (name->field)
        return true;
    for (size_t i = ASK_HAPPENED_ON; i < ASK_SEARCH; i++) {
        const char *known = query_subjects[i].name;
        if (text_ends(known, ".") ? text_starts(key, known) : text_equal(key, known)) {
            name->ask = (enum query_ask)i;
            name->rest = text_ends(known, ".") ? key + strlen(known) : NULL;
            if (i == ASK_ENTERED_STATE)
                return find_entered(in, name);
            return !name->rest || query_is_code(name->rest) ||
                   QUERY_REFUSE(in, in->part->key_at, TEXT_QUERY_CODE, name->rest);
        }
    }
    if (text_equal(key, "due_on")) {
        name->ask = ASK_DUE;
        return true;
    }
    return refuse_name(in);
}

enum query_kind query_kind_of(const struct query_condition *condition)
{
    if (condition->ask != ASK_FIELD)
        return query_subjects[condition->ask].kind;
    switch (condition->field->type) {
    case FIELD_DATE:
        return KIND_DAY;
    case FIELD_DATE_TIME:
        return KIND_INSTANT;
    case FIELD_CHOICES:
        return KIND_CHOICES;
    case FIELD_UNIT:
        return KIND_UNIT;
    case FIELD_USER:
        return KIND_USER;
    case FIELD_LINK:
        return KIND_ID;
    default:
        return field_is_integer(condition->field) ? KIND_INT : KIND_TEXT;
    }
}

/* --- tokens ------------------------------------------------------------------------------------------------------ */

/* The newest day whose next working day is over TODAY: what came on it, and was to be passed on by the next working
 * day, is late. */
static const char *next_day_over(struct query_binder *in, const char *today)
{
    const struct calendar *calendar = in->query->definitions->calendar;
    char printed[DATE_SIZE];
    day_t day;
    if (!day_parse(today, &day))
        return today;
    day--;
    for (int i = 0; calendar && i < CLOSED_DAYS_MAX && !calendar_is_working_day(calendar, day); i++)
        day--;
    day_print(day - 1, printed);
    return arena_strdup(in->mem, printed);
}

const char *query_token(struct query_binder *in, const struct query_condition *condition, const struct query_item *item)
{
    for (size_t i = 0; i < COUNT_OF(tokens); i++) {
        if (!text_equal(item->text, tokens[i].name))
            continue;
        enum query_kind kind = condition ? query_kind_of(condition) : KIND_DAY;
        bool dated = kind == KIND_DAY || kind == KIND_MINUTE || kind == KIND_INSTANT;
        bool of_period = condition && condition->field && condition->field->type == FIELD_PERIOD;
        bool fits[] = { [TOKEN_DAY] = dated,
                        [TOKEN_USER] = kind == KIND_USER,
                        [TOKEN_UNIT] = kind == KIND_UNIT,
                        [TOKEN_PERIOD] = of_period };
        if (tokens[i].class == TOKEN_PERIOD && dated)
            QUERY_REFUSE(in, item->at, TEXT_TOKEN_PERIOD);
        else if (!fits[tokens[i].class])
            QUERY_REFUSE(in, item->at, TEXT_TOKEN_MISPLACED, item->text, in->part->key);
        if (!fits[tokens[i].class])
            return NULL;
        const char *value = in->tokens ? *(const char *const *)((const char *)in->tokens + tokens[i].offset) : NULL;
        if (!value || (in->flags & QUERY_USE_NO_TOKENS)) {
            QUERY_REFUSE(in, item->at, TEXT_TOKEN_UNBOUND, item->text);
            return NULL;
        }
        return text_equal(tokens[i].name, TOKEN_NEXT_DAY_OVER) ? next_day_over(in, value) : value;
    }
    QUERY_REFUSE(in, item->at, TEXT_TOKEN_UNKNOWN, item->text);
    return NULL;
}

static bool holds(const struct text_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], text))
            return true;
    return false;
}

struct text_list query_own_units(struct query_binder *in, const struct query_item *item)
{
    const struct definitions *definitions = in->query->definitions;
    struct text_list units = { 0 };
    const char *own = in->tokens ? in->tokens->my_unit : NULL;
    if (text_is_empty(own) || (in->flags & QUERY_USE_NO_TOKENS)) {
        QUERY_REFUSE(in, item->at, TEXT_TOKEN_UNBOUND, item->text);
        return units;
    }
    units.items = ARENA_ARRAY(in->mem, const char *, definitions->units.count + 1);
    units.items[units.count++] = own;
    for (size_t i = 0; i < units.count; i++) /* grows while it is walked */
        for (size_t j = 0; j < definitions->units.count; j++) {
            const struct unit *unit = &definitions->units.items[j];
            if (holds(&unit->successors, units.items[i]) && !holds(&units, unit->code))
                units.items[units.count++] = unit->code;
        }
    return units;
}

/* --- what is no condition ---------------------------------------------------------------------------------------- */

static bool find_sort(struct arena *mem, const struct register_definition *reg, const char *name,
                      struct query_sort *sort)
{
    const struct field *field = register_field(reg, name);
    if (field && text_equal(reg->date, name)) {
        name = "happened_on";
    } else if (field && text_equal(reg->title, name) && field->type == FIELD_TEXT && !field->personal) {
        name = "title";
    } else if (field) {
        if (field->personal || field->type == FIELD_CHOICES || field->type == FIELD_LONG_TEXT)
            return false;
        const char *column = field_has_key(reg, field) ? field_key_column(mem, field) : field->name;
        sort->expr = arena_printf(mem, "coalesce(f.%s, %s)", db_name(mem, column), field_sort_sentinel(field));
        sort->integer = field_is_integer(field);
        sort->field = field;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (text_equal(columns[i].name, name)) {
            sort->expr = columns[i].expr;
            sort->integer = columns[i].integer;
            sort->then = text_equal(name, "state") ? "r.happened_on" : NULL; /* as its index has it */
            return true;
        }
    return false;
}

void query_default_sort(struct arena *mem, struct query *query)
{
    const char *text = query->reg->list.sort;
    struct query_sort sort = { 0 };
    if (text && find_sort(mem, query->reg, text + (text[0] == '-'), &sort)) {
        sort.descending = text[0] == '-';
    } else {
        sort.descending = true;
        text = query->reg->date ? "-happened_on" : "-id";
        bool found = find_sort(mem, query->reg, text + 1, &sort);
        (void)found;
    }
    sort.name = text[0] == '-' ? text + 1 : text;
    query->sort = sort;
}

static const char **sort_names(struct arena *mem, const struct register_definition *reg, bool groups, size_t *count)
{
    const char **names = ARENA_ARRAY(mem, const char *, reg->fields.count + COUNT_OF(columns));
    *count = 0;
    for (size_t i = 0; i < reg->fields.count; i++)
        names[(*count)++] = reg->fields.items[i].name;
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (!groups || columns[i].groups)
            names[(*count)++] = columns[i].name;
    return names;
}

static bool bind_sort(struct query_binder *in, const struct query_item *item)
{
    struct query_sort sort = { .given = true, .descending = item->text[0] == '-' };
    sort.name = item->text + sort.descending;
    const struct register_definition *reg = in->query->reg;
    const struct field *field = register_field(reg, sort.name);
    if (field && field->personal)
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_PERSONAL, field->label);
    if (!find_sort(in->mem, reg, sort.name, &sort)) {
        size_t count;
        const char **names = sort_names(in->mem, reg, false, &count);
        return QUERY_REFUSE_NEAR(in, item->at, sort.name, names, count, TEXT_QUERY_SORT, sort.name);
    }
    in->query->sort = sort;
    return true;
}

static bool bind_by(struct query_binder *in, const struct query_item *item)
{
    const struct field *field = register_field(in->query->reg, item->text);
    bool wide = field && (field->personal || field->type == FIELD_CHOICES || field->type == FIELD_LONG_TEXT);
    bool known = field && !wide;
    for (size_t i = 0; !field && i < COUNT_OF(columns); i++)
        known |= columns[i].groups && text_equal(columns[i].name, item->text);
    if (!known) {
        size_t count;
        const char **names = sort_names(in->mem, in->query->reg, true, &count);
        return QUERY_REFUSE_NEAR(in, item->at, item->text, names, count, TEXT_QUERY_BY, item->text);
    }
    in->query->by = field ? field->name : item->text;
    in->query->by_field = field;
    return true;
}

static bool bind_id(struct query_binder *in, const struct query_item *item, int64_t *id)
{
    return id_parse(item->text, id) || QUERY_REFUSE(in, item->at, TEXT_QUERY_ID, item->text);
}

static bool bind_as_of(struct query_binder *in, const struct query_item *item)
{
    const char *text = item->text;
    if (!item->quoted && text[0] == '@')
        text = query_token(in, NULL, item);
    day_t day;
    if (!text)
        return false;
    int year = day_parse_people(text, &day) ? civil_from_day(day).year : 0;
    if (year < FIELD_YEAR_MIN || year > FIELD_YEAR_MAX)
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_DAY, text);
    char out[DATE_SIZE];
    day_print(day, out);
    in->query->as_of = arena_strdup(in->mem, out);
    in->query->as_of_given = true;
    return true;
}

static bool bind_cancelled(struct query_binder *in, const struct query_item *item)
{
    static const char *const words[] = { [CANCELLED_NO] = "no", [CANCELLED_YES] = "yes", [CANCELLED_ANY] = "any" };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(words[i], item->text)) {
            in->query->cancelled = (enum query_cancelled)i;
            return true;
        }
    return QUERY_REFUSE(in, item->at, TEXT_QUERY_YES_NO_ANY, item->text);
}

bool query_bind_control(struct query_binder *in, enum query_ask ask)
{
    const struct query_part *part = in->part;
    if (part->negated || part->shape == SHAPE_RANGE || part->count != 1)
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_ONE, part->key);
    const struct query_item *item = &part->items[0];
    int64_t size;
    switch (ask) {
    case ASK_CANCELLED:
        return bind_cancelled(in, item);
    case ASK_BY:
        return bind_by(in, item);
    case ASK_SORT:
        return bind_sort(in, item);
    case ASK_AFTER:
        return bind_id(in, item, &in->query->after);
    case ASK_BEFORE:
        return bind_id(in, item, &in->query->before);
    case ASK_AS_OF:
        return bind_as_of(in, item);
    case ASK_DENSITY:
        in->query->density = item->text;
        return query_is_code(item->text) || QUERY_REFUSE(in, item->at, TEXT_QUERY_CODE, item->text);
    default: /* ASK_PAGE_SIZE */
        if (!text_to_int(item->text, 1, QUERY_PAGE_MAX, &size))
            return QUERY_REFUSE(in, item->at, TEXT_QUERY_NUMBER, item->text, 1, QUERY_PAGE_MAX);
        in->query->page_size = (int)size;
        return true;
    }
}
