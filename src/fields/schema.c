/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/schema.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "people/account_search.h"
#include "people/left.h"
#include "people/scope.h"
#include "fields/field_type.h"
#include "fields/claims.h"
#include "fields/schema_rules.h"
#include "fields/tally.h"
#include "fields/personal_index.h"
#include "fields/text_order.h"

struct migration {
    struct store *store;
    struct arena *mem;
    struct db *db;
    const struct definitions *definitions;
    struct text ddl;
    ARRAY(const char *) changes;
    bool moved; /* the folder of the definitions is another one */
};

static void say(struct migration *migration, const char *line)
{
    *ARRAY_ADD(migration->mem, &migration->changes) = line;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void add_index(struct text *ddl, struct arena *mem, const struct register_definition *reg,
                      const struct field *field)
{
    if (!field_has_index(reg, field))
        return;
    const char *name = arena_printf(mem, "%s_by_%s", reg->name, field->name);
    text_printf(ddl, "create %sindex %s on %s (%s, id)\n;\n", field->unique ? "unique " : "", db_name(mem, name),
                db_name(mem, reg->name), db_name(mem, field->name));
}

/* The order of a list that names one of its fields; the register's date has its index in `record`. */
static void add_order(struct text *ddl, struct arena *mem, const struct register_definition *reg)
{
    const char *sort = reg->list.sort;
    const struct field *field = sort ? register_field(reg, sort + (sort[0] == '-')) : NULL;
    if (!field || field->personal || text_equal(field->name, reg->date))
        return;
    const char *name = arena_printf(mem, "%s_in_order_of_%s", reg->name, field->name);
    text_printf(ddl, "create index if not exists %s on %s (coalesce(%s, %s), id)\n;\n", db_name(mem, name),
                db_name(mem, reg->name), db_name(mem, field->name), field_sort_sentinel(field));
}

/* The key of a text in Vietnamese order, with the index that is in its order. */
static void add_key(struct text *ddl, struct arena *mem, const struct register_definition *reg,
                    const struct field *field, bool has_column)
{
    if (!field_has_key(reg, field))
        return;
    const char *table = db_name(mem, reg->name), *column = db_name(mem, field_key_column(mem, field));
    if (!has_column)
        text_printf(ddl, "alter table %s add column %s {text}\n;\n", table, column);
    text_printf(ddl, "create index if not exists %s on %s (coalesce(%s, %s), id)\n;\n",
                db_name(mem, arena_printf(mem, "%s_in_order_of_%s", reg->name, field_key_column(mem, field))), table,
                column, field_sort_sentinel(field));
}

/* What a report lists of a period, and nothing else. */
static void add_chosen(struct text *ddl, struct arena *mem, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (!field_has_chosen_index(reg, field))
            continue;
        const char *name = arena_printf(mem, "%s_chosen_by_%s", reg->name, field->name);
        text_printf(ddl, "create index if not exists %s on %s (%s, id) where %s = 1\n;\n", db_name(mem, name),
                    db_name(mem, reg->name), db_name(mem, reg->date), db_name(mem, field->name));
    }
}

/* All that stand beside a register's table, whose columns are there. */
static void add_indexes(struct text *ddl, struct arena *mem, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        add_index(ddl, mem, reg, &reg->fields.items[i]);
        add_key(ddl, mem, reg, &reg->fields.items[i], true);
    }
    add_order(ddl, mem, reg);
    add_chosen(ddl, mem, reg);
}

static void make_table(struct migration *migration, const struct register_definition *reg)
{
    text_printf(&migration->ddl, "create table %s (\n    id {int} not null primary key",
                db_name(migration->mem, reg->name));
    for (size_t i = 0; i < reg->fields.count; i++) {
        text_raw(&migration->ddl, ",\n    ");
        rules_column(&migration->ddl, migration->mem, &reg->fields.items[i]);
    }
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            text_printf(&migration->ddl, ",\n    %s {text}",
                        db_name(migration->mem, field_key_column(migration->mem, &reg->fields.items[i])));
    text_raw(&migration->ddl, "\n){strict}\n;\n");
    add_indexes(&migration->ddl, migration->mem, reg);
    rules_note(&migration->ddl, migration->mem, reg);
    say(migration, arena_printf(migration->mem, "Tạo sổ “%s” (%zu trường)", reg->label, reg->fields.count));
}

