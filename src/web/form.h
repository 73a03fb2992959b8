/* src/web/form.h
 * Forms: a field of a definition, its value and its error become a control (templates/field.mustache), and what was
 * posted becomes values that the records take. Entry, change and step forms are made of these, and whatever else asks.
 *
 * A form keeps what was typed: in an answer to a POST every control has the text that was sent. Names of the form's own
 * controls that are no fields begin with "_" ("_on", "_reason"), so that they never meet a field's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/record_context.h"
#include "records/judge.h"
#include "records/pick.h"
#include "web/page.h"

enum {
    FORM_RADIOS_MAX = 4,        /* choices: more of them stand in a select */
    FORM_ONE_COLUMN_MAX = 6,    /* controls: a longer form takes two columns where the screen is wide */
    FORM_SELECT_UNITS_MAX = 15, /* more units are chosen by what one types */
    FORM_HALF_LINE = 120,       /* letters: a line for more takes the whole width */
};

/* One field in a form. */
struct form_item {
    const struct field *field;
    bool required;
    const char *value; /* what the control shows before anything was typed, as form_value gives it; "" */
    const char *note;  /* further words of the hint: "Đang lưu: …"; "" or NULL */
};

struct form_items {
    ARRAY(struct form_item) list;
};

void form_add_item(struct arena *mem, struct form_items *items, const struct field *field, bool required,
                   const char *value);

/* A stored value as a control holds it: codes, digits, dd/mm/yyyy. "" where not set. Lives in MEM. */
const char *form_value(struct arena *mem, const struct definitions *definitions, const struct field *field,
                       const struct value *value);

/* The `initial:` of a field as a control holds it; "". */
const char *form_initial(const struct visit *visit, const struct field *field);

/* What a field was sent with: several boxes joined by ",". NULL where it is not in the form at all. */
const char *form_sent(const struct visit *visit, const char *name);

/* What was sent for NAME is VALUE from now on. */
void form_set_sent(struct visit *visit, const char *name, const char *value);

/* --- what was posted ---------------------------------------------------------------------------------------------- */

struct form_read {
    ARRAY(struct draft_value) values; /* of every item; links as ids */
    struct draft_faults faults;       /* in the order of the items; links that were not found before all others */
    size_t unlinked;                  /* how many of those there are: the values are not whole without them */
    const char *on;                   /* the day of the step, set by the caller; NULL: today */
    struct record typed;              /* the values as a record has them: for conditions and comparisons */
    const struct record *base;        /* the record that is changed, set by the caller; NULL: a new one */
    const struct step *step;          /* the values go with it, set by the caller; NULL: with none */
};

/* Reads the items of REG from the request's form and has them judged (records/judge.h). ALSO are names of other
 * controls, anything else is refused. False only where the database failed or an unknown name was sent; with faults it
 * is true. */
bool form_collect(struct visit *visit, const struct register_definition *reg, const struct form_items *items,
                  const char *const *also, size_t also_count, struct form_read *read, struct err *err) MUST_CHECK;

/* What was left blank and is given by a record that another field names stands in the form that is shown again. */
void form_fill(struct visit *visit, const struct form_items *items, const struct form_read *read);

/* Does the form ask only what would be written? “Hạn …: 12/08/2021 17:00; chưa lưu”: the due date the record would have
 * with the values TYPED and, where it is not NULL, after STEP. Lives in the visit's memory. */
bool form_is_check(const struct visit *visit);
const char *form_foresee(struct visit *visit, const struct record *typed, const struct step *step);

/* Before NOTICE: with what TYPED clashes on its day (query/week.h), where anything does. */
bool form_tell_clashes(struct visit *visit, const struct record *typed, const char **notice,
                       struct err *err) MUST_CHECK;
/* False where a record that a link names was not found, and with any fault where nothing is to be written but shown
 * first (form_is_check). Everything else is for the write to refuse, which knows of other records too: the form shows
 * its faults beside those found here (visit->faults). */
bool form_is_whole(const struct visit *visit, const struct form_read *read, struct err *err);

/* --- what is shown ------------------------------------------------------------------------------------------------ */

struct form {
    struct visit *visit;
    struct arena *mem;
    const struct register_definition *reg; /* of its fields: the visit's */
    const char *prefix;                    /* before the ids of its controls, where a page has several forms; "" */
    const struct draft_faults *faults;     /* may be NULL */
    struct template_value *fields;         /* the list being filled: form_section begins another */
    struct template_value *errors;         /* items of the summary */
    bool *told;                            /* which of the faults stand at a control */
    size_t wrong;                          /* how many there are */
    size_t count;                          /* of the controls put */
    bool has_required;
    bool with_step;  /* its values go with a step, whose day stands in "_on" */
    bool fresh;      /* nothing that was sent is for this form: set by the caller after form_init */
    const char *day; /* YYYY-MM-DD: choices are those of this day; form_init says today */
};

struct form_option {
    const char *value, *label;
    const char *group; /* of a select: the heading it stands under with its neighbours; NULL: none */
};

enum form_kind {
    FORM_LINE, /* the usual one */
    FORM_DATE,
    FORM_DIGITS,
    FORM_AREA,
    FORM_SELECT,
    FORM_RADIOS,
    FORM_CHECKS,
    FORM_FILE,
    FORM_PASSWORD,
    FORM_FIXED, /* shown, not sent */
    FORM_PICK,  /* made by form_put_pick */
};

