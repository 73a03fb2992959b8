/* SPDX-License-Identifier: Apache-2.0 */
/* The tally counted anew from the records, and held against them. */
#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "fields/tally.h"

enum { FACETS_TEXT_MAX = 4000 };

/* --- facets ------------------------------------------------------------------------------------------------------- */

/* A facet of a register; FIELD and DAY NULL for "" and for the due day. */
struct facet {
    const char *name;
    const struct field *field;
    const struct counted_day *day;
};

struct facets {
    ARRAY(struct facet) list;
};

static struct facets facets_of(struct arena *mem, const struct register_definition *reg)
{
    struct facets facets = { 0 };
    *ARRAY_ADD(mem, &facets.list) = (struct facet){ .name = "" };
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].counted)
            *ARRAY_ADD(mem, &facets.list) =
                (struct facet){ .name = reg->fields.items[i].name, .field = &reg->fields.items[i] };
    if (reg->deadlines.count > 0)
        *ARRAY_ADD(mem, &facets.list) = (struct facet){ .name = TALLY_DUE };
    for (size_t i = 0; i < reg->counted_days.count; i++)
        *ARRAY_ADD(mem, &facets.list) =
            (struct facet){ .name = reg->counted_days.items[i].facet, .day = &reg->counted_days.items[i] };
    return facets;
}

/* "'registered', 'submitted'": the names were checked to be such. */
static const char *open_states(struct arena *mem, const struct register_definition *reg)
{
    struct text out;
    text_init(&out, mem, FACETS_TEXT_MAX);
    for (size_t i = 0; i < reg->states.count; i++)
        if (reg->states.items[i].group == GROUP_OPEN)
            text_printf(&out, "%s'%s'", out.length ? ", " : "", reg->states.items[i].name);
    return out.length ? out.data : "''";
}

const char *tally_facets(struct arena *mem, const struct register_definition *reg)
{
    struct facets facets = facets_of(mem, reg);
    struct text out;
    text_init(&out, mem, FACETS_TEXT_MAX);
    for (size_t i = 1; i < facets.list.count; i++) {
        text_printf(&out, "%s%s", i > 1 ? "," : "", facets.list.items[i].name);
        const struct counted_day *day = facets.list.items[i].day;
        if (day ? day->kind == DAY_OPENED
                : !facets.list.items[i].field) /* which records have a due day to be counted by */
            text_printf(&out, " %s", open_states(mem, reg));
    }
    return out.data;
}

const char *tally_value_sql(struct arena *mem, const struct field *field)
{
    const char *column = db_name(mem, field->name);
    return field_is_counted_whole(field)
               ? arena_printf(mem, "coalesce(cast(f.%s as text), '')", column)
               : arena_printf(mem, "case when f.%s is null then '' else '" TALLY_SET "' end", column);
}

/* The day that a record stands under, "" where under none. */
static const char *day_value_sql(struct arena *mem, const struct register_definition *reg,
                                 const struct counted_day *day)
{
    static const char *const days[] = {
        [DAY_OPENED] = "r.opened_on", [DAY_LEFT] = "r.left_on", [DAY_FINISHED] = "r.finished_on"
    };
    const char *at = days[day->kind];
    if (day->kind == DAY_OF_FIELD)
        at = text_equal(day->field->name, reg->date)
                 ? "r.happened_on"
                 : arena_printf(mem, "coalesce(f.%s, '')", db_name(mem, day->field->name));
    const char *suffix = day->with_finish ? " || '/' || r.finished_on" : "";
    if (day->kind == DAY_FINISHED)
        suffix = " || case when r.due < r.finished_on then '/late' when r.due = '" DUE_OPEN
                 "' or substr(r.due, 1, 10) = r.finished_on then '/on-time' else '/early' end";
    return arena_printf(mem, "case when %s in ('', '" DATE_OPEN "') then '' else %s%s end", at, at, suffix);
}

/* The same as day_of in tally.c. */
static const char *days_sql(struct arena *mem, const struct register_definition *reg, const struct counted_day *day)
{
    bool by_life = day->kind != DAY_OF_FIELD || day->with_finish;
    bool joins = day->kind == DAY_OF_FIELD || *day->condition;
    return arena_printf(
        mem,
        "select d.value, '" TALLY_STATE "' as state, d.issuer, d.unit, d.secrecy from (select %s as "
        "value, r.issuer, r.unit, r.secrecy from record r%s%s where r.register = $1 and r.cancelled = "
        "0%s%s) as d where d.value > ''",
        day_value_sql(mem, reg, day), joins ? arena_printf(mem, " join %s", db_name(mem, reg->name)) : "",
        joins ? " f on f.id = r.id" : "", by_life ? " and r.told = 1" : "", condition_sql(mem, reg, day->condition));
}