/* --- changing ----------------------------------------------------------------------------------------------------- */

static bool has_column(const char **columns, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(columns[i], name))
            return true;
    return false;
}

static void change_field(struct migration *migration, const struct register_definition *reg, const struct field *field,
                         const char **columns, size_t count)
{
    struct arena *mem = migration->mem;
    if (has_column(columns, count, field->name))
        return;
    if (field->was && has_column(columns, count, field->was)) {
        rules_lift(&migration->ddl, mem, reg, &(const char *){ field->was }, 1);
        text_printf(&migration->ddl, "alter table %s rename column %s to %s\n;\n", db_name(mem, reg->name),
                    db_name(mem, field->was), db_name(mem, field->name));
        say(migration, arena_printf(mem, "Sổ “%s”: đổi tên trường %s thành %s", reg->label, field->was, field->name));
        return;
    }
    text_printf(&migration->ddl, "alter table %s add column %s %s\n;\n", db_name(mem, reg->name),
                db_name(mem, field->name), field_column_type(field));
    add_index(&migration->ddl, mem, reg, field);
    say(migration, arena_printf(mem, "Sổ “%s”: thêm trường “%s”", reg->label, field->label));
}

static bool is_defined(const struct register_definition *reg, const char *column)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (text_equal(reg->fields.items[i].name, column) || text_equal(reg->fields.items[i].was, column))
            return true;
    return text_equal(column, "id") || column[0] == '_'; /* or the key of a text, made anew at any time */
}

/* Refuses to lose a column that holds values; an empty one stays in the table, unused. */
static bool check_removed_fields(struct migration *migration, const struct register_definition *reg,
                                 const char **columns, size_t count, struct err *err)
{
    struct arena *mem = migration->mem;
    for (size_t i = 0; i < count; i++) {
        if (is_defined(reg, columns[i]))
            continue;
        int64_t held;
        const struct statement *statement =
            statement_build(mem, arena_printf(mem, "select count(*) from %s where %s is not null",
                                              db_name(mem, reg->name), db_name(mem, columns[i])));
        if (!db_one_int(migration->db, statement, DB_NONE, 0, &held, err))
            return false;
        if (held > 0)
            return err_set(err, ERR_CONFLICT, "definition", columns[i],
                           "Sổ “%s” bỏ trường %s nhưng %" PRId64 " hồ sơ đang có giá trị. Giữ trường và ghi `until:`, "
                           "hoặc đổi tên bằng `was:`",
                           reg->label, columns[i], held);
    }
    return true;
}

/* Its tally names what is renamed; it is made anew in the end. */
static void count_again(struct migration *migration, const struct register_definition *reg)
{
    text_printf(&migration->ddl, "delete from tally_kept where register = '%s'\n;\n", reg->name);
}

