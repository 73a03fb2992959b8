/* src/definitions/definitions.h
 * What the office administers, read from office/ and an overlay into plain structs.
 *
 * A compiled set is immutable, lives in its arena and is named by the SHA-256 of everything that was read. The structs
 * are open: they are data. Every name that refers to another definition has been checked, and the pointers beside the
 * names are filled in, so readers need no lookups and no error paths. All faults of all files are collected at once,
 * each with file, line and column. YAML keys are the members' names unless a comment gives the key in `…`.
 *
 * An overlay is laid over office/ before anything is checked. A register, report, list or calendar of the same name is
 * laid on the one there; the lists of all other files are laid on one another. Then, level by level: a text, a number
 * or a list of texts replaces the one below (so `columns:` is given whole); in a list of mappings an item with the same
 * code (or name, list, label, title, series, date; a time limit's variant and from, a unit's name's from) is laid on
 * that item, any other is added. `replace: [units]` at the head of its file leaves out a whole list of the files below,
 * `without: [dien-luc]` single items. A wrong name in a list of texts and a name that nothing uses are errors in
 * office/; in an overlay they are warnings, and the wrong name is left out as long as something stays in the list. All
 * other faults are errors everywhere.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/hash.h"
#include "definitions/figure_definition.h"

struct report_definition;    /* definitions/report_definition.h */
struct dashboard_definition; /* definitions/dashboard_definition.h */
struct calendar;             /* deadlines/calendar.h */
struct office_hours;         /* deadlines/office_hours.h */

/* --- choices ------------------------------------------------------------------------------------------------------ */

struct choice {
    const char *code;  /* lower-case ASCII: a value, not an identifier */
    const char *label; /* Vietnamese */
    const char *brief; /* `short:` an abbreviation as printed: QĐ; NULL where none */
    const char *group; /* `group:` the code of a group, free for the list's users; NULL where none */
    const char *verb;  /* `verb:` how a report introduces it: "Ban hành"; NULL where none */
    const char *was;   /* the code it had before */
    const char *from;  /* the first day it may be chosen for; NULL: always */
    const char *until; /* the last day it may be chosen for, kept for old records; NULL: in use */
};

/* office/document-types.yaml, sectors.yaml, topics.yaml and office/lists/ *.yaml */
struct choice_list {
    const char *name;
    const char *label;
    LIST_OF(struct choice) choices;
    struct place place;
};

/* --- registers ---------------------------------------------------------------------------------------------------- */

enum field_type {
    FIELD_TEXT,
    FIELD_LONG_TEXT,
    FIELD_NUMBER,    /* integer */
    FIELD_MONEY,     /* VND, integer */
    FIELD_DATE,      /* YYYY-MM-DD */
    FIELD_DATE_TIME, /* instant */
    FIELD_YES_NO,    /* 0, 1 */
    FIELD_CHOICE,
    FIELD_CHOICES, /* codes joined with "," in the order of the list, with a comma before and after */
    FIELD_UNIT,    /* code of a unit */
    FIELD_USER,
    FIELD_PERSON,  /* name; personal data */
    FIELD_ADDRESS, /* district/commune code and detail */
    FIELD_PHONE,
    FIELD_DOCUMENT_NUMBER, /* parsed, domain 1.4 */
    FIELD_PROCEDURE,       /* national code of a procedure */
    FIELD_LINK,            /* id of a record of `register:` */
    FIELD_PERIOD,          /* 2021-07, 2021-Q3, 2021 */
    FIELD_RATING,          /* 1–5 */
    FIELD_TIME,            /* hour and minute of the day: HH:MM */
};

/* A day that is to lie no later than LENGTH after that of the field OF; later it is asked about. */
struct field_within {
    const char *of;     /* a date or date-time field of the register */
    const char *length; /* "1 ngày làm việc" */
    const char *law;    /* NULL where none */
    struct place place;
};

/* A value that a record takes over from the one its field names. */
struct copied_value {
    const char *from; /* a field of that record */
    const char *to;   /* one of this register */
};

/* A condition: of a step, judged on the record as the step would leave it; of a link, on the record that is named. */
struct step_condition {
    const char *query;     /* on the record's own fields: "kind=khieu-nai&competent=yes" */
    const char *otherwise; /* what the person reads where it does not hold; NULL: the step is not offered there */
    struct place place;
};

