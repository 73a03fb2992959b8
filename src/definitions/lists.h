/* src/definitions/lists.h
 * What every definition is made of: lists, and the place in the file.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define LIST_OF(type)                                                                                                  \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
    }

struct text_list {
    const char **items;
    size_t count;
};

bool text_list_has(const struct text_list *list, const char *text);

/* Where a definition stands, for messages. */
struct place {
    const char *file; /* "office/registers/petition.yaml" */
    int line, column;
};