/* Renames `was:` states in the records and their spans; refuses to lose a state that records are or were in. */
static bool change_states(struct migration *migration, const struct register_definition *reg, struct err *err)
{
    struct arena *mem = migration->mem;
    struct rows *rows =
        db_rows(migration->db, mem,
                SQL("select state, count(distinct record) from record_span where register = $1 group by state"),
                DB(db_text(reg->name)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const char *name = rows_text(rows, 0);
        const struct state *renamed = NULL;
        for (size_t i = 0; i < reg->states.count; i++)
            if (text_equal(reg->states.items[i].was, name))
                renamed = &reg->states.items[i];
        if (register_state(reg, name))
            continue;
        if (!renamed)
            return err_set(err, ERR_CONFLICT, "definition", NULL,
                           "Sổ “%s” bỏ trạng thái %s nhưng %" PRId64
                           " hồ sơ đang ở trạng thái đó. Giữ trạng thái và ghi "
                           "`until:`, hoặc đổi tên bằng `was:`",
                           reg->label, name, rows_int(rows, 1));
        for (int table = 0; table < 2; table++)
            text_printf(&migration->ddl, "update %s set state = '%s' where register = '%s' and state = '%s'\n;\n",
                        (const char *[]){ "record", "record_span" }[table], renamed->name, reg->name, name);
        count_again(migration, reg);
        say(migration, arena_printf(mem, "Sổ “%s”: đổi tên trạng thái %s thành %s", reg->label, name, renamed->name));
    }
    return !rows_failed(rows, err);
}

/* Renames `was:` codes of choices; refuses a code that records hold and the list does not know. */
static bool change_choices(struct migration *migration, const struct register_definition *reg,
                           const struct field *field, struct err *err)
{
    struct arena *mem = migration->mem;
    const struct statement *statement =
        statement_build(mem, arena_printf(mem, "select %s, count(*) from %s where %s is not null group by %s",
                                          db_name(mem, field->name), db_name(mem, reg->name), db_name(mem, field->name),
                                          db_name(mem, field->name)));
    struct rows *rows = db_rows(migration->db, mem, statement, DB_NONE, err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const char *code = rows_text(rows, 0);
        const struct choice *renamed = NULL;
        bool known = false;
        for (size_t i = 0; i < field->choices.count; i++) {
            known = known || text_equal(field->choices.items[i].code, code);
            if (text_equal(field->choices.items[i].was, code))
                renamed = &field->choices.items[i];
        }
        if (known)
            continue;
        if (!renamed)
            return err_set(err, ERR_CONFLICT, "definition", field->name,
                           "Sổ “%s”, trường “%s” bỏ giá trị %s nhưng %" PRId64
                           " hồ sơ đang dùng. Giữ giá trị và ghi `until:`, hoặc đổi tên bằng `was:`",
                           reg->label, field->label, code, rows_int(rows, 1));
        rules_lift(&migration->ddl, mem, reg, &(const char *){ field->name }, 1);
        text_printf(&migration->ddl, "update %s set %s = '%s' where %s = '%s'\n;\n", db_name(mem, reg->name),
                    db_name(mem, field->name), renamed->code, db_name(mem, field->name), code);
        count_again(migration, reg);
        say(migration, arena_printf(mem, "Sổ “%s”, “%s”: %s nay là %s", reg->label, field->label, code, renamed->code));
    }
    return !rows_failed(rows, err);
}

static bool change_table(struct migration *migration, const struct register_definition *reg, const char **columns,
                         size_t count, struct err *err)
{
    if (!check_removed_fields(migration, reg, columns, count, err) || !change_states(migration, reg, err))
        return false;
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        change_field(migration, reg, field, columns, count);
        add_key(&migration->ddl, migration->mem, reg, field,
                has_column(columns, count, field_key_column(migration->mem, field)));
        if (field->type == FIELD_CHOICE && has_column(columns, count, field->name) &&
            !change_choices(migration, reg, field, err))
            return false;
    }
    add_order(&migration->ddl, migration->mem, reg);
    return true;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static bool is_current(struct migration *migration, bool *current, struct err *err)
{
    int64_t known;
    if (!db_one_int(
            migration->db,
            SQL("select case when hash = $1 then 1 else 0 end from definition_set order by applied_at desc, hash "
                "limit 1"),
            DB(db_text(migration->definitions->hash)), 0, &known, err))
        return false;
    *current = known == 1;
    return true;
}

/* Where the set in force came from; FOLDER NULL in an office older than the columns, or without a set. */
struct origin {
    const char *hash, *folder;
};

static const struct db_column origin_columns[] = {
    DB_COLUMN_TEXT(struct origin, hash),
    DB_COLUMN_TEXT(struct origin, folder),
};

static bool read_origin(struct store *store, struct arena *mem, struct db *db, struct origin *origin, struct err *err)
{
    const char **columns;
    struct origin *read;
    size_t count;
    *origin = (struct origin){ 0 };
    if (!store_columns(store, mem, "definition_set", &columns, &count, err))
        return false;
    if (!has_column(columns, count, "folder"))
        return true;
    if (!db_all(db, mem, SQL("select hash, folder from definition_set order by applied_at desc, hash limit 1"), DB_NONE,
                origin_columns, COUNT_OF(origin_columns), sizeof *read, &read, &count, err))
        return false;
    if (count > 0)
        *origin = read[0];
    return true;
}

static const char *folder_words(struct arena *mem, const char *folder)
{
    return text_is_empty(folder) ? "bộ có sẵn của chương trình" : arena_printf(mem, "thư mục %s", folder);
}

/* The set itself changes: said even where no table does, so that nobody takes it for nothing. */
static bool plan_set(struct migration *migration, bool current, struct err *err)
{
    struct origin origin;
    const char *now = migration->definitions->overlay ? migration->definitions->overlay : "";
    if (!read_origin(migration->store, migration->mem, migration->db, &origin, err))
        return false;
    if (origin.folder && !text_equal(origin.folder, now)) {
        migration->moved = true;
        say(migration, arena_printf(migration->mem, "Bộ định nghĩa: từ %s sang %s",
                                    folder_words(migration->mem, origin.folder), folder_words(migration->mem, now)));
    } else if (!current && origin.hash && migration->changes.count == 0) {
        say(migration, "Bộ định nghĩa đổi (nhãn, quyền, đơn vị, thời hạn hoặc báo cáo); bảng của các sổ giữ nguyên");
    }
    return true;
}

/* The set that is put in force, and since when. */
struct set_line {
    struct migration *migration;
    int64_t newest; /* applied_at of the set in force; 0: none */
};

static bool read_newest(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct set_line *line = arg;
    (void)change;
    return db_one_int(db, SQL("select max(applied_at) from definition_set"), DB_NONE, 0, &line->newest, err);
}

/* The newest line is the set in force, also where the clock was set back between two migrations. */
static bool keep_hash(struct change *change, void *arg, struct err *err)
{
    const struct set_line *line = arg;
    const struct migration *migration = line->migration;
    struct arena *mem = change_mem(change);
    instant_t now = change_time(change), at = line->newest >= now ? line->newest + 1 : now;
    const struct definitions *definitions = migration->definitions;
    const char *hash = definitions->hash, *folder = definitions->overlay ? definitions->overlay : "";
    const char *overlay = definitions->overlay_hash;
    const char *summary =
        arena_printf(mem, "%zu sổ, %zu thay đổi", definitions->registers.count, migration->changes.count);
    const char *left =
        left_line(mem, LEFT_DEFINITIONS, hash, DB(db_int(at), db_text(summary), db_text(folder), db_text(overlay)));
    return change_run(change,
                      SQL("insert into definition_set (hash, applied_at, summary, folder, overlay) values ($1, $2, $3, "
                          "$4, $5) on conflict (hash) do update set applied_at = excluded.applied_at, summary = "
                          "excluded.summary, folder = excluded.folder, overlay = excluded.overlay"),
                      DB(db_text(hash), db_int(at), db_text(summary), db_text(folder), db_text(overlay)), err) &&
           left_note(change,
                     &(struct account_history_line){
                         .by = "congvu",
                         .login = "",
                         .what = "definitions",
                         .detail = summary,
                         .after = arena_printf(mem, "%s%s", left, people_units_left(mem, definitions)) },
                     err);
}

static bool plan_changes(struct migration *migration, struct err *err)
{
    const struct definitions *definitions = migration->definitions;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        const char **columns;
        size_t count;
        if (!store_columns(migration->store, migration->mem, reg->name, &columns, &count, err))
            return false;
        if (count == 0)
            make_table(migration, reg);
        else if (!change_table(migration, reg, columns, count, err))
            return false;
    }
    return true;
}

