/* src/query/query_names.h
 * The names a query may use: subjects, tokens, verdicts, sort columns. For query_….c only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/query_internal.h"

/* What is being bound: one part of one text. */
struct query_binder {
    struct arena *mem;
    struct query *query;
    const struct query_tokens *tokens; /* NULL: none is bound */
    int flags;
    struct err *err;
    const struct query_part *part;
    bool again; /* the same key stood before */
};

struct query_name {
    enum query_ask ask;
    const struct field *field;
    const char *rest; /* after "entered." and "link." */
};

struct query_verdict {
    const char *name;
    const char *label;
    bool resolved; /* of a resolved record; otherwise of an open one */
};

enum { QUERY_VERDICTS = 6 };
extern const struct query_verdict query_verdicts[QUERY_VERDICTS];

/* invalid.query at character AT of the text. */
#define QUERY_REFUSE(in, at, format, ...)                                                                              \
    err_set((in)->err, ERR_INVALID, "query", (in)->part->key, format, (size_t)(at), ##__VA_ARGS__)

/* The same, followed by the nearest of COUNT NAMES. */
#define QUERY_REFUSE_NEAR(in, at, name, names, count, format, ...)                                                     \
    err_set((in)->err, ERR_INVALID, "query", (in)->part->key, format "%s", (size_t)(at), __VA_ARGS__,                  \
            query_suggest((in)->mem, (name), (names), (count)))

/* What the key of the part names. Fields go before the engine's columns, behind the words that are no conditions. */
bool query_name_find(struct query_binder *in, struct query_name *name) MUST_CHECK;

/* by, sort, after, before, page_size, density, as_of, cancelled. */
bool query_bind_control(struct query_binder *in, enum query_ask ask) MUST_CHECK;

/* The order of the list when the text says none: the register's, or the newest first. */
void query_default_sort(struct arena *mem, struct query *query);

/* What a token stands for in CONDITION; NULL with an err where it may not stand or is not bound. */
const char *query_token(struct query_binder *in, const struct query_condition *condition,
                        const struct query_item *item);

/* @my-unit: the unit and those it succeeded. Empty with an err where there is none. */
struct text_list query_own_units(struct query_binder *in, const struct query_item *item);

/* Lower-case letters, digits, - _ . */
bool query_is_code(const char *text);
