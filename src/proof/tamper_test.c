/* SPDX-License-Identifier: Apache-2.0 */
/* Random changes of an office's database, each asked of `history verify`: none is missed. And docs/history.md, which
 * says how each column is proved, against the tables that there are.
 *
 * CONGVU_TAMPER_CHANGES and CONGVU_TAMPER_SEED make it longer and other (bench/faults).
 *
 * Planted and seen red, each alone: the clock of a due date not held against the line (past_spans.c); the reason of a
 * cancelled number not held against the record's (verify_links.c); search tokens not compared; a column without its row
 * in docs/history.md, and a row without its column. */
#include "base/file.h"
#include "fields/tally.h"
#include "handling/assignment.h"
#include "handling/attachment.h"
#include "handling/comment.h"
#include "handling/direction.h"
#include "people/account.h"
#include "people/mail_box.h"
#include "people/session.h"
#include "records/numbers.h"
#include "records/testing_office.h"

enum { CHANGES = 400, COLUMNS_MAX = 32, TRIES_MAX = 100000, DOCS_MAX = 1 << 20 };

#define PASSWORD "con voi tím ăn bún riêu"

/* --- the tables, as they are and as they are described ------------------------------------------------------------ */

struct column {
    const char *name;
    enum db_type type;
    bool key;
    bool proved;
};

struct table {
    const char *name;
    struct column columns[COLUMNS_MAX];
    size_t count;
    bool goes, comes; /* its rows may go, or be added, unseen */
    bool any;         /* a column is proved */
};

struct tampering {
    struct testing *t;
    struct testing_office o;
    ARRAY(struct table) tables;
    struct arena *mem; /* of one change */
    uint64_t chance;
    char head[HASH_HEX_SIZE];
};

/* "| `record` | `id`, `register` | how |" → the words in backquotes of the first two cells, and how. */
struct described {
    const char *table, *column;
    bool proved;
};

static const char *next_quoted(struct arena *mem, const char **at, const char *end)
{
    const char *open = memchr(*at, '`', (size_t)(end - *at));
    const char *close = open ? memchr(open + 1, '`', (size_t)(end - open - 1)) : NULL;
    if (!close)
        return NULL;
    *at = close + 1;
    return arena_strndup(mem, open + 1, (size_t)(close - open - 1));
}

static void read_line(struct arena *mem, const char *line, struct described **list, size_t *count, size_t *room)
{
    const char *second = strchr(line + 1, '|'), *third = second ? strchr(second + 1, '|') : NULL;
    const char *at = line, *table = third ? next_quoted(mem, &at, second) : NULL, *column;
    for (at = second; table && (column = next_quoted(mem, &at, third));) {
        if (*count == *room)
            *list = arena_grow(mem, *list, *count, room, sizeof **list);
        (*list)[(*count)++] =
            (struct described){ table, column, strncmp(third + 2, "Not proved", strlen("Not proved")) != 0 };
    }
}

static struct described *read_docs(struct arena *mem, size_t *count)
{
    struct err err = { 0 };
    struct described *list = NULL;
    size_t room = 0, lines;
    char *text = file_read(mem, SOURCE_FOLDER "/docs/history.md", DOCS_MAX, NULL, &err);
    assert_true(testing_ok(text != NULL, &err));
    char **split = text_split(mem, text, '\n', &lines);
    *count = 0;
    for (size_t i = 0; i < lines; i++)
        if (text_starts(split[i], "| `"))
            read_line(mem, split[i], &list, count, &room);
    return list;
}

static const struct described *describe(const struct described *list, size_t count, const char *table,
                                        const char *column)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(list[i].table, table) && text_equal(list[i].column, column))
            return &list[i];
    return NULL;
}

