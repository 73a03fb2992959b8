/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/postgres_internal.h"

/* --- what is awaited ---------------------------------------------------------------------------------------------- */

static void await(struct pg_db *db, const struct awaited *wanted)
{
    db->awaited[(db->awaited_first + db->awaited_count++) % PIPELINE_MAX] = *wanted;
    if (wanted->made)
        wanted->made->base.pins++;
}

static struct awaited take_awaited(struct pg_db *db)
{
    struct awaited first = db->awaited[db->awaited_first];
    db->awaited_first = (db->awaited_first + 1) % PIPELINE_MAX;
    db->awaited_count--;
    return first;
}

static void unpin(struct pg_db *db, struct pg_statement *made)
{
    if (made && --made->base.pins == 0 && made->failed)
        statement_cache_drop(db->statements, &made->base);
}

static void set_trouble(struct pg_db *db, const PGresult *result, const struct awaited *of)
{
    if (db->trouble.kind != ERR_NONE)
        return;
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    snprintf(db->state, sizeof db->state, "%s", state ? state : "");
    pg_fail(db, result, of ? of->statement : NULL, &db->trouble);
    db->culprit = of ? of->change : NULL;
}

void pipeline_lose(struct pg_db *db)
{
    set_trouble(db, NULL, NULL);
    db->lost = true;
    while (db->awaited_count)
        unpin(db, take_awaited(db).made);
    pg_forget(db);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

/* What a statement that went well has to say. */
static void accept(struct pg_db *db, const struct awaited *of, PGresult *result)
{
    switch (of->kind) {
    case AWAIT_PREPARED:
        of->made->prepared = true;
        break;
    case AWAIT_NUMBER:
        if (PQntuples(result) == 1)
            *of->number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
        break;
    case AWAIT_CHANGE:
        if (of->demand.rows != ANY_ROWS && strtoll(PQcmdTuples(result), NULL, 10) != of->demand.rows &&
            of->change->failure.kind == ERR_NONE)
            store_fail(&of->change->failure, of->demand.otherwise, NULL);
        break;
    case AWAIT_COMMIT:
        db->committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;
        break;
    case AWAIT_NOTHING:
    case AWAIT_SYNC:
        break;
    }
}

static void read_one(struct pg_db *db)
{
    PGresult *result = PQgetResult(db->connection);
    if (!result || PQstatus(db->connection) == CONNECTION_BAD ||
        (PQresultStatus(result) == PGRES_FATAL_ERROR && pg_is_lost(db, result))) {
        PQclear(result);
        pipeline_lose(db);
        return;
    }
    struct awaited of = take_awaited(db);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        accept(db, &of, result);
    else if (status != PGRES_PIPELINE_SYNC && status != PGRES_PIPELINE_ABORTED)
        set_trouble(db, result, &of);
    if (of.kind == AWAIT_PREPARED && !of.made->prepared)
        of.made->failed = true;
    unpin(db, of.made);
    PQclear(result);
    if (of.kind != AWAIT_SYNC)
        PQclear(PQgetResult(db->connection)); /* the NULL that ends each answer */
}

static void read_all(struct pg_db *db)
{
    while (db->awaited_count)
        read_one(db);
}

void pipeline_sync(struct pg_db *db)
{
    if (db->lost)
        return;
    await(db, &(struct awaited){ .kind = AWAIT_SYNC });
    if (PQpipelineSync(db->connection) == 1)
        read_all(db);
    else
        pipeline_lose(db);
}

/* Room for what comes next. */
static void read_when_many(struct pg_db *db)
{
    if (db->awaited_count + 8 < PIPELINE_MAX)
        return;
    if (PQsendFlushRequest(db->connection) == 1 && PQflush(db->connection) == 0)
        read_all(db);
    else
        pipeline_lose(db);
}

/* --- sending ------------------------------------------------------------------------------------------------------ */

bool pipeline_enter(struct pg_db *db)
{
    db->trouble = (struct err){ 0 };
    db->culprit = NULL;
    db->lost = db->committed = false;
    db->state[0] = '\0';
    if (PQenterPipelineMode(db->connection) == 1)
        return true;
    pipeline_lose(db);
    return false;
}

void pipeline_leave(struct pg_db *db)
{
    if (!db->lost && PQexitPipelineMode(db->connection) != 1)
        pipeline_lose(db);
}

void pipeline_control(struct pg_db *db, const char *text, bool is_commit)
{
    if (db->lost)
        return;
    await(db, &(struct awaited){ .kind = is_commit ? AWAIT_COMMIT : AWAIT_NOTHING });
    if (PQsendQueryParams(db->connection, text, 0, NULL, NULL, NULL, NULL, 0) != 1)
        pipeline_lose(db);
}

/* Sends the preparation of a statement that is new to the connection. */
static struct pg_statement *send_prepare(struct pg_db *db, const struct statement *statement, size_t count,
                                         struct change *change)
{
    struct pg_statement *made = pg_statement_add(db);
    if (!made) {
        pipeline_lose(db);
        return NULL;
    }
    const struct awaited wanted = { .kind = AWAIT_PREPARED, .made = made, .statement = statement, .change = change };
    await(db, &wanted);
    if (PQsendPrepare(db->connection, made->name, statement->text, (int)count, db->values.types) == 1)
        return made;
    made->failed = true;
    pipeline_lose(db);
    return NULL;
}

bool pipeline_send(struct pg_db *db, const struct awaited *wanted, const struct statement *statement,
                   const struct db_value *values, size_t count)
{
    if (db->trouble.kind == ERR_NONE)
        read_when_many(db);
    if (db->trouble.kind != ERR_NONE)
        return false;
    struct pg_statement *made;
    if (!pg_bind(db, statement, values, count, &made)) {
        pipeline_lose(db);
        return false;
    }
    if (!made || made->failed)
        made = send_prepare(db, statement, count, wanted->change);
    if (!made)
        return false;
    struct awaited complete = *wanted;
    complete.made = made;
    complete.statement = statement;
    await(db, &complete);
    const struct pg_values *bound = &db->values;
    if (PQsendQueryPrepared(db->connection, made->name, (int)count, bound->texts, bound->lengths, bound->formats, 0) ==
        1)
        return true;
    pipeline_lose(db);
    return false;
}