struct field {
    const char *name;
    enum field_type type;
    const char *label;
    const char *help;
    bool required, unique;
    bool personal;               /* masked in lists, out of the general search index */
    struct text_list opens_to;   /* of personal ones: who is given the record as lead, support, inform reads it */
    const char *initial;         /* "today", "me", or a value */
    const char *set_by;          /* the step that sets it; not on the entry form */
    const char *recipients;      /* each line is a recipient (delivery.h): the field that counts the unsent; NULL */
    bool lines;                  /* each time the step writes it a line is added; the value is the newest */
    const char *shown_if;        /* a query on other fields: "kind=nhom-dong-nguoi"; NULL: always */
    struct text_list not_before; /* its day does not lie before those of these fields; of a period, its first day */
    struct field_within *within; /* NULL: none */
    bool future;                 /* its day may lie after today; so may the one a deadline ends on */
    bool past;                   /* of the register's date: it may lie before `records.from` without being asked */
    bool years;                  /* of periods: whole years alone */
    int64_t min, max;            /* of numbers; of texts the length in characters. INT64_MIN/MAX where not given */
    struct text_list units;      /* of type unit: the kinds of units it takes; none: every kind */
    const char *list_name;       /* `list:` */
    const char *register_name;   /* `register:` of a link */
    LIST_OF(struct copied_value) copies;    /* of a procedure or link */
    LIST_OF(struct step_condition) only_if; /* of a link: what it may name */
    const char *was, *until;
    LIST_OF(struct choice) choices;           /* own choices, or those of the list */
    const struct choice_list *list;           /* NULL for own choices */
    const struct register_definition *target; /* of a link; of a procedure the register of procedures, if any */
    bool copied;                              /* another field's record gives its value where it is blank */
    bool chosen; /* yes-no: a report lists the records of a period that have yes (`titles:`); they have an index */
    /* Its tabs or filters ask for its values: the tally keeps how many there are of each; of a day or a number only how
     * many records have one (field_is_counted_whole). */
    bool counted;
    struct place place;
};

enum state_group { GROUP_OPEN, GROUP_RESOLVED, GROUP_UNCOUNTED };

/* A record in the state waits for a step. */
struct state_wait {
    const char *step;
    const char *only_if; /* beside the step's own conditions: which records wait; NULL: all */
    struct place place;
};

struct state {
    const char *name;
    const char *label;
    enum state_group group;
    LIST_OF(struct state_wait) awaits; /* each a queue of who may take the step (query/queues.h) */
    const char *was;
    const char *until;
    struct place place;
};

/* What `closes:` of a step says (records/step_work.h). */
#define CLOSES_ALL     "assignment"
#define CLOSES_IF_DONE "assignment-if-done"
enum { STEP_TIMES_MAX = 9 };

/* An act on a record. A step without `from` may be taken in every state; without `to` it leaves the state as it is. */
struct step {
    const char *name;
    const char *label;
    struct text_list from;
    const char *to;
    struct text_list who;                   /* roles */
    struct text_list needs;                 /* fields that must have a value when it is taken */
    struct text_list sets;                  /* further fields it may set */
    LIST_OF(struct step_condition) only_if; /* all of them must hold */
    const char *by;            /* a field of type user or unit: only who is named in it takes the step; NULL */
    const char *starts, *ends; /* a deadline's clock */
    const char *pauses;        /* the clock stands still from the step's day */
    const char *resumes;       /* and goes on */
    const char *extends;       /* to the day of its `extension_field` */
    const char *reappoints;    /* its result is promised for the day of `reappointed_field`; the due date stays */
    int64_t times;             /* at most so often from one start of that clock; 0: as often as there is a reason */
    const char *restarts;
    const char *assigns;         /* a field of type unit: the unit in it gets the lead assignment in the same act */
    const char *closes;          /* CLOSES_ALL, CLOSES_IF_DONE: what is assigned of the record ends with it; NULL */
    struct text_list approved;   /* `needs_approved`: kinds the draft's newest version must have (approvals.h) */
    const char *approves;        /* taking it is the taker's approval of this kind; NULL: it is none */
    bool quiet;                  /* never the first button of a record */
    struct text_list not_before; /* it is not taken on a day before those of these fields */
    const char *day_field;       /* it happens on the day in this field of type date; NULL: on the day that is said */
    bool earlier_day;            /* that day may lie before the newest step's: then it ends what it ends on that day */
    struct text_list clears;     /* fields that have no value after it */
    bool needs_held;             /* the file holds something, and nothing that is open (holds_definition.h) */
    struct text_list asks_again; /* link fields whose `only_if` what they name must still meet when it is taken */
    const char *counts;          /* a number field: how often it was taken; NULL */
    bool numbers;                /* draws the register's number (otherwise it is drawn at creation) */
    bool with_entry;             /* the entry form offers to take it in the same act */
    struct step_delivery *delivery;   /* `delivers` (delivery.h); NULL */
    LIST_OF(struct step_along) along; /* `takes_along`: steps of the records that links name (step_along.h) */
    const char *was;
    struct place place;
};