/* One row a record of the register $1 and facet $2, as the tally should have counted it. */
static const char *records_sql(struct arena *mem, const struct register_definition *reg, const struct facet *facet)
{
    if (facet->day)
        return days_sql(mem, reg, facet->day);
    bool due = text_equal(facet->name, TALLY_DUE) && !facet->field;
    const char *value = facet->field ? tally_value_sql(mem, facet->field) : due ? "substr(r.due, 1, 10)" : "''";
    const char *join = facet->field ? arena_printf(mem, " join %s f on f.id = r.id", db_name(mem, reg->name)) : "";
    return arena_printf(
        mem,
        "select %s as value, case when r.cancelled = 1 then '' else r.state end as state, r.issuer, "
        "r.unit, r.secrecy from record r%s where r.register = $1%s",
        value, join, due ? arena_printf(mem, " and r.cancelled = 0 and r.state in (%s)", open_states(mem, reg)) : "");
}

/* --- made --------------------------------------------------------------------------------------------------------- */

struct making {
    struct arena *mem;
    enum store_kind kind;
    bool all; /* and what no register knows goes */
    ARRAY(const struct register_definition *) registers;
};

static bool make_facet(struct change *change, struct making *making, const struct register_definition *reg,
                       const struct facet *facet, struct err *err)
{
    const char *sql = arena_printf(
        making->mem,
        "insert into tally (register, facet, value, state, issuer, unit, secrecy, part, count) select $1, $2, c.value, "
        "c.state, c.issuer, c.unit, c.secrecy, 0, count(*) from (%s) as c group by c.value, c.state, c.issuer, c.unit, "
        "c.secrecy",
        records_sql(making->mem, reg, facet));
    return change_run(change, statement_build(making->mem, sql), DB(db_text(reg->name), db_text(facet->name)), err);
}

static bool make_register(struct change *change, struct making *making, const struct register_definition *reg,
                          struct err *err)
{
    struct facets facets = facets_of(making->mem, reg);
    bool done = change_run(change, SQL("delete from tally where register = $1"), DB(db_text(reg->name)), err);
    for (size_t i = 0; done && i < facets.list.count; i++)
        done = make_facet(change, making, reg, &facets.list.items[i], err);
    return done && change_run(change,
                              SQL("insert into tally_kept (register, facets) values ($1, $2) on conflict (register) do "
                                  "update set facets = excluded.facets"),
                              DB(db_text(reg->name), db_text(tally_facets(making->mem, reg))), err);
}

/* On PostgreSQL who is writing a record ends first, and who begins waits: nothing is counted twice or not at all. */
static bool apply_making(struct change *change, void *arg, struct err *err)
{
    struct making *making = arg;
    if (!change_settle(change, err))
        return false;
    if (making->kind == STORE_POSTGRES &&
        !change_run(change, SQL_POSTGRES("lock table record in share row exclusive mode"), DB_NONE, err))
        return false;
    if (making->all && !change_run(change, SQL("delete from tally"), DB_NONE, err))
        return false;
    for (size_t i = 0; i < making->registers.count; i++)
        if (!make_register(change, making, making->registers.items[i], err))
            return false;
    return true;
}

/* Was the tally of REG made with the facets it has now? */
static bool is_made(struct db *db, struct arena *mem, const struct register_definition *reg, bool *made,
                    struct err *err)
{
    int64_t same;
    if (!db_one_int(db, SQL("select count(*) from tally_kept where register = $1 and facets = $2"),
                    DB(db_text(reg->name), db_text(tally_facets(mem, reg))), 0, &same, err))
        return false;
    *made = same > 0;
    return true;
}

bool tally_make(struct store *store, struct arena *mem, const struct definitions *definitions, bool all, size_t *made,
                struct err *err)
{
    struct making making = { .mem = mem, .kind = store_kind(store), .all = all };
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        bool is = false;
        if (!all && !is_made(db, mem, reg, &is, err))
            return false;
        if (!is)
            *ARRAY_ADD(mem, &making.registers) = reg;
    }
    *made = making.registers.count;
    return *made == 0 || store_change(store, mem, NULL, apply_making, &making, err);
}

