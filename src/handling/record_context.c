/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/record_context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/may.h"
#include "definitions/holds_definition.h"
#include "query/builder.h"
#include "query/query_texts.h"
#include "store/id.h"

/* --- kinds of links ----------------------------------------------------------------------------------------------- */

const struct link_kind link_kinds[] = {
    { "answers", "Trả lời cho", "Được trả lời bởi" }, { "replaces", "Thay thế", "Được thay thế bởi" },
    { "results-in", "Dẫn đến", "Bắt nguồn từ" },      { "belongs-to", "Thuộc về", "Gồm có" },
    { "duplicates", "Trùng với", "Có bản trùng" },    { "concerns", "Liên quan đến", "Liên quan đến" },
};
const size_t link_kind_count = COUNT_OF(link_kinds);

/* Not chosen by people: what was made of a direction. */
static const struct link_kind task_kind = { "direction-task", "Nhiệm vụ theo chỉ đạo", "Theo chỉ đạo ở" };

/* Chosen elsewhere: what lies in a file. */
static const struct link_kind holds_kind = { LINK_HOLDS, "Văn bản trong hồ sơ", "Nằm trong hồ sơ" };

const char *link_kind_label(const char *name, bool back)
{
    if (text_equal(task_kind.name, name))
        return back ? task_kind.back : task_kind.label;
    if (text_equal(holds_kind.name, name))
        return back ? holds_kind.back : holds_kind.label;
    for (size_t i = 0; i < link_kind_count; i++)
        if (text_equal(link_kinds[i].name, name))
            return back ? link_kinds[i].back : link_kinds[i].label;
    return name;
}

/* --- everything around a record, in one statement ----------------------------------------------------------------- */

/* What a row is; each has the same columns, used as its reader below says. */
enum part {
    PART_ASSIGNMENT,
    PART_ATTACHMENT,
    PART_LINK,
    PART_LINK_BACK,
    PART_FIELD,
    PART_FIELD_BACK,
    PART_TASK,
    PART_DIRECTION,
    PART_ORDER
};
enum {
    NUMBERS = 2,
    TEXTS = 7,
    MINE = 15,
    MARKS = 16 /* of an assignment: 1 its own due date, 2 on the path of leads; of a file which version of the draft */
};

static void put_assignments(struct query_builder *to, int64_t record)
{
    text_raw(&to->text,
             "select 0, id, parent, given_at, read_at, finished_at, back_of, from_whom, to_whom, role, opinion, due, "
             "outcome, result, ended_by, 0, own_due + 2 * on_path from assignment where record = ");
    query_put(to, db_int(record));
    text_raw(
        &to->text,
        " union all select 1, id, size, version, created_at, withdrawn, 0, name, media_type, blob, created_by, '', "
        "note, '', '', 0, draft from (select a.id, b.size, a.version, a.created_at, a.withdrawn, a.name, a.media_type, "
        "a.blob, a.created_by, a.note, a.draft from attachment a join blob b on b.hash = a.blob where a.record = ");
    query_put(to, db_int(record));
    text_raw(&to->text, ") files");
}

/* How many of its assignments name the reader: may() asks; and a number that only assignments have. */
static void put_mine(struct query_builder *to, const struct scope *scope)
{
    if (scope->everything || scope->whoms.count == 0) {
        text_raw(&to->text, "0, 0");
        return;
    }
    text_raw(&to->text, "(select count(*) from assignment p where p.record = r.id and ");
    query_put_given(to, scope, "p", "p.to_whom");
    text_raw(&to->text, " and " ASSIGNMENT_SHOWS("p") "), 0");
}

/* " union all select * from (select …" of a linked record r; HOW is the text that says by what. */
static void begin_linked(struct query_builder *to, enum part part, const struct scope *scope)
{
    text_printf(&to->text, " union all select * from (select %d, r.id, r.cancelled, 0, 0, 0, 0, ", (int)part);
    text_add(&to->text, part == PART_LINK || part == PART_LINK_BACK ? "l.kind" : "''");
    text_raw(&to->text, ", r.register, coalesce(r.number, ''), r.title, r.state, r.unit, r.issuer, r.secrecy, ");
    put_mine(to, scope);
    text_raw(&to->text, " from record r");
}