/* The law that holds for the records for which QUERY, on their own fields, holds. */
struct limits_choice {
    const char *query;
    const char *limits; /* a table of office/law/; NULL: these have no limit */
    const char *law;    /* NULL: the deadline's */
    struct place place;
};

/* A clock: exactly one of `limits`, `length`, `length_field`, `date_field` says how long. */
struct deadline_definition {
    const char *name;
    const char *label;
    const char *law;
    const char *begins; /* "entry": with the record itself; NULL: with a step that starts it */
    bool beside;        /* it runs beside the clock whose due date the record has: started and ended, nothing else */
    const char *limits; /* a table of office/law/ */
    LIST_OF(struct limits_choice) limits_by; /* the first that holds takes the place of `limits` */
    const char *variant;                     /* the field whose value is the variant; NULL: "normal" */
    const char *length;                      /* "5 ngày làm việc" */
    const char *length_field;                /* a text field that holds a length, e.g. copied from the procedure */
    const char *date_field;                  /* a date field that is the due date itself, end of that day's hours */
    const char *from_field;                  /* date or date-time it counts from; NULL: the step's date */
    const char *extension_field;             /* the day to which a step extends it; NULL: none does */
    const char *reappointed_field;           /* the day that a step promises once more; NULL: none does */
    struct place place;
};

/* No two records have the same values in FIELDS; one that lacks a value is like no other. */
struct unique_rule {
    struct text_list fields;
    const char *when;      /* only of records that fit this query on their own fields; NULL: of all */
    bool hint;             /* it is asked about, not refused */
    const char *otherwise; /* what the person reads; NULL: the fields' labels */
    struct place place;
};

/* What holds of every record that is saved. */
struct record_rule {
    const char *when;  /* a query on the record's own fields; NULL: always */
    const char *query; /* holds then */
    const char *otherwise;
    struct place place;
};

/* HERE of the record is THERE of the one that stands behind it; `issuer` and `unit` are those of all records. */
struct backed_value {
    const char *here, *there;
};

/* A record of another register must stand behind this one: in force on a day, with the same values, covering it. */
struct backing {
    const char *when;                    /* a query on the record's own fields; NULL: always */
    const char *register_name;           /* `register:` */
    const char *query;                   /* on that record's own fields; NULL: any */
    const char *day;                     /* the date field here on whose day that one must be in force */
    LIST_OF(struct backed_value) same;   /* equal values */
    LIST_OF(struct backed_value) covers; /* the choice here is among the choices there; where none is chosen, any */
    const char *otherwise;               /* what the person reads, before what is missing */
    const struct register_definition *reg;
    struct place place;
};

struct quick_tab {
    const char *label;
    const char *query;
    bool first; /* the list opens with it, not with every record; of one tab only */
};

struct list_definition {
    struct text_list columns; /* fields, or number, title, state, unit, due, due_on, assignee, happened_on */
    const char *sort;         /* a column, "-" before it for descending */
    LIST_OF(struct quick_tab) tabs;
};

/* Fields that stand together on the entry form and on the record's page, under a heading. */
struct field_group {
    const char *label;
    struct text_list fields;
    struct place place;
};

/* When a record may be named by others: fields of type date; each may be NULL. */
struct in_force {
    const char *from, *until; /* first and last day */
    const char *ended;        /* from this day on no longer, whatever UNTIL says */
};

/* Where the tasks of a direction take what was said (handling/direction.h): fields; NULL: nowhere. */
struct carries_out {
    const char *words, *speaker, *said_on, *due;
    const char *number;    /* the number of the record on which it was said */
    struct text_list asks; /* what the form asks besides */
};

