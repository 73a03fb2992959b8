/* src/definitions/node.h
 * A YAML file as a tree in which every value knows where it stands.
 *
 * What an office writes needs little of YAML: mappings, lists and texts, block scalars included. Anchors, aliases,
 * tags, null, several documents, the same key twice and keys that are not texts are refused. Texts become NFC, without
 * control characters; line ends at the end of a block scalar go.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "definitions/definitions.h"

enum {
    NODE_FILE_MAX = 1 << 20, /* bytes */
    NODE_DEPTH_MAX = 16,
    NODE_ITEMS_MAX = 10000, /* of one mapping or list */
};

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    const char *key; /* inside a mapping; NULL inside a list and for the root */
    struct place key_place;
    struct place place;
    const char *text; /* of a NODE_TEXT */
    bool quoted;
    struct node *first, *last, *next;
    size_t count;
};

/* The root mapping; NULL when the file could not be read to its end as one. FILE and the tree live in MEM; every fault
 * is added to FAULTS, and a tree with lesser faults (a key given twice, a tag) is still returned so that its other
 * faults can be found. */
struct node *node_read(struct arena *mem, const char *file, const char *bytes, size_t length,
                       struct faults *faults) MUST_CHECK;

/* The member KEY of a mapping, or NULL. */
struct node *node_member(const struct node *map, const char *key);

/* Appends CHILD to a mapping or list. */
void node_append(struct node *parent, struct node *child);

/* Lays OVER on BASE, both mappings. A text or a list of texts in OVER replaces the one in BASE; a mapping is laid on
 * the mapping; in a list of mappings an item is laid on the item that is the same (by the first of code, name, list,
 * label, title, series, date that one has; a time limit by variant and from, office hours and the names of a unit by
 * from) or else appended. OVER's nodes become part of BASE. */
void node_lay_over(struct node *base, struct node *over);

/* What an item of a list is known by: the first of those keys that it has; NULL where it has none. */
const char *node_item_name(const struct node *item);

/* Takes CHILD out of PARENT. */
void node_drop(struct node *parent, const struct node *child);