static void end_linked(struct query_builder *to, enum part part)
{
    text_printf(&to->text, " order by r.id desc limit %d) linked%d", CONTEXT_LINKS_MAX, (int)part);
}

static void put_links(struct query_builder *to, const struct scope *scope, int64_t record)
{
    begin_linked(to, PART_LINK, scope);
    text_raw(&to->text, " join record_link l on l.to_record = r.id where l.from_record = ");
    query_put(to, db_int(record));
    text_raw(&to->text, " and l.kind <> "); /* held_read has them all, in their order */
    query_put_text(to, LINK_HOLDS);
    end_linked(to, PART_LINK);
    begin_linked(to, PART_LINK_BACK, scope);
    text_raw(&to->text, " join record_link l on l.from_record = r.id where l.to_record = ");
    query_put(to, db_int(record));
    end_linked(to, PART_LINK_BACK);
}

static void put_fields(struct query_builder *to, const struct scope *scope, const struct record *record)
{
    const char *between = " where r.id in (";
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        if (record->reg->fields.items[i].type != FIELD_LINK || !record->values[i].is_set)
            continue;
        if (text_equal(between, " where r.id in ("))
            begin_linked(to, PART_FIELD, scope);
        text_add(&to->text, between);
        query_put(to, db_int(record->values[i].integer));
        between = ", ";
    }
    if (text_equal(between, " where r.id in ("))
        return;
    text_raw(&to->text, ")");
    end_linked(to, PART_FIELD);
}

/* The fields of other registers that name records of this one. Each has an index (field_has_index). The field goes by
 * its place among all of them, in the seventh number. */
static void put_fields_back(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                            const struct record *record)
{
    int at = 0;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t k = 0; k < reg->fields.count; k++) {
            const struct field *field = &reg->fields.items[k];
            if (field->type != FIELD_LINK || field->target != record->reg)
                continue;
            text_printf(&to->text, " union all select * from (select %d, r.id, r.cancelled, %d, 0, 0, 0, '', ",
                        (int)PART_FIELD_BACK, (int)k);
            text_raw(&to->text, "r.register, coalesce(r.number, ''), r.title, r.state, r.unit, r.issuer, r.secrecy, ");
            put_mine(to, scope);
            text_printf(&to->text, " from record r join %s f on f.id = r.id where f.%s = ", db_name(to->mem, reg->name),
                        db_name(to->mem, field->name));
            query_put(to, db_int(record->id));
            text_printf(&to->text, " order by r.id desc limit %d) named%d", CONTEXT_LINKS_MAX, at++);
        }
    }
}

/* The records that carry out what was said on it. */
static void put_tasks(struct query_builder *to, const struct scope *scope, int64_t record)
{
    begin_linked(to, PART_TASK, scope);
    text_raw(&to->text,
             " join direction_task t on t.task = r.id join direction d on d.id = t.direction where d.record = ");
    query_put(to, db_int(record));
    end_linked(to, PART_TASK);
}

/* What was said on it, with how many tasks were made of that and are open; and what it carries out itself. */
static void put_directions(struct query_builder *to, const struct scope *scope, int64_t record)
{
    text_printf(&to->text,
                " union all select %d, d.id, d.created_at, (select count(*) from direction_task t where t.direction = "
                "d.id), (select count(*) from direction_task t join record w on w.id = t.task where t.direction = d.id "
                "and w.state_group = 'open' and w.cancelled = 0), 0, 0, d.speaker, d.said_on, d.source, d.words, "
                "d.created_by, '', '', '', 0, 0 from direction d where d.record = ",
                (int)PART_DIRECTION);
    query_put(to, db_int(record));
    text_printf(&to->text,
                " union all select %d, d.id, d.created_at, r.id, 0, 0, 0, d.speaker, d.said_on, d.source, d.words, "
                "r.register, r.unit, r.issuer, r.secrecy, ",
                (int)PART_ORDER);
    put_mine(to, scope);
    text_raw(&to->text, " from direction_task o join direction d on d.id = o.direction join record r on r.id = "
                        "d.record where o.task = ");
    query_put(to, db_int(record));
}

/* --- reading it --------------------------------------------------------------------------------------------------- */

struct reading {
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    const struct record *record;
    ARRAY(struct assignment) assignments;
    ARRAY(struct attachment) attachments;
    ARRAY(struct linked) links;
    ARRAY(struct direction) directions;
    struct direction *order;
    const struct register_definition *order_reg;
};