/* A control that is no field of a register. Members that are not given: "", false, none. */
struct form_control {
    enum form_kind kind;
    const char *name;
    const char *fault; /* the err's field where it is called otherwise there: "on" of "_on"; NULL: the name */
    const char *label, *hint;
    const char *value; /* of checks: codes joined by "," */
    bool required, row;
    bool half; /* a line that needs no more than half the width, however long it may be */
    int64_t max;
    int rows;
    const char *placeholder, *inputmode, *accept;
    const char *autocomplete; /* of a line: NULL: "off" */
    const char *blank;        /* label of the empty choice of a select; NULL: it has none */
    const struct form_option *options;
    size_t option_count;
    const char *pick_url, *pick_day; /* of a pick: who is asked, and the control whose value goes along: the day, or a
                                        register; NULL: none */
    bool more;                       /* of a pick: there are other matches than its options */
};

/* FAULTS NULL or empty: nothing is wrong. */
void form_init(struct form *form, struct visit *visit, const char *prefix, const struct draft_faults *faults);

/* What was sent for a control of this form, in a POST that is shown again; OTHERWISE before that. */
const char *form_typed(const struct form *form, const char *name, const char *otherwise);

/* --- choosing one thing of many (records/pick.h) ---------------------------------------------------------------------
 *
 * Such a control is one line of text, "LABEL · KEY", with a button that sends the form only to find what its words may
 * mean; that, and whatever is not clear when the form is sent, is offered below it. The script asks while one types.
 */

#define FORM_FIND_PREFIX  INPUT_FIND_PREFIX
#define FORM_PICK_PREFIX  "_pick."  /* before the control's name: what was ticked below it */
#define FORM_ASKED_PREFIX "_asked." /* the text that this was offered for */

/* Is FIELD chosen so? Few units stand in a select. */
bool form_is_pick(const struct visit *visit, const struct field *field);

/* What FIELD takes on DAY (NULL: today); FIELD NULL: whom work is given to. */
struct picking form_picking(struct visit *visit, const struct field *field, const char *day);

/* Is the form sent only to find what the words of a control may mean? */
bool form_is_find(const struct visit *visit);

/* NAME belongs to the choice below CONTROL. What was ticked there becomes what was sent for it. */
bool form_is_pick_name(const char *name, const char *control);
void form_take_pick(struct visit *visit, const char *name);

/* VALUE, the text that was sent for CONTROL (name, label, and as value what is stored), becomes what it names; NULL
 * with a FAULT at the control where that is not one thing. False only where the database failed. */
bool form_pick(struct visit *visit, const struct picking *picking, const struct form_control *control,
               const char **value, struct err *fault, struct err *err) MUST_CHECK;

/* Puts the control: with what STORED is called, or what was typed and what that may mean. At most one statement more
 * than form_pick has asked. */
bool form_put_pick(struct form *form, const struct picking *picking, const char *stored,
                   const struct form_control *control, struct err *err) MUST_CHECK;
struct template_value *form_make_pick(struct arena *mem, const struct form_control *control, const char *id);

/* Outside the registers: what "/chon" is asked for. */
#define FORM_OF_UNITS  "unit"
#define FORM_OF_PEOPLE "user"
#define FORM_OF_WHOMS  "whom"

/* Puts a unit (PICK_UNIT), a person (PICK_PERSON) or any of these and a position (PICK_WHOM) of the office; few units
 * stand in a select, BLANK its empty choice.
 */
bool form_put_one(struct form *form, enum pick_kind kind, const char *stored, const struct form_control *control,
                  const char *blank, struct err *err) MUST_CHECK;

/* What was sent for such a control (its name, label, and what is stored): the code or the login. False with what is
 * wrong with it, too. */
bool form_take_one(struct visit *visit, enum pick_kind kind, const struct form_control *control, const char **value,
                   struct err *err) MUST_CHECK;

/* The same of a page that is asked for (GET), where what cannot be read changes nothing: VALUE is NULL and the FAULT
 * says why; the control gets what it shows, and what may be meant. VALUE NULL: it is known what the text says, and
 * nothing is asked. */
bool form_ask_one(struct visit *visit, enum pick_kind kind, struct form_control *control, const char **value,
                  struct err *fault, struct err *err) MUST_CHECK;

/* Matches as the options of a control. */
void form_set_picks(struct arena *mem, struct form_control *control, const struct picks *picks);

/* The list the next controls go to. */
struct template_value *form_section(struct form *form);

void form_put(struct form *form, const struct form_control *control);

/* With what was sent for it in a POST that is shown again, otherwise with the item's value. */
void form_put_item(struct form *form, const struct form_item *item);

/* `errors` of templates/errors.mustache: after all controls were put; FORMAT is a text with
 * the number of faults ("Chưa ghi được, cần sửa %zu chỗ"). False where nothing is wrong. */
struct template_value *form_errors(struct form *form, const char *format);

/* Boxes for what the faults ask about, and for what was confirmed already; false where there is nothing to confirm. */
bool form_put_confirm(struct form *form);

/* Name and value of a hidden control, into a list of them. */
void form_hide(struct arena *mem, struct template_value *hidden, const char *name, const char *value);

/* The list of hidden controls every writing form has: `_key`, and `_version` where VERSION is not 0. What a form that
 * is shown again had as its key stays, so that sending it twice does the work once. */
struct template_value *form_hidden(struct visit *visit, int64_t version);

/* The units that are there today, as options: their codes and names. Lives in MEM. */
struct form_option *form_units(struct visit *visit, const struct text_list *kinds, size_t *count);