/* The register's records have a draft in versions, which is approved before it leaves (records/approvals.h). */
struct drafts_definition {
    struct text_list states; /* in which versions are given in and approvals decided */
    const char *returned;    /* the step that returning it takes, where it can be taken; NULL: none */
    const char *delegated;   /* the `when` of an item of backed_by: so signs who holds a delegation; NULL: nobody */
    struct place place;
};

/* A value of the letter that urges: a sentence with the words of urge_words. */
struct urge_value {
    const char *field; /* of the register the letter is in */
    const char *text;
    struct place place;
};

/* Reminding those who are late (handling/urge.h): one letter for each unit, with the table of its records. */
struct urges {
    const char *step;          /* taken on each record */
    const char *query;         /* which records may be urged */
    const char *register_name; /* `register:` the letters */
    const char *document;      /* the link field, of STEP, that takes the letter */
    LIST_OF(struct urge_value) values;
    struct text_list columns; /* of the table, beside the running number and the days late */
    const char *heading;      /* its type over the letter: "THÔNG BÁO"; NULL: a công văn, which has none */
    const char *opening, *closing;
    struct text_list authority; /* the lines over the signature */
    struct place place;
};
extern const char *const urge_words[]; /* {{unit}} late, {{count}} of its records, {{today}}; NULL after the last */

struct register_definition {
    const char *name; /* SQL table name, [a-z][a-z0-9_]{0,40} */
    const char *slug; /* path: "don-thu" */
    const char *label;
    const char *plural; /* heading of its list; the label where not given */
    const char *law;
    const char *date;   /* the field that places a record in a period */
    const char *title;  /* the field that is the record's title */
    const char *number; /* a book; NULL: records have no number */
    const char *entry;  /* what entering one is called where it draws no number: "Lưu dự thảo"; NULL: usual */
    struct in_force *in_force; /* NULL: whenever */
    const char *number_field;  /* holds the official number where the register gives none itself */
    const char *area;          /* `area:` heading of the menu it stands under */
    const char *icon;          /* its sign in the menu, a name of static/icons.svg; NULL: "register" */
    const char *key;           /* one small letter: the key g and then this one open its list; NULL: none */
    bool mirror;               /* rows come from another system and are read-only */
    LIST_OF(struct field) fields;
    LIST_OF(struct field_group) groups; /* of none: before them all */
    LIST_OF(struct state) states;       /* the first is the initial one */
    struct text_list way;               /* the states that a record usually goes through, first to last; may be empty */
    LIST_OF(struct step) steps;
    LIST_OF(struct deadline_definition) deadlines;
    LIST_OF(struct unique_rule) unique; /* fields with `unique:` behind those of the register's list */
    LIST_OF(struct record_rule) rules;
    LIST_OF(struct backing) backed_by;
    struct signs_definition *signs;   /* signs_definition.h; NULL: its documents have no signature block */
    struct drafts_definition *drafts; /* NULL: none */
    struct text_list secret_keeps; /* of a general book: the only fields that a secret record has; none: all of them */
    struct list_definition list;
    struct text_list search;
    struct carries_out *carries_out;         /* its records carry out directions; NULL: they do not */
    struct urges *urges;                     /* NULL: nobody is reminded of its records by a letter */
    struct opens_definition *opens;          /* opens_definition.h; NULL: its records open none */
    struct holds_definition *holds;          /* holds_definition.h; NULL: its records are no files */
    struct text_list handed_like;            /* fields: records that are equal in them are mostly handed to the same */
    LIST_OF(struct print_definition) prints; /* print_definition.h */
    LIST_OF(struct board_definition) boards; /* board_definition.h */
    struct week_definition *week;            /* its records are weeks: week_definition.h; NULL: they are not */
    LIST_OF(struct made_record) makes;       /* what is entered from its records: made_record.h */
    LIST_OF(struct figure_definition) figures;
    LIST_OF(struct counted_day) counted_days;
    bool in_time_without_due; /* `verdict: dossier`: an open record without a deadline is in-time, not none */
    struct place place;
};

/* --- the rest of office/ ------------------------------------------------------------------------------------------ */

