/* src/definitions/binder.h
 * Fills a struct from a mapping through a table of its keys.
 *
 * One table a struct: key, kind, offset, required. A key that the table does not have, a value of another kind and a
 * missing required key are faults with their place; all of a file are found. `true` and `false` are the only yes and
 * no; a date is YYYY-MM-DD; a text is never null. The offsets are checked against the members' types by the compiler.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "definitions/definitions.h"
#include "definitions/node.h"

enum bind_kind {
    BIND_TEXT,
    BIND_WORD,   /* a text that is one of `words` */
    BIND_DATE,   /* a text that is a day */
    BIND_TEXTS,  /* struct text_list */
    BIND_INT,    /* int64_t */
    BIND_YES_NO, /* bool */
    BIND_CHOICE, /* an enum (or bool) whose values are the positions in `words` */
    BIND_STRUCT, /* a nested struct */
    BIND_NEW,    /* a pointer to a nested struct */
    BIND_LIST,   /* LIST_OF(struct) */
};

struct bind_shape;

struct bind_key {
    const char *key;
    enum bind_kind kind;
    bool required;
    size_t offset;
    size_t size;                    /* of the member, for BIND_CHOICE */
    const char *const *words;       /* ends with NULL */
    const struct bind_shape *shape; /* of what is nested */
    bool short_form; /* of a list: a text stands for an item with the first key alone, one item for a list of one */
};

struct bind_shape {
    const char *what; /* "trường", for messages */
    size_t size;
    const void *blank; /* the struct before any key; NULL: zeroes */
    const struct bind_key *keys;
    size_t key_count;
    size_t place; /* offset of its struct place, or BIND_NO_PLACE */
};

#define BIND_NO_PLACE ((size_t)-1)

/* The offset of a member that must have TYPE. */
#define BIND_AT(owner, member, type) _Generic(((owner *)0)->member, type : offsetof(owner, member))

/* KEY as written in YAML, MEMBER of OWNER; what follows are further members: .required = true, .words = … */
#define KEY_TEXT(name, owner, member, ...)                                                                             \
    {                                                                                                                  \
        .key = name, .kind = BIND_TEXT, .offset = BIND_AT(owner, member, const char *), __VA_ARGS__                    \
    }
#define KEY_WORD(name, owner, member, list, ...)                                                                       \
    {                                                                                                                  \
        .key = name, .kind = BIND_WORD, .offset = BIND_AT(owner, member, const char *), .words = list, __VA_ARGS__     \
    }
#define KEY_DATE(name, owner, member, ...)                                                                             \
    {                                                                                                                  \
        .key = name, .kind = BIND_DATE, .offset = BIND_AT(owner, member, const char *), __VA_ARGS__                    \
    }
#define KEY_TEXTS(name, owner, member, ...)                                                                            \
    {                                                                                                                  \
        .key = name, .kind = BIND_TEXTS, .offset = BIND_AT(owner, member, struct text_list), __VA_ARGS__               \
    }
#define KEY_INT(name, owner, member, ...)                                                                              \
    {                                                                                                                  \
        .key = name, .kind = BIND_INT, .offset = BIND_AT(owner, member, int64_t), __VA_ARGS__                          \
    }
#define KEY_YES_NO(name, owner, member, ...)                                                                           \
    {                                                                                                                  \
        .key = name, .kind = BIND_YES_NO, .offset = BIND_AT(owner, member, bool), __VA_ARGS__                          \
    }
#define KEY_CHOICE(name, owner, member, list, ...)                                                                     \
    {                                                                                                                  \
        .key = name, .kind = BIND_CHOICE, .offset = offsetof(owner, member), .size = sizeof(((owner *)0)->member),     \
        .words = list, __VA_ARGS__                                                                                     \
    }
#define KEY_STRUCT(name, owner, member, type, of, ...)                                                                 \
    {                                                                                                                  \
        .key = name, .kind = BIND_STRUCT, .offset = BIND_AT(owner, member, type), .shape = of, __VA_ARGS__             \
    }
#define KEY_NEW(name, owner, member, type, of, ...)                                                                    \
    {                                                                                                                  \
        .key = name, .kind = BIND_NEW, .offset = BIND_AT(owner, member, type *), .shape = of, __VA_ARGS__              \
    }
#define KEY_LIST(name, owner, member, item, of, ...)                                                                   \
    {                                                                                                                  \
        .key = name, .kind = BIND_LIST,                                                                                \
        .offset = _Generic(((owner *)0)->member.items, item *                                                          \
                           : offsetof(owner, member)),                                                                 \
        .shape = of, __VA_ARGS__                                                                                       \
    }

#define SHAPE(name, type, words, first, placed)                                                                        \
    const struct bind_shape name = { .what = words,                                                                    \
                                     .size = sizeof(type),                                                             \
                                     .blank = first,                                                                   \
                                     .keys = name##_keys,                                                              \
                                     .key_count = COUNT_OF(name##_keys),                                               \
                                     .place = placed }

/* Where each bound text stands, for faults found later. */
struct bound_text {
    const char *text;
    struct place place;
};

struct binder {
    struct arena *mem;
    struct faults *faults;
    ARRAY(struct bound_text) texts;
};

/* Fills OUT (shape->size bytes), faults and all: what was refused is left as in the blank. */
void bind_struct(struct binder *binder, const struct bind_shape *shape, const struct node *node, void *out);

/* OUT has every text that is required of it and of what is nested in it. What is not whole has its fault already and
 * must not be read further. */
bool bind_is_whole(const struct bind_shape *shape, const void *out);

/* The place of a text that was bound, or OTHERWISE for one that was not. */
struct place bind_place(const struct binder *binder, const char *text, struct place otherwise);

/* The word nearest to TEXT, when a slip of the finger explains the difference; else NULL. */
const char *nearest_word(const char *text, const char *const *words, size_t count);

/* "a, b, c"; lives in MEM. */
const char *join_words(struct arena *mem, const char *const *words, size_t count);
