/* src/definitions/loader_internal.h
 * A set of definitions while it is being made: files read, trees laid over one another, structs bound, names checked.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/binder.h"
#include "definitions/definitions.h"
#include "definitions/node.h"
#include "definitions/report_definition.h"
#include "definitions/shapes.h"

/* What a file of office/ holds. Of the first four kinds a file holds one, named by its first key; of the others all
 * files together make one. */
enum file_kind {
    KIND_REGISTER,
    KIND_REPORT,
    KIND_LIST,
    KIND_CALENDAR,
    KIND_UNITS,
    KIND_BOOKS,
    KIND_ROUTES,
    KIND_ROLES,
    KIND_LAW,
    KIND_AREAS,
    KIND_SETTINGS,
    KIND_DASHBOARD,
    KIND_COUNT,
};

struct source {
    const char *name; /* "registers/petition.yaml" */
    const char *file; /* the path for messages */
    const char *bytes;
    size_t length;
    bool overlay;
    enum file_kind kind;
};

struct sources {
    ARRAY(struct source) list;
};

struct trees {
    ARRAY(struct node *) list;
};

struct loader {
    struct arena *mem;
    struct faults *faults;
    struct binder binder;
    struct sources sources;
    struct trees trees[KIND_COUNT];
    bool unread; /* a file could not be read: names that are missing may stand in it */
    struct definitions *set;
    LIST_OF(struct calendar_file) calendars;
    struct settings_file settings;
};

/* Adds the files of FOLDER, NULL for the embedded office. Fails when there is no such folder or a file cannot be read.
 */
bool sources_add(struct arena *mem, struct sources *sources, const char *folder, bool overlay, struct faults *faults,
                 struct err *err) MUST_CHECK;

/* SHA-256 over (path, bytes) of everything, or of the overlay's files alone. */
void sources_hash(const struct sources *sources, bool overlay_alone, char out[HASH_HEX_SIZE]);

/* Takes out of BASE what OVER says in `replace:` and `without:`, then lays OVER on it. What is to be taken away and is
 * not there is an error. */
void overlay_lay(struct loader *loader, struct node *base, struct node *over);

/* Binds the trees and fills in the pointers between definitions. */
void build_set(struct loader *loader);
void build_time(struct loader *loader);
/* `counted_days` of every register, where fields are linked. */
void build_counted_days(struct loader *loader);

/* --- checks ------------------------------------------------------------------------------------------------------- */

