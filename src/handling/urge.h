/* src/handling/urge.h
 * Đôn đốc: those who are late are reminded by a letter, one for each unit, with the table of its records.
 *
 * A register says by `urges:` which of its records may be urged, by which step, and where the letters go. One act makes
 * a record of that register for each unit, with a .docx of the letter (the first version of its draft, where it has
 * drafts), and takes the step on each record, which counts how often it was urged and names the letter. All of it is
 * written, or none.
 *
 * Who urges may take the step on each record, enter the letters and attach files to them. A record of a degree of
 * secrecy is in no letter. The unit is the record's own, who leads.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/office.h"

enum { URGE_RECORDS_MAX = 200 }; /* of one act */

struct urged_record {
    int64_t id, version;
    const char *title, *due; /* due: local minute */
    int64_t days;            /* late: from the day after the due date, every day */
    int64_t times;           /* urged before */
    int64_t document;        /* the last letter; 0: none */
    const char **cells;      /* one for each of `columns:` */
};

struct urged_unit {
    const char *unit, *name; /* its code; as it is called today */
    struct urged_record *items;
    size_t count;
    int64_t letter; /* filled by urge */
};

struct urging {
    const struct register_definition *reg;
    struct urged_unit *units; /* in the order of the definitions */
    size_t unit_count, count; /* COUNT: of records */
    size_t beyond;            /* records that fit and are left for another time */
};

/* Whom an act would urge, and of what: the records IDS, or, where COUNT is 0, those among what QUERY asks for ("": all)
 * that are late and may be urged, the longest overdue first; not both. Of a request that was done before those it
 * named, as they are now, which urge() does not urge again. invalid.urges for a register without, invalid.urge where
 * nothing is left; of IDS each that may not be urged is a fault whose field is the id. Two statements. */
bool urge_find(struct office *office, struct arena *mem, const struct register_definition *reg, const int64_t *ids,
               size_t count, const char *query, struct urging *urging, struct err *err) MUST_CHECK;

/* Urges them. Where somebody changed one of the records meanwhile: conflict.version. */
bool urge(struct office *office, struct arena *mem, struct urging *urging, struct err *err) MUST_CHECK;

/* Its members, in an open object. */
void urging_json(struct json *json, const struct urging *urging);