static struct rows *ask_columns(struct testing *t)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    struct rows *rows =
        t->kind == STORE_SQLITE
            ? db_rows(
                  db, t->mem,
                  SQL_SQLITE("select m.name, c.name, lower(c.type), c.pk from sqlite_schema m join "
                             "pragma_table_xinfo(m.name) c where m.type = 'table' and m.name not like 'sqlite%' and "
                             "m.name not in ('search_data', 'search_idx', 'search_config', 'search_docsize', "
                             "'search_content') and c.hidden = 0 order by 1, c.cid"),
                  DB_NONE, &err)
            : db_rows(db, t->mem,
                      SQL_POSTGRES(
                          "select c.table_name, c.column_name, c.data_type, case when exists (select 1 from "
                          "information_schema.key_column_usage k join information_schema.table_constraints p on "
                          "p.constraint_name = k.constraint_name and p.table_schema = k.table_schema and "
                          "p.constraint_type = 'PRIMARY KEY' where k.table_schema = c.table_schema and k.table_name = "
                          "c.table_name and k.column_name = c.column_name) then 1 else 0 end from "
                          "information_schema.columns c where c.table_schema = current_schema() and c.data_type <> "
                          "'tsvector' order by 1, c.ordinal_position"),
                      DB_NONE, &err);
    assert_true(testing_ok(rows != NULL, &err));
    return rows;
}

static enum db_type type_of(const char *name)
{
    if (text_equal(name, "integer") || text_equal(name, "bigint"))
        return DB_INT;
    return text_equal(name, "blob") || text_equal(name, "bytea") ? DB_BLOB : DB_TEXT;
}

/* Fails where a column is not described. */
static void read_tables(struct tampering *tampering, const struct described *list, size_t count)
{
    struct arena *mem = tampering->t->mem;
    struct err err = { 0 };
    struct rows *rows = ask_columns(tampering->t);
    struct table *table = NULL;
    while (rows_next(rows)) {
        const char *name = rows_text(rows, 0), *column = rows_text(rows, 1);
        bool reg = definitions_register(tampering->o.office.definitions, name) != NULL;
        const char *named = reg ? "(a register)" : name;
        const struct described *row =
            describe(list, count, named, reg && !text_equal(column, "id") ? "(fields)" : column);
        if (!row)
            fail_msg("docs/history.md does not say how %s.%s is proved", name, column);
        if (!table || !text_equal(table->name, name)) {
            table = ARRAY_ADD(mem, &tampering->tables);
            *table = (struct table){ .name = arena_strdup(mem, name),
                                     .goes = describe(list, count, named, "(gone)") != NULL,
                                     .comes = describe(list, count, named, "(added)") != NULL };
        }
        assert_true(table->count < COLUMNS_MAX);
        table->columns[table->count++] = (struct column){ arena_strdup(mem, column), type_of(rows_text(rows, 2)),
                                                          rows_int(rows, 3) != 0, row->proved };
        table->any |= row->proved;
    }
    assert_true(testing_ok(rows_end(rows, &err), &err));
}

static bool is_there(const struct tampering *tampering, const struct described *row)
{
    for (size_t i = 0; i < tampering->tables.count; i++) {
        const struct table *table = &tampering->tables.items[i];
        for (size_t j = 0; text_equal(table->name, row->table) && j < table->count; j++)
            if (text_equal(table->columns[j].name, row->column))
                return true;
    }
    return row->table[0] == '(' || row->column[0] == '(';
}

/* --- an office with something of everything ----------------------------------------------------------------------- */

static void make_people(struct testing *t, struct testing_office *o)
{
    static const char *const roles[] = { "clerk", "leader" };
    struct err err = { 0 };
    struct account one = { .login = "lanh",
                           .name = "Lê Thị Lành",
                           .unit = "kt",
                           .title = "Chuyên viên",
                           .roles = { (const char **)roles, 2 } };
    struct account two = {
        .login = "binh", .name = "Trần Bình", .unit = "nc", .title = "", .roles = { (const char **)roles, 1 }
    };
    const struct position held = {
        .code = "truong-phong", .title = "Trưởng phòng", .unit = "kt", .holder = "lanh", .from = "2021-07-01"
    };
    struct position next = held;
    char token[TOKEN_SIZE];
    const struct definitions *definitions = o->office.definitions;
    next.holder = "binh";
    next.from = "2021-08-01";
    assert_true(testing_ok(account_create(t->store, t->mem, definitions, &one, PASSWORD, "quan-tri", &err), &err));
    assert_true(testing_ok(account_create(t->store, t->mem, definitions, &two, NULL, "quan-tri", &err), &err));
    assert_true(testing_ok(position_keep(t->store, t->mem, &held, "quan-tri", &err), &err));
    assert_true(testing_ok(position_keep(t->store, t->mem, &next, "quan-tri", &err), &err));
    two.title = "Phó phòng";
    two.roles = (struct text_list){ (const char **)roles + 1, 1 };
    assert_true(testing_ok(account_change(t->store, t->mem, definitions, &two, 2, "quan-tri", &err), &err));
    assert_true(testing_ok(token_create(t->store, t->mem, "lanh", "máy quét", 30, token, &err), &err));
    assert_true(
        testing_ok(account_set_password(t->store, t->mem, "binh", PASSWORD, true, NULL, "quan-tri", &err), &err));
}

