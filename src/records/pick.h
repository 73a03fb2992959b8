/* src/records/pick.h
 * Choosing one thing by what a person types: a unit, a person, a record, a procedure, somebody to hand work to.
 *
 * What is chosen is shown and sent as one text, "LABEL · KEY": "Sở Tài chính · stc", "Nguyễn Thị A · van-thu",
 * "Đôn đốc … · 5096/VPCP-KSTT". The text says exactly one thing; so does the key alone, and a label that only one thing
 * has, written with marks or without, and its initials ("stc"). Everything else gives matches to choose from.
 *
 * Nothing is found that the scope may not see; no secret record is offered, whoever asks (its number still names it).
 * Units are those in being on the day and of the kinds the field takes, people those whose account is in use,
 * procedures those in force on the day. The newest records come first; at most PICK_LOOKED_AT of them are looked at in
 * a question.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "people/scope.h"

enum {
    PICK_MAX = 20,        /* matches that are shown */
    PICK_LOOKED_AT = 100, /* records in one question */
    PICK_TEXT_MAX = 400,  /* characters of what is typed */
    PICK_LABEL_MAX = 160, /* bytes of a label */
};

enum pick_kind {
    PICK_UNIT,
    PICK_PERSON,
    PICK_RECORD, /* by number or id */
    PICK_CODED,  /* a record by its code, in force on the day */
    PICK_WHOM,   /* whom work is given to: "login", "position:CODE", "unit:CODE" */
};

struct picking {
    struct store *store;
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    enum pick_kind kind;
    const struct register_definition *reg; /* of records */
    const struct field *link;              /* of records: by this link, `only_if:` of which holds; NULL: by none */
    const struct text_list *units;         /* kinds of units; NULL or none: every kind */
    const char *day;                       /* YYYY-MM-DD */
};

struct pick {
    const char *label, *key;
    const char *value; /* what the field or the write takes: code, login, id */
};

struct picks {
    struct pick *items;
    size_t count;
    bool more; /* others match, too */
};

/* How FIELD is chosen; false where its value is typed. */
bool pick_kind_of(const struct field *field, enum pick_kind *kind);

/* "LABEL · KEY". Lives in MEM. */
const char *pick_print(struct arena *mem, const struct pick *pick);

/* The KEY of such a text, or all of it where it is one word; false where it is neither (TEXT may be NULL). */
bool pick_key(struct arena *mem, const char *text, const char **key);

/* What matches WORDS, the likeliest first; the first ones where they say nothing. At most four statements, none for
 * units. */
bool pick_find(const struct picking *picking, const char *words, struct picks *picks, struct err *err) MUST_CHECK;

/* The one thing TEXT says: VALUE; NULL with what matches where it is none or not one alone. False only where the
 * database failed. */
bool pick_resolve(const struct picking *picking, const char *text, const char **value, struct picks *matches,
                  struct err *err) MUST_CHECK;

/* A stored VALUE as a control shows it; the value itself where the reader may not see what it names. At most one
 * statement, none for units. */
bool pick_show(const struct picking *picking, const char *value, const char **text, struct err *err) MUST_CHECK;

/* How the database answers the questions about records with WORDS: SQLite's plan. For tests. */
const char *pick_plan(const struct picking *picking, const char *words, struct err *err);