/* Counts the registers whose tally was made with other facets; said where there is anything to count. */
static bool make_tally(struct migration *migration, struct err *err)
{
    size_t made;
    int64_t any;
    if (!tally_make(migration->store, migration->mem, migration->definitions, false, &made, err) ||
        !db_one_int(migration->db, SQL("select count(*) from (select 1 as one from record limit 1) as first"), DB_NONE,
                    0, &any, err))
        return false;
    if (made > 0 && any > 0)
        say(migration, arena_printf(migration->mem, "Đếm lại hồ sơ của %zu sổ", made));
    return true;
}

static bool make_text_order(struct migration *migration, struct err *err)
{
    size_t made;
    int64_t any;
    if (!text_order_make(migration->store, migration->mem, migration->definitions, &made, err) ||
        !db_one_int(migration->db, SQL("select count(*) from (select 1 as one from record limit 1) as first"), DB_NONE,
                    0, &any, err))
        return false;
    if (made > 0 && any > 0)
        say(migration, arena_printf(migration->mem, "Xếp lại thứ tự chữ cái của %zu sổ", made));
    return true;
}

static bool make_personal_index(struct migration *migration, struct err *err)
{
    size_t made;
    int64_t any;
    if (!personal_index_make(migration->store, migration->mem, migration->definitions, &made, err) ||
        !db_one_int(migration->db, SQL("select count(*) from (select 1 as one from record limit 1) as first"), DB_NONE,
                    0, &any, err))
        return false;
    if (made > 0 && any > 0)
        say(migration, arena_printf(migration->mem, "Lập chỉ mục dữ liệu cá nhân của %zu sổ", made));
    return true;
}