static bool open_book(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return number_open_book(change, "quan-tri", "letters", "2020/bc", 12, "Số cũ ở sổ giấy", err);
}

static void make_records(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    int64_t seq, letter = 0;
    for (int i = 0; i < 6; i++) {
        struct draft *draft = testing_letter(t, o, arena_printf(t->mem, "Văn bản số %d", i), i % 2 ? "bc" : "cv");
        draft_set(t->mem, draft, "copies", "3");
        draft_set(t->mem, draft, "public", i % 3 ? "yes" : "no");
        draft_add_step(t->mem, draft, "number", "2021-07-20");
        letter = testing_create(t, o, draft);
    }
    struct draft_step cancel = { .name = "cancel", .reason = "Nhầm số" };
    assert_true(testing_ok(record_step(&o->office, t->mem, letter, 0, &cancel, &err), &err));
    assert_true(
        testing_ok(number_reserve(&o->office, t->mem, "letters", "2021/bc", "lanh", "2021-08-10", &seq, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, open_book, NULL, &err), &err));
    struct draft *taken = testing_letter(t, o, "Lấy số đã giữ", "cv");
    testing_create(t, o, taken);
}

/* A number that nobody took in time, and where a person's mail goes. */
static void make_jobs(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct mail_box box = { "lanh@vp.gov.vn", true };
    int64_t seq;
    size_t expired;
    assert_true(
        testing_ok(number_reserve(&o->office, t->mem, "letters", "2021/cv", "lanh", "2021-08-02", &seq, &err), &err));
    clock_fix(instant_from_local(day_from_civil(2021, 8, 3), 8 * 60));
    assert_true(testing_ok(numbers_expire(&o->office, t->mem, 10, &expired, &err), &err));
    assert_int_equal(expired, 1);
    assert_true(testing_ok(mail_box_keep(t->store, t->mem, "lanh", &box, "lanh", &err), &err));
}

/* What was said on RECORD twice, and the tasks of it in two acts. */
static void direct(struct testing *t, struct testing_office *o, int64_t record)
{
    struct err err = { 0 };
    const struct handed lines[] = { { .to = "lanh", .role = ASSIGN_LEAD }, { .to = "binh", .role = ASSIGN_LEAD } };
    const struct draft_value values[] = { { .name = "type", .text = "cv" } };
    for (int i = 0; i < 2; i++) {
        const struct direction said = { .words = i ? "Làm ngay" : "Xem lại,\nbáo cáo", .speaker = "lanh" };
        int64_t id;
        assert_true(testing_ok(direction_add(&o->office, t->mem, record, 0, &said, &id, &err), &err));
        for (size_t k = 0; k < 2; k++) {
            const struct direction_part all = { .lines = lines, .count = k + 1 };
            struct direction_tasks tasks = { .parts = &all, .part_count = 1, .values = values, .value_count = 1 };
            assert_true(testing_ok(direction_make_tasks(&o->office, t->mem, id, &tasks, &err), &err));
        }
    }
}