static const char *copy(struct reading *reading, const struct rows *rows, int text)
{
    return arena_strdup(reading->mem, rows_text(rows, NUMBERS + 5 + text));
}

static bool is_sent_back(const struct assignment *assignment)
{
    return assignment->outcome == OUTCOME_PASSED_BACK || assignment->outcome == OUTCOME_RETURNED;
}

static void read_assignment(struct reading *reading, const struct rows *rows)
{
    struct assignment *assignment = ARRAY_ADD(reading->mem, &reading->assignments);
    *assignment = (struct assignment){ .id = rows_int(rows, 1),
                                       .record = reading->record->id,
                                       .parent = rows_int(rows, 2),
                                       .from = copy(reading, rows, 0),
                                       .to = copy(reading, rows, 1),
                                       .opinion = copy(reading, rows, 3),
                                       .due = copy(reading, rows, 4),
                                       .given_at = rows_int(rows, 3),
                                       .read_at = rows_int(rows, 4),
                                       .finished_at = rows_int(rows, 5),
                                       .back_of = rows_int(rows, 6),
                                       .result = copy(reading, rows, 6),
                                       .ended_by = copy(reading, rows, 7),
                                       .own_due = rows_int(rows, MARKS) & 1,
                                       .on_path = rows_int(rows, MARKS) & 2 };
    if (!assignment_role_find(copy(reading, rows, 2), &assignment->role))
        assignment->role = ASSIGN_INFORM;
    if (!assignment_outcome_find(copy(reading, rows, 5), &assignment->outcome))
        assignment->outcome = OUTCOME_DONE;
}

static void read_attachment(struct reading *reading, const struct rows *rows)
{
    *ARRAY_ADD(reading->mem, &reading->attachments) = (struct attachment){ .id = rows_int(rows, 1),
                                                                           .record = reading->record->id,
                                                                           .name = copy(reading, rows, 0),
                                                                           .media_type = copy(reading, rows, 1),
                                                                           .blob = copy(reading, rows, 2),
                                                                           .size = rows_int(rows, 2),
                                                                           .version = rows_int(rows, 3),
                                                                           .created_at = rows_int(rows, 4),
                                                                           .created_by = copy(reading, rows, 3),
                                                                           .withdrawn = rows_int(rows, 5) != 0,
                                                                           .draft = rows_int(rows, MARKS),
                                                                           .note = copy(reading, rows, 5) };
}

static bool is_visible(const struct reading *reading, const struct register_definition *reg, const struct rows *rows)
{
    struct err ignored = { 0 };
    struct may_what what = { .reg = reg,
                             .unit = rows_text(rows, 12),
                             .issuer = rows_text(rows, 13),
                             .secrecy = rows_text(rows, 14),
                             .given = rows_int(rows, MINE) > 0 ? GIVEN_READ : GIVEN_NOT };
    return reg && may(reading->scope, ACT_READ, &what, &ignored);
}

static struct linked *add_linked(struct reading *reading, const struct rows *rows,
                                 const struct register_definition *reg)
{
    struct linked *linked = ARRAY_ADD(reading->mem, &reading->links);
    *linked = (struct linked){ .id = rows_int(rows, 1),
                               .reg = reg,
                               .number = copy(reading, rows, 2),
                               .title = copy(reading, rows, 3),
                               .state = copy(reading, rows, 4),
                               .cancelled = rows_int(rows, 2) != 0 };
    return linked;
}

/* A record that several fields name stands once for each of them. */
static void add_field_links(struct reading *reading, const struct rows *rows, const struct register_definition *reg)
{
    const struct register_definition *own = reading->record->reg;
    for (size_t i = 0; i < own->fields.count; i++)
        if (own->fields.items[i].type == FIELD_LINK && reading->record->values[i].is_set &&
            reading->record->values[i].integer == rows_int(rows, 1))
            add_linked(reading, rows, reg)->field = &own->fields.items[i];
}

