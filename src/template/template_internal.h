/* src/template/template_internal.h
 * The parsed form of a template, and the values it is rendered with.
 *
 * A template is a flat list of nodes; a section's node knows the first node after its end tag.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "template/template.h"

enum { PATH_PARTS_MAX = 16 };

enum node_kind {
    NODE_TEXT,
    NODE_LINE, /* a line begins here with a tag: where a partial's indentation goes */
    NODE_VALUE,
    NODE_RAW,
    NODE_SECTION,
    NODE_INVERTED,
    NODE_PARTIAL,
};

/* A key of an object, with its hash: most comparisons end there. */
struct name {
    const char *text;
    uint32_t hash;
};

static inline struct name name_of(const char *text)
{
    uint32_t hash = 0;
    for (const char *at = text; *at; at++)
        hash = (hash + (unsigned char)*at) * 0x9E3779B1u;
    return (struct name){ text, hash };
}

struct node {
    enum node_kind kind;
    bool begins_line; /* NODE_TEXT: it stands at the beginning of a line */
    const char *text; /* NODE_TEXT: the text; NODE_PARTIAL: the indentation, NULL inside a line; others: the name */
    size_t length;    /* NODE_TEXT */
    const struct name *path; /* the parts of a dotted name; none for "." */
    size_t parts;
    size_t end;          /* NODE_SECTION, NODE_INVERTED */
    const char *partial; /* NODE_PARTIAL */
    int line, column;
};

struct template
{
    ARRAY(struct node) nodes;
    ARRAY(struct template_name) names;
};

enum value_kind { VALUE_NOTHING, VALUE_TEXT, VALUE_BOOL, VALUE_LIST, VALUE_OBJECT, VALUE_LOOKUP };

/* A text or a bool is the value itself; what grows or is asked has a body. */
struct template_value {
    enum value_kind kind;
    union {
        const char *text;
        bool truth;
    };
    struct body *body; /* NULL where there is none */
};

struct member {
    struct name name;
    struct template_value value;
};

struct body {
    struct arena *mem;
    ARRAY(struct template_value) items;
    ARRAY(struct member) members;
    const struct template_value *(*find)(void *arg, const char *key);
    void *arg;
};

/* The member NAME of VALUE; NULL where it has none or is no object. */
const struct template_value *value_member(const struct template_value *value, const struct name *name);

bool value_is_true(const struct template_value *value);