static void make_cases(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    int64_t id = 0, given;
    struct attachment file;
    for (int i = 0; i < 3; i++) {
        struct draft *draft = draft_new(t->mem, o->case_work);
        draft_set(t->mem, draft, "received_on", "2021-07-19T10:00");
        draft_set(t->mem, draft, "summary", arena_printf(t->mem, "Cấp phép số %d", i));
        draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
        draft_add_step(t->mem, draft, "process", "2021-07-20");
        id = testing_create(t, o, draft);
        assert_true(testing_ok(testing_step(t, o, id, "again", "2021-07-28", NULL, NULL, &err), &err));
    }
    int64_t letter = testing_create(t, o, testing_letter(t, o, "Trả lời", "bc"));
    assert_true(testing_ok(record_link(&o->office, t->mem, letter, "answers", id, &err), &err));
    assert_true(testing_ok(comment_add(&o->office, t->mem, id, "Xem lại căn cứ", &err), &err));
    struct assignment give = {
        .to = "lanh", .role = ASSIGN_LEAD, .opinion = "Xử lý trong 3/8", .due = "2021-08-03T17:00"
    };
    assert_true(testing_ok(assignment_give(&o->office, t->mem, id, 0, &give, &given, &err), &err));
    direct(t, o, id);
    const char *path = arena_printf(t->mem, "%s/a.txt", t->folder), *words = "Nội dung tệp đính kèm\n";
    assert_true(testing_ok(file_write(path, words, strlen(words), 0600, &err), &err));
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    for (int i = 0; i < 2; i++)
        assert_true(testing_ok(
            attachment_add(&o->office, t->mem, id, 0, i ? "b.txt" : "a.txt", fileno(stream), &file, &err), &err));
    assert_true(testing_ok(file_write(path, "Bản hai\n", strlen("Bản hai\n"), 0600, &err), &err));
    struct attachment versions[2];
    for (int i = 0; i < 2; i++) {
        FILE *bytes = i ? fopen(path, "rb") : stream;
        assert_true(testing_ok(attachment_add_draft(&o->office, t->mem, id, 0, "du-thao.txt", fileno(bytes),
                                                    i ? "Sửa câu cuối" : "", &versions[i], &err),
                               &err));
        if (i)
            fclose(bytes);
    }
    fclose(stream);
    assert_true(testing_ok(attachment_withdraw(&o->office, t->mem, file.id, "Nhầm tệp", &err), &err));
}

/* --- one change --------------------------------------------------------------------------------------------------- */

static uint64_t draw(struct tampering *tampering, uint64_t below)
{
    tampering->chance ^= tampering->chance << 13;
    tampering->chance ^= tampering->chance >> 7;
    tampering->chance ^= tampering->chance << 17;
    return tampering->chance % below;
}

struct statement_run {
    const struct statement *statement;
    struct db_value values[2 * COLUMNS_MAX];
    size_t count;
};

static bool apply_run(struct change *change, void *arg, struct err *err)
{
    const struct statement_run *run = arg;
    return change_run(change, run->statement, run->values, run->count, err);
}

/* False where the database itself refuses it. */
static bool run_sql(struct tampering *tampering, const char *sql, const struct db_value *values, size_t count)
{
    struct testing *t = tampering->t;
    struct err err = { 0 };
    struct statement_run run = { statement_build(tampering->mem, sql), { { 0 } }, count };
    memcpy(run.values, values, count * sizeof values[0]);
    return store_change(t->store, tampering->mem, NULL, apply_run, &run, &err);
}

static struct db_value read_value(struct arena *mem, const struct rows *rows, int at, enum db_type type)
{
    size_t length;
    if (rows_is_null(rows, at))
        return db_text(NULL);
    if (type == DB_INT)
        return db_int(rows_int(rows, at));
    if (type == DB_TEXT)
        return db_text(arena_strdup(mem, rows_text(rows, at)));
    const void *bytes = rows_bytes(rows, at, &length);
    return db_blob(arena_copy(mem, bytes, length), length);
}

static const char *names_of(struct arena *mem, const struct table *table)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < table->count; i++)
        text_printf(&out, "%s%s", i ? ", " : "", db_name(mem, table->columns[i].name));
    return out.data;
}

/* A row of TABLE by chance; false where it has none. */
static bool pick_row(struct tampering *tampering, const struct table *table, struct db_value row[COLUMNS_MAX])
{
    struct testing *t = tampering->t;
    struct err err = { 0 };
    int64_t count;
    const char *name = db_name(tampering->mem, table->name);
    if (text_equal(table->name, "tally")) /* a row that counts nothing is as good as none */
        name = "tally where count <> 0";
    struct db *db = db_for_read(t->store, &err);
    assert_true(
        db_one_int(db, statement_build(tampering->mem, arena_printf(tampering->mem, "select count(*) from %s", name)),
                   DB_NONE, 0, &count, &err));
    if (count == 0)
        return false;
    const char *sql = arena_printf(tampering->mem, "select %s from %s order by 1, 2 limit 1 offset %d",
                                   names_of(tampering->mem, table), name, (int)draw(tampering, (uint64_t)count));
    struct rows *rows = db_rows(db, tampering->mem, statement_build(tampering->mem, sql), DB_NONE, &err);
    assert_true(testing_ok(rows && rows_next(rows), &err));
    for (size_t i = 0; i < table->count; i++)
        row[i] = read_value(tampering->mem, rows, (int)i, table->columns[i].type);
    rows_close(rows);
    return true;
}