static void read_linked(struct reading *reading, const struct rows *rows, enum part part)
{
    const struct register_definition *reg = definitions_register(reading->definitions, rows_text(rows, 8));
    if (!is_visible(reading, reg, rows))
        return;
    if (part == PART_FIELD) {
        add_field_links(reading, rows, reg);
        return;
    }
    struct linked *linked = add_linked(reading, rows, reg);
    linked->back = part == PART_LINK_BACK || part == PART_FIELD_BACK;
    if (part == PART_FIELD_BACK)
        linked->field = &reg->fields.items[rows_int(rows, 3)];
    else
        linked->kind = part == PART_TASK ? task_kind.name : copy(reading, rows, 0);
}

static struct direction said(struct reading *reading, const struct rows *rows)
{
    return (struct direction){ .id = rows_int(rows, 1),
                               .record = reading->record->id,
                               .created_at = rows_int(rows, 2),
                               .speaker = copy(reading, rows, 0),
                               .said_on = copy(reading, rows, 1),
                               .source = copy(reading, rows, 2),
                               .words = copy(reading, rows, 3) };
}

static void read_direction(struct reading *reading, const struct rows *rows, enum part part)
{
    struct direction *direction = part == PART_DIRECTION ? ARRAY_ADD(reading->mem, &reading->directions)
                                                         : ARENA_NEW(reading->mem, struct direction);
    *direction = said(reading, rows);
    if (part == PART_DIRECTION) {
        direction->tasks = rows_int(rows, 3);
        direction->open = rows_int(rows, 4);
        direction->created_by = copy(reading, rows, 4);
        return;
    }
    const struct register_definition *reg = definitions_register(reading->definitions, rows_text(rows, 11));
    direction->record = rows_int(rows, 3);
    direction->created_by = "";
    reading->order = direction;
    reading->order_reg = is_visible(reading, reg, rows) ? reg : NULL;
}

static void read_row(struct reading *reading, const struct rows *rows)
{
    enum part part = (enum part)rows_int(rows, 0);
    if (part == PART_ASSIGNMENT)
        read_assignment(reading, rows);
    else if (part == PART_ATTACHMENT)
        read_attachment(reading, rows);
    else if (part == PART_DIRECTION || part == PART_ORDER)
        read_direction(reading, rows, part);
    else
        read_linked(reading, rows, part);
}

static int compare_attachments(const void *a, const void *b)
{
    const struct attachment *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order ? order : (one->version < other->version) - (one->version > other->version);
}

/* Read in the order of their ids. */
static void newest_first(struct reading *reading)
{
    struct direction *list = reading->directions.items;
    for (size_t i = 0, k = reading->directions.count; i + 1 < k; i++, k--) {
        struct direction other = list[i];
        list[i] = list[k - 1];
        list[k - 1] = other;
    }
}

bool record_context_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                         const struct scope *scope, const struct record *record, struct record_context *context,
                         struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    put_assignments(&to, record->id);
    put_links(&to, scope, record->id);
    put_fields(&to, scope, record);
    put_fields_back(&to, definitions, scope, record);
    put_tasks(&to, scope, record->id);
    put_directions(&to, scope, record->id);
    text_raw(&to.text, " order by 1, 2");
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    struct reading reading = { .mem = mem, .definitions = definitions, .scope = scope, .record = record };
    while (rows_next(rows))
        read_row(&reading, rows);
    if (!rows_end(rows, err))
        return false;
    if (reading.attachments.count > 1)
        qsort(reading.attachments.items, reading.attachments.count, sizeof *reading.attachments.items,
              compare_attachments);
    *context = (struct record_context){ .assignments = reading.assignments.items,
                                        .assignment_count = reading.assignments.count,
                                        .attachments = reading.attachments.items,
                                        .attachment_count = reading.attachments.count,
                                        .links = reading.links.items,
                                        .link_count = reading.links.count,
                                        .directions = reading.directions.items,
                                        .direction_count = reading.directions.count,
                                        .order = reading.order,
                                        .order_reg = reading.order_reg };
    newest_first(&reading);
    for (size_t i = 0; i < context->assignment_count; i++) {
        const struct assignment *one = &context->assignments[i];
        bool leads = one->role == ASSIGN_LEAD && (one->outcome == OUTCOME_OPEN || one->outcome == OUTCOME_DONE);
        bool supports = one->role == ASSIGN_SUPPORT && !one->finished_at;
        enum given given = leads || supports ? GIVEN_WORK : GIVEN_READ;
        if (given > context->given && !is_sent_back(one) && scope_holds(scope, record->reg, record->secrecy, one->to))
            context->given = given;
    }
    return true;
}