struct book_start {
    const char *series; /* "2021", "2021/qd" */
    int64_t at;
    const char *note; /* what explains the numbers before */
};

/* A pattern of its own for one value of the last field in `by`. */
struct book_pattern {
    const char *type; /* the value: cv */
    const char *pattern;
};

enum back_dating { BACK_DATING_ASKED, BACK_DATING_REFUSED };

struct book {
    const char *name;
    const char *label;
    const char *issuer;  /* NULL: that of the record */
    const char *serves;  /* the register */
    const char *period;  /* year | day | none: part of the series */
    struct text_list by; /* further fields that make a series: [type] */
    const char *dated;   /* the field whose day puts a number into its series; NULL: the register's date */
    int back_dating;     /* enum back_dating: a number for a day before that of the number before it */
    const char *pattern; /* "{seq}/{type.short}-{issuer.symbol}", "{agency}-{date:yymmdd}-{seq:4}" */
    LIST_OF(struct book_pattern) patterns;
    int64_t start;
    LIST_OF(struct book_start) starts;
    struct place place;
};

/* The kinds of approval: drafted (soạn thảo), … */
#define APPROVAL_DRAFTED            "drafted"
#define APPROVAL_CONTENT_INITIALLED "content-initialled"
#define APPROVAL_FORMAT_CHECKED     "format-checked"
#define APPROVAL_FORMAT_INITIALLED  "format-initialled"
#define APPROVAL_SIGNED             "signed"

/* "Ký nháy nội dung"; the name itself where it is none of the kinds. */
const char *approval_kind_label(const char *kind);

/* One approval of a route. Who: nobody is named for `drafted` (who gave the version in); otherwise a position, or a
 * unit (anybody of it), or a role, of the record's unit, of its issuer's or of UNIT, or wherever. */
struct approval_stage {
    int64_t order; /* those of one order stand side by side; the next is asked when all of them have agreed */
    const char *kind;
    const char *position, *role, *unit;
    const char *of; /* of a role: "unit", "issuer"; NULL */
    struct place place;
};

/* office/approval-routes.yaml: the way that the drafts of some records take. The first that fits a record is its. */
struct approval_route {
    const char *name, *label;
    const char *register_name; /* `register:` */
    const char *when;          /* a query on the record's own fields; NULL: all of the register */
    bool required;             /* a record of it takes no step that needs approvals without a version */
    LIST_OF(struct approval_stage) stages;
    struct place place;
};

struct unit_name {
    const char *name, *brief; /* `short:` */
    const char *from, *until; /* dates; "0001-01-01" and "9999-12-31" where not given */
};

struct unit {
    const char *code;
    const char *kind;       /* so, phong, huyen, thanh-pho, xa, trung-tam, … */
    const char *parent;     /* "" at the top */
    const char *identifier; /* mã định danh, domain 2.2; NULL */
    const char *from, *until;
    LIST_OF(struct unit_name) names; /* at least one */
    struct text_list successors;
    struct place place;
};

struct issuer {
    const char *code;            /* ubnd, van-phong */
    const char *name;            /* "Văn phòng Ủy ban nhân dân Tỉnh" */
    const char *symbol;          /* UBND, VPUBND */
    const char *place_name;      /* `place:` Đồng Tháp */
    struct text_list letterhead; /* lines; the last is the issuing body, in bold */
    const char *collective; /* in whose name TM. is signed: "Ủy ban nhân dân"; NULL: it is headed by one person */
    const char *unit;
    struct place place;
};

/* How far a role sees, where it works. A unit stands for itself, its predecessors and the units below it. */
enum grant_sees { SEES_UNIT, SEES_ISSUER, SEES_ALL };
enum grant_works { WORKS_UNIT, WORKS_EVERYWHERE };

/* What a role may do in some registers. Every list holds names of registers; `all` stands for every register in READS,
 * and for every one of READS elsewhere: ask grant_reads and grant_has. */
struct role_grant {
    const char *label; /* "Văn bản"; an overlay lays its grant on the one with the same label */
    struct text_list reads;
    int sees;                 /* enum grant_sees */
    int works;                /* enum grant_works: may change and step what it sees, or only records of its unit or
                               * assigned to it */
    struct text_list secrecy; /* degrees; `all`; empty: thuong alone */
    struct text_list personal, creates, imports, changes, cancels, assigns, directs, attaches, exports;
    struct place place;
};