static bool same_value(const struct db_value *a, const struct db_value *b)
{
    if (a->type != b->type)
        return false;
    return a->type == DB_INT    ? a->integer == b->integer
           : a->type == DB_TEXT ? strcmp(a->bytes, b->bytes) == 0
           : a->type == DB_BLOB ? a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0
                                : true;
}

/* " where key = $2 and …" of ROW, whose values go after COUNT in VALUES. */
static const char *where_of(struct arena *mem, const struct table *table, const struct db_value *row,
                            struct db_value *values, size_t *count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    bool keyed = false;
    for (size_t i = 0; i < table->count; i++)
        keyed |= table->columns[i].key;
    for (size_t i = 0; i < table->count; i++) {
        if (keyed && !table->columns[i].key)
            continue;
        values[(*count)++] = row[i];
        text_printf(&out, "%s%s = $%zu", out.length ? " and " : " where ", db_name(mem, table->columns[i].name),
                    *count);
    }
    return out.data;
}

static bool update(struct tampering *tampering, const struct table *table, const struct db_value *row, size_t column,
                   struct db_value value)
{
    struct arena *mem = tampering->mem;
    struct db_value values[COLUMNS_MAX + 1] = { value };
    size_t count = 1;
    const char *where = where_of(mem, table, row, values, &count);
    return run_sql(tampering,
                   arena_printf(mem, "update %s set %s = $1%s", db_name(mem, table->name),
                                db_name(mem, table->columns[column].name), where),
                   values, count);
}

static bool take_out(struct tampering *tampering, const struct table *table, const struct db_value *row)
{
    struct arena *mem = tampering->mem;
    struct db_value values[COLUMNS_MAX];
    size_t count = 0;
    const char *where = where_of(mem, table, row, values, &count);
    return run_sql(tampering, arena_printf(mem, "delete from %s%s", db_name(mem, table->name), where), values, count);
}

static bool put_in(struct tampering *tampering, const struct table *table, const struct db_value *row)
{
    struct arena *mem = tampering->mem;
    struct text places;
    text_init(&places, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < table->count; i++)
        text_printf(&places, "%s$%zu", i ? ", " : "", i + 1);
    return run_sql(tampering,
                   arena_printf(mem, "insert into %s (%s) %s values (%s)", db_name(mem, table->name),
                                names_of(mem, table),
                                tampering->t->kind == STORE_POSTGRES ? "overriding system value" : "", places.data),
                   row, table->count);
}

static struct db_value changed(struct tampering *tampering, const struct column *column, struct db_value old)
{
    static const int64_t steps[] = { 1, -1, 1000, 5 };
    struct arena *mem = tampering->mem;
    if (column->type == DB_INT)
        return db_int(old.type == DB_NULL ? 3 : old.integer + steps[draw(tampering, COUNT_OF(steps))]);
    if (old.type == DB_NULL && column->type == DB_TEXT)
        return db_text(draw(tampering, 2) ? "x" : "");
    if (column->type == DB_TEXT) {
        char *text = arena_strdup(mem, old.bytes);
        size_t length = strlen(text), at = length ? draw(tampering, length) : 0;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        if (length == 0 || (unsigned char)text[at] >= 0x80)
            return db_text(arena_printf(mem, "%sx", text));
        text[at] = text[at] == '7' ? '8' : '7';
        return db_text(text);
    }
    if (old.type == DB_NULL || old.length == 0)
        return db_blob("\x01", 1);
    uint8_t *bytes = arena_copy(mem, old.bytes, old.length);
    bytes[draw(tampering, old.length)] ^= (uint8_t)(1u << draw(tampering, 8));
    return db_blob(bytes, old.length);
}

/* --- is it found -------------------------------------------------------------------------------------------------- */

