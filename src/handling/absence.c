/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/absence.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/texts.h"
#include "people/left.h"
#include "people/may.h"
#include "records/texts.h"
#include "records/typed.h"
#include "store/change.h"

enum { TRIES_MAX = 8, NAME_BYTES = 200 /* of a register */ };

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const struct db_column columns[] = {
    DB_COLUMN_INT(struct absence, no),
    DB_COLUMN_TEXT(struct absence, login),
    DB_COLUMN_TEXT(struct absence, name),
    DB_COLUMN_TEXT(struct absence, stand_in),
    DB_COLUMN_TEXT(struct absence, stand_in_name),
    DB_COLUMN_TEXT(struct absence, from),
    DB_COLUMN_TEXT(struct absence, until),
    DB_COLUMN_TEXT(struct absence, reason),
    DB_COLUMN_TEXT(struct absence, document),
    DB_COLUMN_INT(struct absence, entered_at),
    DB_COLUMN_TEXT(struct absence, entered_by),
    DB_COLUMN_INT(struct absence, ended_at),
    DB_COLUMN_TEXT(struct absence, ended_by),
    DB_COLUMN_TEXT(struct absence, registers),
};

#define ABSENCES                                                                                                       \
    "select b.no, b.login, coalesce(a.name, b.login), b.stand_in, coalesce(s.name, b.stand_in), b.from_on, "           \
    "b.until_on, b.reason, b.document, b.entered_at, b.entered_by, b.ended_at, b.ended_by, "                           \
    "coalesce(l.registers, '') from absence b left join absence_register l on l.absence = b.no left join account a "   \
    "on a.login = b.login left join account s on s.login = b.stand_in"

bool absence_list(struct db *db, struct arena *mem, struct absence **list, size_t *count, struct err *err)
{
    return db_all(db, mem, SQL(ABSENCES " order by b.no desc limit 200"), DB_NONE, columns, COUNT_OF(columns),
                  sizeof **list, list, count, err);
}

bool absence_is_over(const struct absence *absence, const char *today)
{
    return absence->ended_at || strcmp(absence->until, today) < 0;
}

/* --- judged ------------------------------------------------------------------------------------------------------- */

struct entering {
    struct office *office;
    const struct absence *asked;
    struct arena *mem;
    struct db *db;
    struct absence made;
    struct draft_faults faults;
};

static struct err *fault(struct entering *entering)
{
    return ARRAY_ADD(entering->mem, &entering->faults.list);
}

static const char *people_day(struct arena *mem, const char *text)
{
    char people[DATE_SIZE] = "";
    day_t day;
    if (day_parse(text, &day))
        day_print_people(day, people);
    return arena_strdup(mem, people);
}

/* An account by its login, which is there; "" with the fault. CLOSED: it may be closed. */
static bool judge_person(struct entering *entering, const char *field, const char *given, const char *missing,
                         bool closed, const char **login, const char **name, struct err *err)
{
    *login = "";
    *name = given;
    if (text_is_empty(given)) {
        err_set(fault(entering), ERR_INVALID, "required", field, "%s", missing);
        return true;
    }
    struct rows *rows = db_rows(entering->db, entering->mem, SQL("select name, disabled from account where login = $1"),
                                DB(db_text(given)), err);
    bool found = rows && rows_next(rows);
    bool refused = found && !closed && rows_int(rows, 1) != 0;
    if (found)
        *name = arena_strdup(entering->mem, rows_text(rows, 0));
    if (!rows || !rows_end(rows, err))
        return false;
    if (!found)
        err_set(fault(entering), ERR_INVALID, "account", field, SAY_ABSENT_NOBODY, given);
    else if (refused)
        err_set(fault(entering), ERR_INVALID, "account", field, SAY_STAND_IN_CLOSED, *name);
    else
        *login = given;
    return true;
}

/* Is there a register that both are of? */
static bool share_register(struct arena *mem, const char *one, const char *other)
{
    size_t count, others;
    char **names = text_split(mem, arena_strdup(mem, one), ',', &count);
    char **with = text_split(mem, arena_strdup(mem, other), ',', &others);
    bool same = !*one || !*other;
    for (size_t i = 0; i < count && !same; i++)
        for (size_t k = 0; k < others && !same; k++)
            same = text_equal(names[i], with[k]);
    return same;
}

