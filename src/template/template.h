/* src/template/template.h
 * Mustache templates: all of the core specification, without lambdas.
 *
 * A template is parsed once and rendered often, from several threads if need be. Values are looked up in the context
 * stack, innermost first; `a.b.c` looks up a as usual and the rest inside it only. False: nothing, false, "" and an
 * empty list. {{x}} escapes as the render asks, {{{x}}} and {{&x}} never; a bool, a list or an object prints nothing.
 * What is not there prints nothing: template_names tells beforehand what a template will ask for. A standalone partial
 * indents each line of the partial. Templates hold only UTF-8, values should.
 *
 * Limits: TEMPLATE_SIZE_MAX bytes of text, TEMPLATE_DEPTH_MAX open sections and partials at a time while rendering,
 * TEMPLATE_STEPS_MAX tags rendered in one run, and the maximum of the text that receives the result.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/err.h"
#include "base/text.h"

struct template;

enum {
    TEMPLATE_SIZE_MAX = 1 << 20,
    TEMPLATE_DEPTH_MAX = 64,
    TEMPLATE_STEPS_MAX = 4000000,
};

/* Copies what it needs of TEXT; lives in MEM. ERR names line and column: "dòng 3, cột 5: …" (invalid.template). */
const struct template *template_parse(struct arena *mem, const char *text, struct err *err) MUST_CHECK;

/* --- what a template asks for ------------------------------------------------------------------------------------- */

enum template_use {
    TEMPLATE_USE_VALUE,   /* {{name}} and its unescaped forms */
    TEMPLATE_USE_SECTION, /* {{#name}} or {{^name}} */
    TEMPLATE_USE_PARTIAL, /* {{>name}} */
};

struct template_name {
    const char *name; /* as written: "figure.over", "." */
    enum template_use use;
    int depth; /* sections around it; names inside a section may belong to its value */
    int line, column;
};

/* In the order of the text; borrowed from the template. */
const struct template_name *template_names(const struct template *template, size_t *count);

/* --- values ------------------------------------------------------------------------------------------------------- */

struct template_value; /* lives in the MEM it was made in */

struct template_value *template_text(struct arena *mem, const char *text); /* NULL is as "" ; the text is borrowed */
struct template_value *template_int(struct arena *mem, int64_t value);     /* its digits; true in a section, 0 too */
struct template_value *template_bool(struct arena *mem, bool value);
struct template_value *template_list(struct arena *mem);
struct template_value *template_object(struct arena *mem);

/* An object whose members are made when asked for: FIND gives the value of KEY or NULL. It may be asked more than once.
 */
struct template_value *template_lookup(struct arena *mem,
                                       const struct template_value *(*find)(void *arg, const char *key), void *arg);

/* Appends to a list. */
void template_add(struct template_value *list, const struct template_value *item);

/* Sets a member of an object, or of a text that has forms ({{n}} and {{n.words}}); KEY is borrowed. A key set twice has
 * the later value. */
void template_put(struct template_value *object, const char *key, const struct template_value *value);
void template_put_text(struct template_value *object, const char *key, const char *text);
void template_put_int(struct template_value *object, const char *key, int64_t value);
void template_put_bool(struct template_value *object, const char *key, bool value);

/* --- rendering ---------------------------------------------------------------------------------------------------- */

enum template_escape {
    TEMPLATE_HTML,  /* & < > " ' : between tags and inside "…" */
    TEMPLATE_XML,   /* the same, without what XML 1.0 forbids */
    TEMPLATE_JSON,  /* as inside a JSON string, without its quotes */
    TEMPLATE_PLAIN, /* nothing */
};

/* The parsed partial NAME, or NULL where there is none (it then prints nothing). */
typedef const struct template *template_partial(void *arg, const char *name);

struct template_render {
    enum template_escape escape;
    template_partial *partial; /* NULL: no partials */
    void *arg;                 /* for partial */
};

/* Appends to OUT. False when a limit was reached (invalid.template): OUT then holds a part of the
 * result. */
bool template_render(const struct template *template, const struct template_value *root,
                     const struct template_render *how, struct text *out, struct err *err) MUST_CHECK;