/* How many faults the command would print; one where it would end with an error. */
static size_t count_faults(struct tampering *tampering, const char **first)
{
    struct testing *t = tampering->t;
    struct err err = { 0 };
    struct history_report report;
    struct tally_report tally;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    const struct history_asked asked = { .head = tampering->head[0] ? tampering->head : NULL, .files = true };
    bool done = history_verify_asked(&tampering->o.office, mem, &asked, &report, &err) &&
                tally_check(db_for_read(t->store, &err), mem, tampering->o.office.definitions, &tally, &err);
    size_t count = done ? report.fault_count + (size_t)tally.fault_count + (tally.unmade != NULL) : 1;
    *first = !done                ? arena_strdup(tampering->mem, err.text)
             : report.fault_count ? arena_strdup(tampering->mem, report.faults[0].what)
                                  : "";
    if (done && !tampering->head[0])
        memcpy(tampering->head, report.head, sizeof report.head);
    arena_free(mem);
    return count;
}

/* What was applied of the migrations is looked at when an office is opened. */
static bool is_opened(struct testing *t)
{
    struct store_place place = testing_place(t);
    struct err err = { 0 };
    struct store *again = store_open(&place, STORE_READ, &err);
    store_close(again);
    return again != NULL;
}

enum by_hand { BY_FLIP, BY_DELETE, BY_INSERT, BY_SWAP, BY_ALL };

static const char *const act_names[BY_ALL] = { "changed", "taken out", "put in", "exchanged" };

/* A change that the database took; UNDO takes it back. */
struct tampered {
    enum by_hand act;
    const struct table *table;
    size_t column;
    struct db_value row[COLUMNS_MAX], other[COLUMNS_MAX]; /* as they were */
    struct db_value made[COLUMNS_MAX];                    /* the row as it is now */
};

static bool swap(struct tampering *tampering, struct tampered *made)
{
    const struct table *table = made->table;
    size_t at = made->column;
    if (table->columns[at].key || !pick_row(tampering, table, made->other) ||
        same_value(&made->row[at], &made->other[at]) || !update(tampering, table, made->row, at, made->other[at]))
        return false;
    if (update(tampering, table, made->other, at, made->row[at]))
        return true;
    assert_true(update(tampering, table, made->row, at, made->row[at]));
    return false;
}

static bool insert(struct tampering *tampering, struct tampered *made)
{
    const struct table *table = made->table;
    size_t at = table->count;
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].key)
            at = i;
    if (at == table->count)
        return false;
    memcpy(made->made, made->row, sizeof made->row);
    made->made[at] = table->columns[at].type == DB_INT ? db_int(made->row[at].integer + 1234567)
                                                       : changed(tampering, &table->columns[at], made->row[at]);
    return put_in(tampering, table, made->made);
}

/* False where the draw is none, or the database refuses it. */
static bool tamper_once(struct tampering *tampering, struct tampered *made)
{
    const struct table *table = &tampering->tables.items[draw(tampering, tampering->tables.count)];
    *made = (struct tampered){ .act = (enum by_hand)draw(tampering, BY_ALL + 2) % BY_ALL, .table = table };
    made->column = draw(tampering, table->count);
    if (!table->any || !pick_row(tampering, table, made->row))
        return false;
    memcpy(made->made, made->row, sizeof made->row);
    switch (made->act) {
    case BY_FLIP:
        made->made[made->column] = changed(tampering, &table->columns[made->column], made->row[made->column]);
        return table->columns[made->column].proved &&
               update(tampering, table, made->row, made->column, made->made[made->column]);
    case BY_DELETE:
        return !table->goes && take_out(tampering, table, made->row);
    case BY_INSERT:
        return !table->comes && insert(tampering, made);
    default:
        return table->columns[made->column].proved && swap(tampering, made);
    }
}

static void undo(struct tampering *tampering, const struct tampered *made)
{
    const struct table *table = made->table;
    bool done = made->act == BY_FLIP     ? update(tampering, table, made->made, made->column, made->row[made->column])
                : made->act == BY_DELETE ? put_in(tampering, table, made->row)
                : made->act == BY_INSERT
                    ? take_out(tampering, table, made->made)
                    : update(tampering, table, made->row, made->column, made->row[made->column]) &&
                          update(tampering, table, made->other, made->column, made->other[made->column]);
    assert_true(done);
}