/* Nobody has two stand-ins on one day for one register, and who stands in is there. */
static void judge_other(struct entering *entering, const struct absence *other)
{
    struct arena *mem = entering->mem;
    const struct absence *made = &entering->made;
    const char *from = people_day(mem, other->from), *until = people_day(mem, other->until);
    if (text_equal(other->login, made->login) && share_register(mem, other->registers, made->registers))
        err_set(fault(entering), ERR_CONFLICT, "absence", "login", SAY_ABSENCE_TWICE, other->name, from, until,
                other->stand_in_name);
    if (text_equal(other->login, made->stand_in))
        err_set(fault(entering), ERR_CONFLICT, "absence", "stand_in", SAY_ABSENCE_AWAY_TOO, other->name, from, until);
    if (text_equal(other->stand_in, made->login))
        err_set(fault(entering), ERR_CONFLICT, "absence", "login", SAY_ABSENCE_NEEDED, other->stand_in_name,
                other->name, from, until);
}

static bool judge_others(struct entering *entering, struct err *err)
{
    struct absence *others;
    size_t count;
    const struct absence *made = &entering->made;
    if (!db_all(entering->db, entering->mem,
                SQL(ABSENCES " where b.ended_at = 0 and b.from_on <= $1 and b.until_on >= $2 and (b.login in ($3, $4) "
                             "or b.stand_in = $5) order by b.no"),
                DB(db_text(made->until), db_text(made->from), db_text(made->login), db_text(made->stand_in),
                   db_text(made->login)),
                columns, COUNT_OF(columns), sizeof *others, &others, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        judge_other(entering, &others[i]);
    return true;
}

/* Each once, in the order they were named. Only what is left empty is every register: a comma alone lends nothing.
 */
static const char *judge_registers(struct entering *entering)
{
    struct arena *mem = entering->mem;
    const char *asked = entering->asked->registers;
    struct text out;
    size_t count;
    bool named = false;
    char **names = text_split(mem, arena_strdup(mem, asked ? asked : ""), ',', &count);
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++) {
        const char *name = text_trim(mem, names[i]);
        bool twice = false;
        for (size_t k = 0; k < i; k++)
            twice |= text_equal(text_trim(mem, names[k]), name);
        if (text_is_empty(name) || twice)
            continue;
        if (!definitions_register(entering->office->definitions, name))
            err_set(fault(entering), ERR_INVALID, "register", "registers", SAY_ABSENCE_NO_REGISTER, name);
        else
            text_printf(&out, "%s%s", out.length ? "," : "", name);
        named = true;
    }
    if (asked && *asked && !named)
        err_set(fault(entering), ERR_INVALID, "register", "registers", SAY_ABSENCE_NO_REGISTER, asked);
    return out.data;
}

static bool judge(struct entering *entering, struct err *err)
{
    const struct absence *asked = entering->asked;
    struct absence *made = &entering->made;
    struct arena *mem = entering->mem;
    struct draft_faults *faults = &entering->faults;
    day_t from = 0, until = 0;
    *made = (struct absence){ .entered_by = entering->office->scope.user };
    if (!judge_person(entering, "login", asked->login, SAY_ABSENT_WHO, true, &made->login, &made->name, err) ||
        !judge_person(entering, "stand_in", asked->stand_in, SAY_STAND_IN_WHO, false, &made->stand_in,
                      &made->stand_in_name, err))
        return false;
    if (*made->login && text_equal(made->login, made->stand_in))
        err_set(fault(entering), ERR_INVALID, "stand-in", "stand_in", SAY_STAND_IN_SELF);
    made->from = typed_day(mem, faults, &(struct typed){ .field = "from", .given = asked->from }, &from);
    made->until = typed_day(mem, faults, &(struct typed){ .field = "until", .given = asked->until }, &until);
    if (*made->until && *made->from && until < from)
        err_set(fault(entering), ERR_INVALID, "date", "until", SAY_ABSENCE_BACKWARDS);
    else if (*made->until && until < clock_today())
        err_set(fault(entering), ERR_INVALID, "date", "until", SAY_ABSENCE_PAST);
    const struct typed reason = { "reason", asked->reason, SAY_ABSENCE_REASON, ABSENCE_TEXT_MAX, false };
    const struct typed document = { "document", asked->document, NULL, ABSENCE_TEXT_MAX, false };
    made->reason = typed_words(mem, faults, &reason);
    made->document = typed_words(mem, faults, &document);
    made->registers = judge_registers(entering);
    return !*made->from || !*made->until || judge_others(entering, err);
}

/* --- written ------------------------------------------------------------------------------------------------------ */

static const char *left_of(struct arena *mem, const struct absence *absence)
{
    const char *no = arena_printf(mem, "%" PRId64, absence->no);
    const char *lent = *absence->registers ? left_line(mem, LEFT_LENT, no, DB(db_text(absence->registers))) : "";
    const char *left = left_line(mem, LEFT_ABSENCE, no,
                                 DB(db_text(absence->login), db_text(absence->stand_in), db_text(absence->from),
                                    db_text(absence->until), db_text(absence->reason), db_text(absence->document),
                                    db_int(absence->entered_at), db_text(absence->entered_by),
                                    db_int(absence->ended_at), db_text(absence->ended_by)));
    return arena_printf(mem, "%s%s", left, lent);
}

/* "; chỉ ở sổ Nhiệm vụ giao, Văn bản đến"; "" of every register. */
static const char *lent_words(struct arena *mem, const struct definitions *definitions, const char *registers)
{
    struct text out;
    size_t count;
    char **names = text_split(mem, arena_strdup(mem, registers), ',', &count);
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; *registers && i < count; i++) {
        const struct register_definition *reg = definitions_register(definitions, names[i]);
        text_printf(&out, "%s%s", i ? ", " : SAY_ABSENCE_ONLY, reg ? reg->label : names[i]);
    }
    return out.data;
}