struct role {
    const char *name; /* clerk, specialist, … */
    const char *label;
    const char *login;   /* demo login: van-thu */
    const char *purpose; /* `help`: what it is for, one line */
    LIST_OF(struct role_grant) grants;
    struct text_list reports;            /* names; `all` */
    bool dashboard, administers, audits; /* month figures; units, users, sessions; the whole history */
    struct place place;
};

#define GRANT_ALL "all"

struct limit_row {
    const char *variant;
    const char *length; /* "30 ngày" */
    const char *from, *until;
    const char *law;
    const char *mark; /* verified | from-memory | unsure */
};

struct limit_table {
    const char *name;
    const char *label;
    LIST_OF(struct limit_row) rows;
    struct place place;
};

/* `acts:` of office/law: since when a law that is cited is in force (law.h). */
struct legal_act {
    const char *name;         /* what a citation of it has in it: "30/2020/NĐ-CP" */
    const char *label;        /* NULL */
    const char *from, *until; /* first and last day; NULL: unknown, or without end */
    const char *mark;
    struct place place;
};

struct setting {
    const char *name;
    const char *value;
    const char *origin; /* the file it came from */
};

/* office/areas/ *.yaml: administrative units with validity (domain 9.6) */
struct area {
    const char *code; /* "866" */
    const char *name; /* "Thành phố Cao Lãnh" */
    const char *kind;
    const char *parent;
    const char *from, *until;
    struct place place;
};

/* A query that a definition holds, for the room that can parse it. */
struct query_use {
    const struct register_definition *reg; /* the register it asks */
    const char *query;
    const char *what; /* "figures.petitions_by_post", "list.tabs", "steps.accept.only_if" */
    bool tokens;      /* it may use @period and its like */
    bool plain;       /* only fields of the record itself: shown_if, only_if */
    bool no_personal; /* personal fields are refused: figures, titles */
    struct place place;
};

struct definitions {
    LIST_OF(struct register_definition) registers; /* in order of their names */
    LIST_OF(struct choice_list) lists;
    LIST_OF(struct book) books;
    LIST_OF(struct approval_route) routes;
    LIST_OF(struct unit) units;
    LIST_OF(struct issuer) issuers;
    LIST_OF(struct unit_group) groups; /* delivery.h */
    LIST_OF(struct role) roles;
    LIST_OF(struct limit_table) limits;
    LIST_OF(struct legal_act) acts;
    LIST_OF(struct area) areas;
    LIST_OF(struct setting) settings;
    LIST_OF(struct report_definition *) reports;
    struct dashboard_definition *dashboard; /* without panels where the office defines none */
    LIST_OF(struct query_use) queries; /* of all registers and reports: the room that parses them adds its faults */
    const struct calendar *calendar;   /* NULL only where no register has a deadline */
    const struct office_hours *hours;  /* 07:00–11:30, 13:30–17:00 where the settings say nothing */
    char hash[HASH_HEX_SIZE];          /* of everything that was read */
    const char *overlay;               /* the folder laid over office/, an absolute path; "" where none */
    char overlay_hash[HASH_HEX_SIZE];  /* of what that folder holds; "" where none */
};

/* --- faults ------------------------------------------------------------------------------------------------------- */

struct fault {
    struct place place;
    bool warning;
    const char *text; /* Vietnamese, says how to mend it */
};

struct faults {
    ARRAY(struct fault) list;
    size_t errors;
};