/* --- proved ------------------------------------------------------------------------------------------------------- */

struct checking {
    struct db *db;
    struct arena *mem;
    struct tally_report report;
};

static void add_fault(struct checking *checking, const struct tally_fault *fault)
{
    struct tally_report *report = &checking->report;
    report->fault_count++;
    if (report->shown < TALLY_FAULTS_MAX)
        report->faults[report->shown++] = *fault;
}

static const char *copy(struct arena *mem, const struct rows *rows, int column)
{
    return arena_strdup(mem, rows_text(rows, column));
}

/* Tally and records are read by one statement, so that writers do not come between. */
static bool check_facet(struct checking *checking, const struct register_definition *reg, const struct facet *facet,
                        struct err *err)
{
    struct arena *mem = checking->mem;
    const char *sql = arena_printf(
        mem,
        "select value, state, issuer, unit, secrecy, cast(sum(kept) as bigint), cast(sum(counted) as bigint) from "
        "(select c.value, c.state, c.issuer, c.unit, c.secrecy, 0 as kept, 1 as counted from (%s) as c union all "
        "select t.value, t.state, t.issuer, t.unit, t.secrecy, t.count, 0 from tally t where t.register = $1 and "
        "t.facet = $2) as b group by value, state, issuer, unit, secrecy order by value, state, issuer, unit, secrecy",
        records_sql(mem, reg, facet));
    struct rows *rows =
        db_rows(checking->db, mem, statement_build(mem, sql), DB(db_text(reg->name), db_text(facet->name)), err);
    if (!rows)
        return false;
    for (; rows_next(rows); checking->report.rows++) {
        struct tally_fault fault = { .kept = rows_int(rows, 5), .counted = rows_int(rows, 6) };
        if (fault.kept == fault.counted)
            continue;
        fault.reg = reg->name, fault.facet = facet->name;
        fault.value = copy(mem, rows, 0), fault.state = copy(mem, rows, 1), fault.issuer = copy(mem, rows, 2);
        fault.unit = copy(mem, rows, 3), fault.secrecy = copy(mem, rows, 4);
        add_fault(checking, &fault);
    }
    return rows_end(rows, err);
}

static bool check_register(struct checking *checking, const struct register_definition *reg, struct err *err)
{
    struct facets facets = facets_of(checking->mem, reg);
    bool made, done = is_made(checking->db, checking->mem, reg, &made, err);
    if (done && !made && !checking->report.unmade)
        checking->report.unmade = reg->name;
    for (size_t i = 0; done && i < facets.list.count; i++)
        done = check_facet(checking, reg, &facets.list.items[i], err);
    return done;
}

static bool is_known(struct arena *mem, const struct definitions *definitions, const char *name, const char *facet)
{
    const struct register_definition *reg = definitions_register(definitions, name);
    struct facets facets = { 0 };
    if (reg)
        facets = facets_of(mem, reg);
    for (size_t i = 0; i < facets.list.count; i++)
        if (text_equal(facets.list.items[i].name, facet))
            return true;
    return false;
}

/* Rows of a register or a facet that is not defined count nothing that is there. */
static bool check_strangers(struct checking *checking, const struct definitions *definitions, struct err *err)
{
    struct rows *rows = db_rows(checking->db, checking->mem,
                                SQL("select register, facet, cast(sum(count) as bigint) from tally group by register, "
                                    "facet order by register, facet"),
                                DB_NONE, err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct tally_fault fault = { .value = "", .state = "", .issuer = "", .unit = "", .secrecy = "" };
        fault.reg = copy(checking->mem, rows, 0), fault.facet = copy(checking->mem, rows, 1);
        fault.kept = rows_int(rows, 2);
        if (fault.kept != 0 && !is_known(checking->mem, definitions, fault.reg, fault.facet))
            add_fault(checking, &fault);
    }
    return rows_end(rows, err);
}

bool tally_check(struct db *db, struct arena *mem, const struct definitions *definitions, struct tally_report *report,
                 struct err *err)
{
    struct checking checking = { .db = db, .mem = mem };
    checking.report.faults = ARENA_ARRAY(mem, struct tally_fault, TALLY_FAULTS_MAX);
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (!check_register(&checking, &definitions->registers.items[i], err))
            return false;
    if (!check_strangers(&checking, definitions, err))
        return false;
    *report = checking.report;
    return true;
}