static bool insert_registers(struct change *change, const struct absence *made, struct err *err)
{
    return !*made->registers ||
           change_run(change, SQL("insert into absence_register (absence, registers) values ($1, $2)"),
                      DB(db_int(made->no), db_text(made->registers)), err);
}

static bool note(struct change *change, const struct absence *absence, const char *by, const char *detail,
                 struct err *err)
{
    return left_note(change,
                     &(struct account_history_line){ .by = by,
                                                     .login = absence->login,
                                                     .what = "absence",
                                                     .detail = detail,
                                                     .after = left_of(change_mem(change), absence) },
                     err);
}

static bool prepare_enter(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct entering *entering = arg;
    int64_t last;
    entering->db = db;
    entering->mem = change_mem(change);
    entering->faults = (struct draft_faults){ 0 };
    if (!judge(entering, err) ||
        !db_one_int(db, SQL("select coalesce(max(no), 0) from absence"), DB_NONE, 0, &last, err))
        return false;
    entering->made.no = last + 1;
    if (entering->office->faults)
        *entering->office->faults = entering->faults;
    if (entering->faults.list.count > 0)
        *err = entering->faults.list.items[0];
    return entering->faults.list.count == 0;
}

static bool apply_enter(struct change *change, void *arg, struct err *err)
{
    const struct entering *entering = arg;
    struct absence made = entering->made;
    struct arena *mem = change_mem(change);
    made.entered_at = change_time(change);
    made.ended_by = "";
    return change_run(change,
                      SQL("insert into absence (no, login, stand_in, from_on, until_on, reason, document, entered_at, "
                          "entered_by, ended_at, ended_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '')"),
                      DB(db_int(made.no), db_text(made.login), db_text(made.stand_in), db_text(made.from),
                         db_text(made.until), db_text(made.reason), db_text(made.document), db_int(made.entered_at),
                         db_text(made.entered_by)),
                      err) &&
           insert_registers(change, &made, err) &&
           note(change, &made, made.entered_by,
                arena_printf(mem, SAY_ABSENCE_NOTED "%s", people_day(mem, made.from), people_day(mem, made.until),
                             made.stand_in, made.reason,
                             lent_words(mem, entering->office->definitions, made.registers)),
                err);
}