/* Adds a fault, as rooms above do for what only they can judge (queries). The text lives in MEM. */
void faults_add(struct arena *mem, struct faults *faults, struct place place, bool warning, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* Does an error stand there already? One place is found fault with once. */
bool faults_have(const struct faults *faults, struct place place);
/* In the order of files and lines. */
void faults_sort(struct faults *faults);

/* Reads the embedded office/ (or FOLDER in its place) and then OVERLAY on top of it; either may be NULL. FAULTS, in
 * MEM, has what is wrong, in the order of files and lines. With errors among them the set is good for one thing: its
 * queries can still be parsed, so that their faults are found together with the others. NULL, with ERR, only where
 * there is no such folder or a file cannot be read. */
const struct definitions *definitions_read(struct arena *mem, const char *folder, const char *overlay,
                                           struct faults *faults, struct err *err) MUST_CHECK;

/* The same for whoever works with the set: NULL also when there are errors. */
const struct definitions *definitions_load(struct arena *mem, const char *folder, const char *overlay,
                                           struct faults *faults, struct err *err) MUST_CHECK;

/* --- look-ups; NULL where there is none --------------------------------------------------------------------------- */

const struct register_definition *definitions_register(const struct definitions *definitions, const char *name);
/* The register whose records carry out directions; NULL. */
const struct register_definition *definitions_tasks(const struct definitions *definitions);
const struct report_definition *definitions_report(const struct definitions *definitions, const char *name);
/* The report that the pages open: that of the setting report.main, or the first one. */
const struct report_definition *definitions_main_report(const struct definitions *definitions);
const struct book *definitions_book(const struct definitions *definitions, const char *name);
const struct choice_list *definitions_list(const struct definitions *definitions, const char *name);
const struct issuer *definitions_issuer(const struct definitions *definitions, const char *code);
const struct role *definitions_role(const struct definitions *definitions, const char *name);
/* Does one of ROLES administer the office? */
bool definitions_administer(const struct definitions *definitions, const struct text_list *roles);
/* The roles that do, " administrator head ": in SQL `replace($1, ' ' || role || ' ', '') <> $1` asks for one of them.
 * Lives in MEM. */
const char *definitions_administering(struct arena *mem, const struct definitions *definitions);
/* GRANT reads REG; and LIST of it (grant->changes, …) has it. */
bool grant_reads(const struct role_grant *grant, const struct register_definition *reg);
bool grant_has(const struct role_grant *grant, const struct text_list *list, const struct register_definition *reg);
const struct unit *definitions_unit(const struct definitions *definitions, const char *code);
/* The unit that has CODE's work on DAY: itself, or the first of its successors that is in being, or of theirs. */
const char *definitions_unit_on(const struct definitions *definitions, const char *code, const char *day);
const struct area *definitions_area(const struct definitions *definitions, const char *code);
const char *definitions_setting(const struct definitions *definitions, const char *name, const char *otherwise);
/* A figure by its id, of registers and reports. */
const struct figure_definition *definitions_figure(const struct definitions *definitions, const char *name);
/* The length in force on DAY: "30 ngày"; of a variant without a row of its own the row "normal"; NULL where the table
 * has neither. */
const struct limit_row *definitions_limit(const struct definitions *definitions, const char *table, const char *variant,
                                          const char *day);
const struct field *register_field(const struct register_definition *reg, const char *name);

/* The tally keeps how many records have each of the field's values; of another counted one only how many have any. */
bool field_is_counted_whole(const struct field *field);

/* The fields that a list of REG is filtered by: choices among its columns first, then those that every record has. How
 * many. */
enum { REGISTER_FILTERS_MAX = 3 };
size_t register_filters(const struct register_definition *reg, const struct field *filters[REGISTER_FILTERS_MAX]);

const struct state *register_state(const struct register_definition *reg, const char *name);
const struct step *register_step(const struct register_definition *reg, const char *name);
/* The step that draws the number of REG's book; NULL: a record draws it when it is made, or REG has no book. */
const struct step *register_numbering(const struct register_definition *reg);
/* Does entering a record, with STEP (NULL: none), draw its number? */
bool register_draws(const struct register_definition *reg, const struct step *step);
const struct backing *register_delegation(const struct register_definition *reg); /* drafts.delegated; NULL: none */
/* Is FIELD one that STEP writes: its own, one it needs, one it sets? */
bool step_writes(const struct step *step, const struct field *field);
const struct deadline_definition *register_deadline(const struct register_definition *reg, const char *name);
const struct choice *field_choice(const struct field *field, const char *code);
/* May it be chosen for DAY (YYYY-MM-DD)? */
bool choice_is_offered(const struct choice *choice, const char *day);
/* The group that a field of REG stands in; NULL: in none. */
const struct field_group *register_group(const struct register_definition *reg, const char *field);
/* The name a unit had on a day. */
const char *unit_name_on(const struct unit *unit, const char *day);
const char *unit_brief_on(const struct unit *unit, const char *day);

const char *field_type_name(enum field_type type);    /* "date-time" as in YAML */
const char *state_group_name(enum state_group group); /* "open" */
const char *figure_kind_name(enum figure_kind kind);  /* "records" */
