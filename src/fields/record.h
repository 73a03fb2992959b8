/* src/fields/record.h
 * One record as it is read: the engine's columns and the values of the register's fields.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "definitions/definitions.h"
#include "people/scope.h"
#include "store/db.h"
#include "store/store.h"

/* A value as it is stored: text for most types, an integer for number, money, yes-no, date-time, link, rating. */
struct value {
    bool is_set;
    int64_t integer;
    const char *text; /* NULL for the integer types */
    bool hidden;      /* a link to a record that the reader may not see (record_filter.h) */
};

/* What `opens_to:` of a field names, as bits. */
enum { HELD_LEAD = 1, HELD_SUPPORT = 2, HELD_INFORM = 4 };

bool value_is_same(const struct value *a, const struct value *b);

struct record {
    int64_t id;
    const struct register_definition *reg;
    const char *number; /* NULL where none */
    const char *number_key;
    const char *title;
    const char *state;
    const char *unit, *issuer, *secrecy, *urgency;
    const char *happened_on;
    const char *due, *original_due; /* local minute; DUE_OPEN where none, DUE_PAUSED while its clock stands still */
    const char *due_since;          /* the day since when it holds; "" where it never had one */
    const char *clock;              /* whose due date it is; NULL: it never had one */
    instant_t created_at;
    const char *finished_on; /* DATE_OPEN while open */
    bool cancelled;
    unsigned held; /* open assignments of the reader: HELD_LEAD … ORed; 0 also where nobody asked */
    int64_t version;
    struct value *values; /* one a field, in the definition's order */
};

/* Of a degree of secrecy in a general book: it has a line there and no content (`secret_keeps:`). */
bool record_is_line(const struct record *record);

/* Has such a record FIELD? Every other record has. */
bool record_keeps(const struct record *record, const struct field *field);

/* Of such a record: the field that STEP, which leads to no other state, is taken for and the line has not. NULL: the
 * step may be taken, as of every other record. */
const struct field *record_step_lacks(const struct record *record, const struct step *step);

/* What stands for personal data that the reader may not see. */
#define RECORD_MASK "***"

/* May the scope read the personal fields of this record, which it sees, by what its roles reach? One that it sees only
 * because it is assigned opens what the definition says (`opens_to:`), and nothing by a role that works elsewhere. */
bool record_personal(const struct record *record, const struct scope *scope);

/* May the scope read this field of the record? Not a link to what it may not see; a personal one also where the record
 * is given to it in a role that the field opens to. */
bool record_opens(const struct record *record, const struct scope *scope, const struct field *field);

/* Some personal value of it that is set is read so. */
bool record_shows_personal(const struct record *record, const struct scope *scope);

/* Some personal value of it is set, whoever reads it: its files may tell of that person. */
bool record_holds_personal(const struct record *record);

const struct value *record_value(const struct record *record, const char *field);

/* Whom the record names for STEP (`by:`), as the scope's whoms are written: "login", "unit:CODE"; of a unit that is no
 * more, the one that has its work today. NULL: nobody. STEP may be NULL. Lives in MEM. */
const char *record_named(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const struct step *step);

/* "Đơn thư 12 (06f3…)": the register, the number where there is one, the id. For the history. Lives in MEM. */
const char *record_words(struct arena *mem, const struct record *record);

/* Since when its clock stands still; NULL where it does not. */
const char *record_paused_on(const struct record *record);

/* {"id","register","number","title","state","due","original_due","finished","version","fields":{…}}, and "paused_on"
 * behind original_due where its clock stands still; absent is null; personal fields only where the scope may read them,
 * otherwise masked. */
void record_json(struct json *json, const struct record *record, const struct scope *scope);

/* The select list that record_from_row reads: for QUERY_PAGE and record_read. Lives in MEM. */
const char *record_columns(struct arena *mem, const struct register_definition *reg);
int record_column_count(const struct register_definition *reg); /* where a further column of the same row stands */
struct record *record_from_row(struct arena *mem, const struct rows *rows, const struct register_definition *reg);