bool absence_enter(struct office *office, struct arena *mem, const struct absence *asked, int64_t *no, struct err *err)
{
    struct entering entering = { .office = office, .asked = asked };
    if (!may(&office->scope, ACT_ADMINISTER, &(struct may_what){ 0 }, err))
        return false;
    for (int tries = 1;; tries++) {
        struct err failure = { 0 };
        if (store_change(office->store, mem, prepare_enter, apply_enter, &entering, &failure))
            break;
        if (tries == TRIES_MAX || failure.kind != ERR_CONFLICT || !text_equal(failure.subject, "unique")) {
            *err = failure; /* another was entered in the same moment: it is judged with that one */
            return false;
        }
    }
    *no = entering.made.no;
    return true;
}

struct ending {
    int64_t no;
    const char *by;
    struct absence absence;
};

static bool prepare_end(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct ending *ending = arg;
    struct absence *found;
    size_t count;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    if (!db_all(db, change_mem(change), SQL(ABSENCES " where b.no = $1"), DB(db_int(ending->no)), columns,
                COUNT_OF(columns), sizeof *found, &found, &count, err))
        return false;
    if (count == 0)
        return err_set(err, ERR_NOT_FOUND, "absence", NULL, SAY_NO_SUCH_ABSENCE);
    ending->absence = found[0];
    return !absence_is_over(found, today) || err_set(err, ERR_CONFLICT, "absence", NULL, SAY_ABSENCE_OVER);
}

static bool apply_end(struct change *change, void *arg, struct err *err)
{
    const struct ending *ending = arg;
    struct absence ended = ending->absence;
    struct arena *mem = change_mem(change);
    ended.ended_at = change_time(change);
    ended.ended_by = ending->by;
    return change_expect(change, 1,
                         SQL("update absence set ended_at = $1, ended_by = $2 where no = $3 and ended_at = 0"),
                         DB(db_int(ended.ended_at), db_text(ended.ended_by), db_int(ended.no)), err) &&
           note(change, &ended, ending->by,
                arena_printf(mem, SAY_ABSENCE_ENDED, people_day(mem, ended.from), people_day(mem, ended.until),
                             ended.stand_in),
                err);
}

bool absence_end(struct office *office, struct arena *mem, int64_t no, struct err *err)
{
    struct ending ending = { .no = no, .by = office->scope.user };
    return may(&office->scope, ACT_ADMINISTER, &(struct may_what){ 0 }, err) &&
           store_change(office->store, mem, prepare_end, apply_end, &ending, err);
}

/* --- told --------------------------------------------------------------------------------------------------------- */

static void put_instant(struct json *json, const char *key, instant_t at)
{
    char printed[INSTANT_SIZE];
    instant_print(at, printed);
    json_put_text(json, key, at ? printed : NULL);
}

void absence_json(struct json *json, const struct absence *absence)
{
    json_object(json);
    json_put_int(json, "no", absence->no);
    json_put_text(json, "login", absence->login);
    json_put_text(json, "stand_in", absence->stand_in);
    json_put_text(json, "from", absence->from);
    json_put_text(json, "until", absence->until);
    json_put_text(json, "reason", absence->reason);
    json_put_text(json, "document", absence->document);
    json_key(json, "registers");
    json_array(json);
    for (const char *at = absence->registers; *at;) {
        char name[NAME_BYTES] = "";
        size_t length = strcspn(at, ",");
        if (length < sizeof name)
            memcpy(name, at, length);
        json_text(json, name);
        at += length + (at[length] == ',');
    }
    json_array_end(json);
    put_instant(json, "entered_at", absence->entered_at);
    json_put_text(json, "entered_by", absence->entered_by);
    put_instant(json, "ended_at", absence->ended_at);
    json_put_text(json, "ended_by", text_is_empty(absence->ended_by) ? NULL : absence->ended_by);
    json_object_end(json);
}
