/* SPDX-License-Identifier: Apache-2.0 */
#include "bare_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "measure.h"

enum { COLUMNS_MAX = 128, NAME_SIZE = 64, ROUND_ROWS = 2000 };

#define COUNT_NUMBER                                                                                                   \
    "insert into bench_book (book, series, next) values ($1, $2, 2) on conflict (book, series) do update set next = "  \
    "bench_book.next + 1"
#define COUNT_STATE                                                                                                    \
    "insert into bench_state (register, state, count) values ($1, $2, 1) on conflict (register, state) do update set " \
    "count = bench_state.count + 1"

static void check(PGconn *to, bool ok)
{
    if (!ok)
        give_up("bare PostgreSQL: %s", PQerrorMessage(to));
}

static void prepare(PGconn *to, const char *name, const char *text)
{
    PGresult *result = PQprepare(to, name, text, 0, NULL);
    check(to, PQresultStatus(result) == PGRES_COMMAND_OK);
    PQclear(result);
}

static const char *name_of(const struct bare_table *table, char name[NAME_SIZE])
{
    snprintf(name, NAME_SIZE, "write_%.50s", table->into);
    return name;
}

/* Sends a mark and reads the answers up to it. */
static void settle(PGconn *to)
{
    check(to, PQpipelineSync(to) == 1);
    for (bool open = true; open;) {
        PGresult *result = PQgetResult(to);
        if (!result)
            continue; /* the end of one statement's answers */
        ExecStatusType status = PQresultStatus(result);
        check(to, status == PGRES_COMMAND_OK || status == PGRES_PIPELINE_SYNC);
        open = status != PGRES_PIPELINE_SYNC;
        PQclear(result);
    }
}

static void send_text(PGconn *to, const char *text)
{
    check(to, PQsendQueryParams(to, text, 0, NULL, NULL, NULL, NULL, 0) == 1);
}

static void send_rows(PGconn *to, const struct bare_table *table, const PGresult *rows, size_t *sent)
{
    char name[NAME_SIZE];
    const char *values[COLUMNS_MAX];
    name_of(table, name);
    for (int row = 0; row < PQntuples(rows); row++) {
        for (int i = 0; i < table->column_count; i++)
            values[i] = PQgetisnull(rows, row, i) ? NULL : PQgetvalue(rows, row, i);
        check(to, PQsendQueryPrepared(to, name, table->column_count, values, NULL, NULL, 0) == 1);
        if (++*sent % ROUND_ROWS == 0)
            check(to, PQflush(to) == 0);
    }
}

static void send_counts(PGconn *to, const char *statement, const PGresult *rows, const char *a, const char *b)
{
    int at[2] = { PQfnumber(rows, a), PQfnumber(rows, b) };
    for (int row = 0; row < PQntuples(rows) && at[0] >= 0 && at[1] >= 0; row++) {
        const char *values[2] = { PQgetvalue(rows, row, at[0]), PQgetvalue(rows, row, at[1]) };
        check(to, PQsendQueryPrepared(to, statement, 2, values, NULL, NULL, 0) == 1);
    }
}

static void prepare_all(struct bare *bare, struct bare_table *tables, size_t count)
{
    char name[NAME_SIZE];
    static char marked;
    if (!tables[0].made && tables == bare->tables) {
        prepare(bare->to->postgres, "count_number", COUNT_NUMBER);
        prepare(bare->to->postgres, "count_state", COUNT_STATE);
    }
    for (size_t i = 0; i < count; i++) {
        if (!tables[i].made)
            prepare(bare->to->postgres, name_of(&tables[i], name), bare_write_text(bare->mem, bare, &tables[i]));
        tables[i].made = &marked;
    }
}

double bare_copy_postgres(struct bare *bare, struct bare_table *tables, size_t count, const char *ids)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    PGresult *rows[BARE_TABLES_MAX];
    PGconn *to = bare->to->postgres;
    size_t sent = 0;
    if (count == 0)
        return 0;
    prepare_all(bare, tables, count);
    for (size_t i = 0; i < count; i++) {
        rows[i] = PQexec(bare->from->postgres, bare_read_text(mem, &tables[i], ids));
        check(bare->from->postgres, PQresultStatus(rows[i]) == PGRES_TUPLES_OK);
    }
    double from = seconds_now();
    check(to, PQenterPipelineMode(to) == 1);
    send_text(to, "begin");
    for (size_t i = 0; i < count; i++) {
        send_rows(to, &tables[i], rows[i], &sent);
        if (text_equal(tables[i].name, "number"))
            send_counts(to, "count_number", rows[i], "book", "series");
        if (text_equal(tables[i].name, "record"))
            send_counts(to, "count_state", rows[i], "register", "state");
    }
    send_text(to, "commit");
    settle(to);
    check(to, PQexitPipelineMode(to) == 1);
    double taken = seconds_now() - from;
    for (size_t i = 0; i < count; i++)
        PQclear(rows[i]);
    arena_free(mem);
    return taken;
}
