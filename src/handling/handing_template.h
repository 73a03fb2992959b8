/* src/handling/handing_template.h
 * A distribution template: to whom work is handed out time and again, under a name (“Giao phòng KT, đồng gửi …”).
 *
 * A template is a unit's or the whole office's. Those see, use, change and remove a unit's who belong to the unit or
 * may hand out its records; the office's is used by everybody who may hand out anything, and changed by who may hand
 * out everything of some register. A removed one stays as a row; each act is a line of the office's history.
 *
 * Using one gives its lines as they can be given today: whom it names and who is there no more (a unit that ended, an
 * account that was closed) is told, and the others are filled.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "handling/assignment.h"
#include "records/draft.h"

enum {
    HANDING_TEMPLATE_NAME_MAX = 100, /* characters */
    HANDING_TEMPLATES_MAX = 200,     /* in use in an office */
    HANDING_TEMPLATE_LINES_MAX = 50,
};

struct handing_template {
    int64_t no;
    const char *name, *unit; /* code; "": of the whole office */
    struct handed *lines;    /* TO, ROLE and OPINION; lead before support before inform */
    size_t count;
    const char *opinion;
    int64_t version;
    instant_t entered_at, changed_at;
    const char *entered_by, *changed_by; /* logins */
    bool changes;                        /* the reader may change it */
};

struct handing_templates {
    struct handing_template *items;
    size_t count;
};

/* Those in use that SCOPE may use, by name; those of its own unit before the office's. One statement; none for who may
 * hand out nothing. */
bool handing_templates_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                            const struct scope *scope, struct handing_templates *templates, struct err *err) MUST_CHECK;

/* One of them, by its number or its name. not-found.template; invalid.template where two have the name. */
bool handing_template_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const char *asked, struct handing_template *found,
                           struct err *err) MUST_CHECK;

/* Enters ASKED, whose NAME, UNIT, LINES (TO, ROLE; FIELD names them in faults) and OPINION are read. Faults, all at
 * once: name (none, a number or signs alone, too long, there already), unit (not a unit that is there;
 * forbidden.template), the lines (nobody, too many, as assignment_hand_out judges them: invalid.to, conflict.lead,
 * conflict.assigned), opinion; conflict.full where the office has HANDING_TEMPLATES_MAX. */
bool handing_template_add(struct office *office, struct arena *mem, const struct handing_template *asked, int64_t *no,
                          struct err *err) MUST_CHECK;

/* ASKED.no becomes as it says; VERSION 0: whatever it is. forbidden.template, conflict.version. */
bool handing_template_change(struct office *office, struct arena *mem, const struct handing_template *asked,
                             struct err *err) MUST_CHECK;

/* It is used no more. */
bool handing_template_remove(struct office *office, struct arena *mem, int64_t no, struct err *err) MUST_CHECK;

/* May SCOPE make one of UNIT; "": of the whole office? */
bool handing_template_may(const struct scope *scope, const struct definitions *definitions, const char *unit);

/* What can be given today of COUNT LINES, in their order; and of each of the others why not. */
struct handing_fill {
    struct handed *lines;
    size_t count;
    struct draft_faults gone; /* invalid.to with what is to be told; FIELD is whom it names */
};
bool handing_fill(struct db *db, struct arena *mem, const struct definitions *definitions, const struct handed *lines,
                  size_t count, struct handing_fill *fill, struct err *err) MUST_CHECK;

/* Its members, as an object. */
void handing_template_json(struct json *json, const struct handing_template *template);

/* `lead`, `support` and `inform` of COUNT LINES, in an open object. */
void handing_lines_json(struct json *json, const struct handed *lines, size_t count);