/* Whoever changes the history first takes its triggers away. */
static void take_triggers(struct tampering *tampering)
{
    struct testing *t = tampering->t;
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    struct text ddl;
    text_init(&ddl, t->mem, TEXT_MAX_PAGE);
    struct rows *rows =
        t->kind == STORE_SQLITE
            ? db_rows(db, t->mem, SQL_SQLITE("select name, '' from sqlite_schema where type = 'trigger'"), DB_NONE,
                      &err)
            : db_rows(db, t->mem,
                      SQL_POSTGRES("select distinct trigger_name, ' on ' || event_object_table from "
                                   "information_schema.triggers where trigger_schema = current_schema()"),
                      DB_NONE, &err);
    while (rows && rows_next(rows))
        text_printf(&ddl, "drop trigger %s%s\n;\n", rows_text(rows, 0), rows_text(rows, 1));
    assert_true(testing_ok(rows && rows_end(rows, &err) && store_define(t->store, ddl.data, &err), &err));
}

static uint64_t asked_of(const char *name, uint64_t usual)
{
    const char *text = getenv(name);
    int64_t value;
    return text && text_to_int(text, 1, 1000000, &value) ? (uint64_t)value : usual;
}

static void enter(struct tampering *tampering, struct testing *t)
{
    size_t count;
    struct err err = { 0 };
    *tampering = (struct tampering){ .t = t,
                                     .mem = arena_new(ARENA_JOB_MAX),
                                     .chance = 88172645463325252u ^ asked_of("CONGVU_TAMPER_SEED", 1) };
    const struct described *list = read_docs(t->mem, &count);
    testing_enter(t, &tampering->o);
    make_people(t, &tampering->o);
    make_records(t, &tampering->o);
    make_cases(t, &tampering->o);
    make_jobs(t, &tampering->o);
    assert_true(testing_ok(history_seal(&tampering->o.office, &err), &err));
    testing_create(t, &tampering->o, testing_letter(t, &tampering->o, "Sau niêm phong", "cv"));
    assert_true(testing_ok(history_seal(&tampering->o.office, &err), &err));
    read_tables(tampering, list, count);
}

static void test_every_column_has_its_row_in_the_docs(struct testing *t)
{
    struct tampering tampering;
    size_t count, missing = 0;
    enter(&tampering, t); /* fails where a column is not described */
    const struct described *list = read_docs(t->mem, &count);
    for (size_t i = 0; i < count; i++) {
        bool other = text_equal(list[i].table, "search") || text_equal(list[i].table, "deferred_index") ||
                     text_equal(list[i].column, "vector"); /* of one of the databases */
        if (!is_there(&tampering, &list[i]) && !(other)) {
            print_error("docs/history.md: there is no %s.%s\n", list[i].table, list[i].column);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
    assert_true(count > 200);
    arena_free(tampering.mem);
}
ON_BOTH(test_every_column_has_its_row_in_the_docs)

static void test_every_change_by_hand_is_found(struct testing *t)
{
    struct tampering tampering;
    struct tampered made;
    const char *what;
    size_t wanted = asked_of("CONGVU_TAMPER_CHANGES", CHANGES), tried = 0, missed = 0, acts[BY_ALL] = { 0 };
    enter(&tampering, t);
    take_triggers(&tampering);
    if (count_faults(&tampering, &what) > 0)
        fail_msg("an office that nobody touched: %s", what);
    for (size_t draws = 0; tried < wanted && draws < TRIES_MAX; draws++) {
        arena_reset(tampering.mem);
        if (!tamper_once(&tampering, &made))
            continue;
        bool found =
            (text_equal(made.table->name, "migration") && !is_opened(t)) || count_faults(&tampering, &what) > 0;
        tried++;
        acts[made.act]++;
        missed += !found;
        if (!found)
            print_error("not found: %s.%s %s\n", made.table->name, made.table->columns[made.column].name,
                        act_names[made.act]);
        undo(&tampering, &made);
    }
    print_message("%zu changes by hand (%zu changed, %zu taken out, %zu put in, %zu exchanged), %zu not found\n", tried,
                  acts[BY_FLIP], acts[BY_DELETE], acts[BY_INSERT], acts[BY_SWAP], missed);
    assert_int_equal(count_faults(&tampering, &what), 0);
    assert_int_equal(missed, 0);
    assert_int_equal(tried, wanted);
    arena_free(tampering.mem);
}
ON_BOTH(test_every_change_by_hand_is_found)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_every_column_has_its_row_in_the_docs),
        BOTH(test_every_change_by_hand_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