/* The statements and lines of what is to be done; nothing is done. CURRENT: nothing is to be done with the tables. */
static bool plan(struct migration *migration, bool *current, struct err *err)
{
    bool same, keyed, indexed;
    text_init(&migration->ddl, migration->mem, TEXT_MAX_PAGE);
    if (!is_current(migration, &same, err) ||
        !text_order_is_made(migration->store, migration->mem, migration->definitions, &keyed, err) ||
        !personal_index_is_made(migration->store, migration->mem, migration->definitions, &indexed, err))
        return false;
    *current = same && keyed && indexed;
    return (*current || plan_changes(migration, err)) && plan_set(migration, same, err);
}

static bool migrate_definitions(struct migration *migration, struct err *err)
{
    struct store *store = migration->store;
    return (migration->ddl.length == 0 || store_define(store, migration->ddl.data, err)) &&
           people_keep_units(store, migration->mem, migration->definitions, err) &&
           store_change(store, migration->mem, read_newest, keep_hash, &(struct set_line){ .migration = migration },
                        err);
}

/* An office of the same definitions may be older than the indexes that this program makes of them. */
static bool keep_chosen(struct store *store, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct text ddl;
    text_init(&ddl, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < definitions->registers.count; i++)
        add_chosen(&ddl, mem, &definitions->registers.items[i]);
    return ddl.length == 0 || store_define(store, ddl.data, err);
}

bool schema_migrate(struct store *store, struct arena *mem, const struct definitions *definitions,
                    struct text_list *changes, struct err *err)
{
    struct migration migration = { .store = store, .mem = mem, .definitions = definitions };
    *changes = (struct text_list){ 0 };
    bool current;
    size_t ruled;
    if (!store_migrate(store, err) || !left_begin(store, mem, err) || !(migration.db = db_for_read(store, err)) ||
        !plan(&migration, &current, err))
        return false;
    if (((!current || migration.moved) && !migrate_definitions(&migration, err)) ||
        !keep_chosen(store, mem, definitions, err) || !account_search_make(store, mem, err) ||
        !rules_keep(store, mem, definitions, add_indexes, &ruled, err) || !make_tally(&migration, err) ||
        !make_text_order(&migration, err) || !make_personal_index(&migration, err) ||
        !claims_make(store, mem, definitions, err))
        return false;
    *changes = (struct text_list){ migration.changes.items, migration.changes.count };
    return true;
}

bool schema_plan(struct store *store, struct arena *mem, const struct definitions *definitions,
                 struct text_list *changes, struct err *err)
{
    struct migration migration = { .store = store, .mem = mem, .definitions = definitions };
    bool current;
    *changes = (struct text_list){ 0 };
    if (!(migration.db = db_for_read(store, err)) || !plan(&migration, &current, err))
        return false;
    *changes = (struct text_list){ migration.changes.items, migration.changes.count };
    return true;
}

bool schema_has_overlay(struct store *store, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct origin origin;
    struct db *db = db_for_read(store, err);
    if (!db || !read_origin(store, mem, db, &origin, err))
        return false;
    if (text_is_empty(origin.folder) || !text_is_empty(definitions->overlay))
        return true;
    return err_set(
        err, ERR_CONFLICT, "office", "--office",
        "Văn phòng này dùng bộ định nghĩa riêng ở %s; chạy lại với --office %s (hoặc nơi thư mục ấy nằm bây giờ)",
        origin.folder, origin.folder);
}

bool schema_may_write(struct store *store, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct migration migration = { .store = store, .mem = mem, .definitions = definitions };
    bool current;
    if (!(migration.db = db_for_read(store, err)) || !is_current(&migration, &current, err))
        return false;
    return current ||
           err_set(err, ERR_CONFLICT, "definitions", NULL,
                   "Các sổ của chương trình khác với các sổ của văn phòng này; chạy `congvu migrate` trước khi ghi");
}
