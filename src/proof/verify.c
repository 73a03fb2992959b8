/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/verify_internal.h"

#include "base/text.h"
#include "records/numbers.h"

/* In this order: the file itself, what was written (verify_chain.c), what accounts and the like were left as
 * (verify_left.c), each register's records against their lines (compare.c), what belongs to nothing (verify_orphans.c),
 * the books' numbers, the contents of files. */

void verification_fault(struct verification *verification, int64_t record, int64_t seq, const char *what)
{
    struct history_report *report = verification->report;
    if (report->fault_count < HISTORY_FAULTS_MAX)
        report->faults[report->fault_count++] =
            (struct history_fault){ record, seq, arena_strdup(verification->mem, what) };
}

/* What SQLite says of its file; PostgreSQL looks after its own. */
static bool check_database(struct verification *verification, struct err *err)
{
    if (store_kind(verification->office->store) != STORE_SQLITE)
        return true;
    struct rows *rows = db_rows(verification->db, verification->mem,
                                SQL_SQLITE("select integrity_check from pragma_integrity_check(20)"), DB_NONE, err);
    while (rows && rows_next(rows))
        if (!text_equal(rows_text(rows, 0), "ok"))
            verification_fault(verification, 0, 0,
                               arena_printf(verification->mem, "Tệp cơ sở dữ liệu hỏng: %s", rows_text(rows, 0)));
    return rows && rows_end(rows, err);
}

/* Their contents are held against the program's files when the office is opened; here, that none is missing. */
static bool check_migrations(struct verification *verification, struct err *err)
{
    int64_t applied;
    if (!db_one_int(verification->db, SQL("select count(*) from migration"), DB_NONE, 0, &applied, err))
        return false;
    if (applied != store_migration_count())
        verification_fault(verification, 0, 0,
                           "Cấu trúc cơ sở dữ liệu không đủ các bước của chương trình; chạy `congvu migrate`");
    return true;
}

static bool verify_all(struct verification *verification, struct err *err)
{
    const struct definitions *definitions = verification->office->definitions;
    if (!check_database(verification, err) || !check_migrations(verification, err) ||
        !db_one_int(verification->db, SQL("select count(*) from history"), DB_NONE, 0, &verification->total, err) ||
        !verification_walk(verification, err) || !verification_check_orphans(verification, err) ||
        !verification_check_left(verification, err) || !verification_check_secret(verification, err))
        return false;
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (!verification_compare(verification, &definitions->registers.items[i], err))
            return false;
    return verification_check_rows(verification, err) &&
           (!verification->asked->files || verification_check_files(verification, err));
}

/* In a snapshot of their own. */
static bool check_numbers(struct verification *verification, struct err *err)
{
    struct number_fault *faults;
    size_t count;
    int64_t checked;
    if (!numbers_check(verification->office, verification->mem, &faults, &count, &checked, err))
        return false;
    for (size_t i = 0; i < count; i++)
        verification_fault(verification, 0, 0,
                           arena_printf(verification->mem, "Sổ %s %s, số %lld: %s", faults[i].book, faults[i].series,
                                        (long long)faults[i].seq, faults[i].what));
    return true;
}

bool history_verify_asked(struct office *office, struct arena *mem, const struct history_asked *asked,
                          struct history_report *report, struct err *err)
{
    *report = (struct history_report){ .faults = ARENA_ARRAY(mem, struct history_fault, HISTORY_FAULTS_MAX) };
    struct verification verification = {
        .office = office, .mem = mem, .report = report, .asked = asked, .progress = asked->progress, .arg = asked->arg
    };
    verification.db = db_for_read(office->store, err);
    if (!verification.db || !db_snapshot_begin(verification.db, mem, err))
        return false;
    bool done = verify_all(&verification, err);
    db_snapshot_end(verification.db);
    return done && check_numbers(&verification, err);
}

bool history_verify(struct office *office, struct arena *mem, struct history_report *report,
                    void (*progress)(int64_t done, int64_t of, void *arg), void *arg, struct err *err)
{
    return history_verify_asked(office, mem, &(struct history_asked){ .progress = progress, .arg = arg }, report, err);
}
