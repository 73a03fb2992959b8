/* src/store/db.h
 * Questions to the database: a connection, statements with $1 … $n, and rows.
 *
 * The same text runs on SQLite and PostgreSQL (docs: the portable subset, database/README.md). A statement is a literal
 * of the program, SQL("…"), or was built once at load by statement_build from quoted identifiers; there is no third
 * way. Values travel only as $n. A connection belongs to one thread. Everything a function returns lives in the arena
 * it was given; open rows and statements are released with it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct db;
struct rows;

/* --- statements --------------------------------------------------------------------------------------------------- */

/* Whether PostgreSQL plans it once for all values or anew for these. ANY: it compares what both are expected to cost,
 * and errs where it cannot tell one value from another without seeing it (words of a search), or where planning costs
 * more than asking. SQLite looks at no values. */
enum statement_plan { PLAN_ANY, PLAN_FOR_THESE_VALUES, PLAN_FOR_ALL_VALUES };

enum { DB_VALUES_MAX = 999 }; /* of one statement */

struct statement {
    const char *text;
    const char *file; /* where it stands; NULL for a built one */
    int line;
    const char *only; /* "sqlite" or "postgres"; NULL: both */
    enum statement_plan plan;
};

/* The address through a call: clang 14 takes a bare one in a list of initial values for a constant, and then forgets to
 * fill what it points to. */
static inline const struct statement *statement_here(const struct statement *statement)
{
    return statement;
}

/* A statement of the core tables. The literal is also entered in a table of all statements, which a test prepares on
 * both databases (statement_each). */
#define SQL(literal) SQL_ONLY(literal, NULL)
/* Of the one thing that has no portable text: the search index. */
#define SQL_SQLITE(literal)   SQL_ONLY(literal, "sqlite")
#define SQL_POSTGRES(literal) SQL_ONLY(literal, "postgres")
#define SQL_ONLY(literal, database)                                                                                    \
    (__extension__({                                                                                                   \
        static const struct statement made_here = { "" literal "", __FILE__, __LINE__, database, PLAN_ANY };           \
        static const struct statement *const entry __attribute__((section("congvu_sql"), used)) = &made_here;          \
        statement_here(&made_here);                                                                                    \
    }))

/* A statement of a register's tables, made once at load; TEXT was put together from literals and db_name only. */
const struct statement *statement_build(struct arena *mem, const char *text);
const struct statement *statement_build_planned(struct arena *mem, const char *text, enum statement_plan plan);

/* Calls VISIT for every SQL("…") that is linked into the program. */
void statement_each(void (*visit)(const struct statement *statement, void *arg), void *arg);

/* An identifier in double quotes: "order". Ends the program on anything but [a-z_][a-z0-9_]*: definitions were checked.
 */
const char *db_name(struct arena *mem, const char *identifier);

/* --- values ------------------------------------------------------------------------------------------------------- */

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };

struct db_value {
    enum db_type type;
    int64_t integer;
    const void *bytes; /* text (terminated) or blob */
    size_t length;     /* of a blob */
};

static inline struct db_value db_int(int64_t value)
{
    return (struct db_value){ .type = DB_INT, .integer = value };
}

/* NULL becomes NULL. */
static inline struct db_value db_text(const char *value)
{
    return (struct db_value){ .type = value ? DB_TEXT : DB_NULL, .bytes = value };
}

static inline struct db_value db_blob(const void *bytes, size_t length)
{
    return (struct db_value){ .type = DB_BLOB, .bytes = bytes, .length = length };
}

/* The values of $1 … $n and their number: db_rows(db, mem, SQL("… $1 … $2"), DB(db_int(7), db_text("x")), err). */
#define DB(...)                                                                                                        \
    (const struct db_value[]){ __VA_ARGS__ }, sizeof((const struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value)
#define DB_NONE NULL, 0

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* Starts a query; rows are read one by one. NULL on error. Other questions may be asked meanwhile. PostgreSQL sends the
 * whole result at once: ask for very many rows in parts, going on after the last key. */
struct rows *db_rows(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
                     size_t count, struct err *err) MUST_CHECK;

/* Moves to the next row. False at the end and on error: then err->kind is not ERR_NONE (clear it before the loop, or
 * ask rows_failed). */
bool rows_next(struct rows *rows);
bool rows_failed(const struct rows *rows, struct err *err);

/* Of the present row, columns from 0; text and bytes are borrowed until the next rows_next. A NULL is 0, NULL. */
int64_t rows_int(const struct rows *rows, int column);
const char *rows_text(const struct rows *rows, int column);
const void *rows_bytes(const struct rows *rows, int column, size_t *length);
bool rows_is_null(const struct rows *rows, int column);

/* Earlier than the arena's reset. Accepts NULL. */
void rows_close(struct rows *rows);

/* Closes them when all were read; false where reading failed. */
bool rows_end(struct rows *rows, struct err *err) MUST_CHECK;

/* --- rows into structs -------------------------------------------------------------------------------------------- */

/* One line a column of the select list: where it goes in the struct. The types are checked by the compiler. */
struct db_column {
    enum db_type type;
    size_t offset;
};

#define DB_COLUMN_INT(structure, member)                                                                               \
    {                                                                                                                  \
        DB_INT, offsetof(structure, member) + 0 * sizeof(char[_Generic(((structure *)0)->member, int64_t : 1)])        \
    }
#define DB_COLUMN_TEXT(structure, member)                                                                              \
    {                                                                                                                  \
        DB_TEXT, offsetof(structure, member) +                                                                         \
                     0 * sizeof(char[_Generic(((structure *)0)->member, const char * : 1, char * : 1)])                \
    }

/* All rows as an array of structs of SIZE bytes in MEM. */
bool db_all(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
            size_t value_count, const struct db_column *columns, size_t column_count, size_t size, void *array,
            size_t *count, struct err *err) MUST_CHECK;

/* The first row into a struct; FOUND says whether there was one. */
bool db_one(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
            size_t value_count, const struct db_column *columns, size_t column_count, void *into, bool *found,
            struct err *err) MUST_CHECK;

/* The first column of the first row; OTHERWISE where there is no row or it is NULL. */
bool db_one_int(struct db *db, const struct statement *statement, const struct db_value *values, size_t value_count,
                int64_t otherwise, int64_t *value, struct err *err) MUST_CHECK;
bool db_one_text(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
                 size_t value_count, const char **value, struct err *err) MUST_CHECK;

/* How many questions this thread asked so far: a page is made of a handful, and a test counts them. */
uint64_t db_statement_count(void);

/* Only prepares it: for the test of all statements. */
bool db_prepare(struct db *db, const struct statement *statement, struct err *err) MUST_CHECK;

/* One snapshot for several questions (a report, a page): begin … end, or until MEM goes. Never nested. */
bool db_snapshot_begin(struct db *db, struct arena *mem, struct err *err) MUST_CHECK;
void db_snapshot_end(struct db *db);