/* A fault that is an error in office/ and a warning in an overlay. */
void fault_name(struct loader *loader, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
/* An error wherever it stands. */
void fault_error(struct loader *loader, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
bool is_overlay(const struct loader *loader, struct place place);

bool is_identifier(const char *name); /* [a-z][a-z0-9_]*, at most 41 bytes */
bool is_code(const char *code);       /* lower-case ASCII letters, digits, "-", "_", "."; at most 60 bytes */
bool is_slug(const char *slug);       /* "van-ban/den" */
bool is_query(const char *text);      /* has a "=" */
struct place place_of(const struct loader *loader, const char *text, struct place owner);

/* The names that a reference may have. */
struct names {
    const char *what; /* "trường": for messages */
    bool elsewhere;   /* they stand in other files: not reported while one of those could not be read */
    ARRAY(const char *) list;
};

void names_add(struct loader *loader, struct names *names, const char *name);
bool names_has(const struct names *names, const char *name);
/* The keys of a query: what stands before each "=", quoted values apart. */
void query_keys(struct loader *loader, const char *query, struct names *keys);

/* Adds MEMBER of every item of LIST. */
#define NAMES_OF(loader, names, items_of, member)                                                                      \
    for (size_t i_ = 0; i_ < (items_of).count; i_++)                                                                   \
    names_add((loader), (names), (items_of).items[i_].member)

/* NULL is no name and right. What is not known is an error. */
bool check_one(struct loader *loader, const struct names *names, const char *name, struct place owner);
/* What is not known is taken out of the list: with a warning when it stands in an overlay and something stays in the
 * list, else with an error. */
void check_each(struct loader *loader, const struct names *names, struct text_list *list, struct place owner);

/* One of a kind, held against the members that its kind needs and may have: bit I of HAS, NEEDS and MAY (beyond what it
 * needs) stands for MEMBERS[I]. WHAT is the thing for messages: "chỉ tiêu", "ô". Each member that lacks or is none of
 * the kind's is an error at PLACE. */
struct kind_members {
    const char *what, *name, *kind;
    struct place place;
    const char *const *members;
    size_t count;
    unsigned has, needs, may;
};
void check_kind(struct loader *loader, const struct kind_members *held);

/* A second item with the same MEMBER is a fault at its place. */
#define CHECK_UNIQUE(loader, items_of, member, what, owner)                                                            \
    for (size_t i_ = 1; i_ < (items_of).count; i_++)                                                                   \
        for (size_t j_ = 0; j_ < i_; j_++)                                                                             \
            if ((items_of).items[i_].member && text_equal((items_of).items[i_].member, (items_of).items[j_].member)) { \
                fault_twice((loader), (items_of).items[i_].member, (items_of).items[j_].member, (what), (owner));      \
                break;                                                                                                 \
            }
void fault_twice(struct loader *loader, const char *name, const char *before, const char *what, struct place owner);

/* The fields that a query on the record itself names. */
void check_own_query(struct loader *loader, const struct names *fields, const char *query, struct place owner);
/* UNTIL is not before FROM; both may be NULL. */
void check_dates(struct loader *loader, const char *from, const char *until, struct place owner);
void check_length(struct loader *loader, const char *length, struct place place);
void check_registers(struct loader *loader);
void check_rules(struct loader *loader); /* the order of days, unique, rules */
void check_backings(struct loader *loader);
void check_signs(struct loader *loader);      /* signature blocks */
void check_deliveries(struct loader *loader); /* groups of units, recipients, what steps note of them */
void check_prints(struct loader *loader);     /* with_entry, takes_along, prints */
void check_books(struct loader *loader);
/* Drafts, the steps that need approvals, and the routes that these take. */
void check_approvals(struct loader *loader);
void check_urges(struct loader *loader); /* `counts:` of steps, and who is urged by which letter */
void check_opens(struct loader *loader);
void check_boards(struct loader *loader);
void check_weeks(struct loader *loader);
void check_holds(struct loader *loader);
/* A personal field must not stand there ("“search”"). */
void refuse_personal(struct loader *loader, const struct register_definition *reg, const char *name, const char *where,
                     struct place place);
/* Neither must the fields of a query. */
void refuse_personal_keys(struct loader *loader, const struct register_definition *reg, const char *query,
                          struct place owner);
void collect_queries(struct loader *loader);
/* Leaves only queries of definitions that lack nothing they must have: the others cannot be parsed. */
void drop_unreadable_queries(struct loader *loader);
void figure_names(struct loader *loader, struct names *names); /* of the whole set */
/* The old code of the choice AT is not one in use. */
void check_choice(struct loader *loader, const struct choice *choices, size_t count, size_t at, struct place owner);
void check_steps(struct loader *loader, struct register_definition *reg);
void check_deadlines(struct loader *loader, struct register_definition *reg);
/* What the steps do with the clocks, along every way through the states; the names were right. */
void check_clocks(struct loader *loader, const struct register_definition *reg);
void check_figures(struct loader *loader);
void check_reports(struct loader *loader);
void check_office(struct loader *loader); /* units, books, lists, law, areas, settings */
void check_dashboard(struct loader *loader);
void check_roles(struct loader *loader);
void say_words(struct loader *loader);    /* `words:` of the settings, in the built-in files */
void check_law(struct loader *loader);    /* acts, and what cites them when they are not in force: warnings */
void check_undone(struct loader *loader); /* asked for, and not done yet: warnings */
