/* src/web/record_internal.h
 * A record as its pages have it: read once with what stands around it, and what this visit may do to it. For the pages
 * of one record.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record_deadline.h"

#include "handling/held.h"
#include "handling/record_context.h"
#include "handling/lines.h"
#include "records/write.h"
#include "web/form.h"

struct opened {
    struct visit *visit;
    struct record *record;
    struct record_context context;
    struct may_what what;  /* for may(): where the record stands, and whether it is assigned to this visit */
    bool personal;         /* its personal fields are read and written by a role of the visit */
    const char *path;      /* of its page */
    struct held_list held; /* what lies in it, where it is a file: read by its pages that show it (holds_read) */
};

/* Reads {id} of the visit's register. Two statements. */
struct opened *record_open(struct visit *visit, struct err *err);

/* The same for the page that is shown again after PROBLEM: what was read already, unless somebody else was faster. */
struct opened *record_open_again(struct visit *visit, const struct err *problem, struct err *err);

/* The same for a record that was read (that of a file). One statement. */
struct opened *record_open_read(struct visit *visit, struct record *record, struct err *err);

/* The visit reads the field: it is not personal, the visit reads personal ones here, or was given the record for it. */
bool opened_reads(const struct opened *opened, const struct field *field);

bool opened_may(const struct opened *opened, enum act act, struct err *err);
bool opened_may_step(const struct opened *opened, const struct step *step, struct err *err);
bool opened_is_writable(const struct opened *opened); /* not cancelled, not a mirror's */

/* "4117: Đôn đốc …", "4117", the register's label where there is nothing else; for messages the number or the title. */
const char *opened_heading(const struct opened *opened);
const char *opened_name(const struct opened *opened);

/* The register's steps this visit may take now, in the order of the definition. */
size_t opened_steps(const struct opened *opened, const struct step **steps);

/* What the record is called with the ways to its list: page-head.mustache. A sub page has the record among its crumbs.
 */
struct record_head {
    const char *heading, *lead;
    struct template_value *tag; /* NULL: none */
    bool printable;
};
void record_put_head(struct page *page, const struct opened *opened, const struct record_head *head);
/* The day of the record: of its register's `date`, else the day it was entered. Lives in MEM or the record. */
const char *record_own_day(struct arena *mem, const struct record *record);

/* The first field that PRINT needs and the record has not; NULL: none. */
struct print_definition;
const struct field *print_lacks(const struct record *record, const struct print_definition *print);

struct template_value *record_tag(const struct opened *opened);

/* The office that writes for this visit: with the request's `_key`, so that a form sent twice does its work once. FILE
 * may be NULL. */
void record_office(struct visit *visit, struct office *office, const struct upload *file);

/* Was the form with this key done already? Asked before the version is compared: the first time made a new one. */
bool record_is_repeated(const struct opened *opened, struct office *office, bool *repeated, struct err *err) MUST_CHECK;

/* `_version` of the form; 0 where it was not sent. */
int64_t record_version(const struct visit *visit);

/* "hồ sơ.docx", 1.2 MB: "1,2 MB", "345 KB". */
const char *record_size(struct arena *mem, int64_t bytes);

/* A form page (templates/form.mustache) of one record, filled by its handler and sent by record_send_form. */
struct record_form {
    struct page *page;
    struct form form;
    struct draft_faults faults;
    struct template_value *sections;
};

/* Begins one: PROBLEM, may be NULL, is what was refused; COLLECTED, may be NULL, all that is wrong with its fields. */
void record_form_begin(struct record_form *to, struct visit *visit, const char *title, const struct err *problem,
                       const struct draft_faults *collected);

/* A section of it; the controls that follow stand there. */
void record_form_section(struct record_form *to, const char *id, const char *title, const char *text);

/* The items under the headings of the register's groups; those of none stand before them. */
void record_form_items(struct record_form *to, const struct form_items *items);

struct record_form_end {
    const char *action, *draft, *submit, *cancel;
    const char *more, *more_name; /* a second button: its label, and the name it sends "yes" with; NULL: none */
    const char *rest, *rest_name; /* a third one; NULL: none */
    const char *check; /* names of fields that fill others; "": none. NULL: there is nothing to see before writing */
    int64_t version;
    bool multipart;
    const char *notice;                          /* a warning above the form; NULL: none */
    const char *offer, *offer_href, *offer_link; /* where there is none: what the form may begin with; NULL: nothing */
    const char *failed;                          /* format of the summary's title */
};
bool record_form_send(struct record_form *to, const struct record_form_end *end, struct err *err);

/* handing_form.c: the controls that say to whom work goes and how, and what was chosen. */
#define HANDING_MORE "_more" /* its button for more of them */

struct handing_values {
    const struct handed *lines; /* TO and ROLE, what the form begins with; none where COUNT is 0 */
    size_t count;
    const char *opinion;   /* NULL: none */
    bool many_leads;       /* each who leads gets a record of its own; without the giver's words */
    const char *hint;      /* NULL: that of one record */
    const char *due_fault; /* the field of faults of the date; NULL: due */
    const char *prefix; /* of one paragraph of several (handing_prefix): before the names of its controls; NULL: none */
    bool no_due;        /* it is no act: without a date and without templates */
};
bool handing_put(struct form *form, const struct handing_values *values, struct err *err) MUST_CHECK;

/* The distribution templates one may use, as a control, with the button of END that fills the form; nothing where there
 * are none. */
bool handing_put_templates(struct form *form, struct record_form_end *end, struct err *err) MUST_CHECK;

/* What the reader did the last time with one like RECORD: as a notice with a link that fills the form of PATH, or,
 * where `same` asks for it, as VALUES. False notice: nothing is offered. One statement, and one for the names. */
bool handing_offer(struct visit *visit, const struct record *record, const char *path, struct handing_values *values,
                   struct record_form_end *end, struct err *err) MUST_CHECK;

struct handing_read {
    ARRAY(struct handed) lines; /* lead before support before inform */
    struct draft_faults
        unclear; /* of what names nobody, or several: such a line is handed to nobody, so it is refused */
};

/* Is the form sent only for its next controls, or for what the words of one may mean? */
bool handing_is_asking(const struct visit *visit);
void handing_take_picks(struct visit *visit, const struct handing_values *values);

/* VALUES are those of handing_put. ALSO are names of other controls, anything else is refused; nobody chosen:
 * invalid.to. The faults of the lines name their controls. */
bool handing_collect(struct visit *visit, const struct handing_values *values, const char *const *also,
                     size_t also_count, struct handing_read *read, struct err *err) MUST_CHECK;

/* The same of COUNT paragraphs, each with its own controls and HANDING_WORDS; a paragraph may be for nobody. PART from
 * 0.
 */
#define HANDING_WORDS "words"
const char *handing_prefix(struct arena *mem, size_t part);
bool handing_collect_parts(struct visit *visit, struct handing_values *values, size_t count, const char *const *also,
                           size_t also_count, struct handing_read *reads, struct err *err) MUST_CHECK;

/* In a POST, after the picks: where its button was pressed, or nobody was chosen, the recipients are those of the
 * chosen template. NOTICE is then what is to be told while the form is shown again; NULL: the act goes on. */
#define HANDING_FILL "_fill"
bool handing_take_template(struct visit *visit, const char **notice, struct err *err) MUST_CHECK;

/* After the act refused the lines: the faults of the visit say of unclear ones what is unclear. Always false. */
bool handing_refuse(struct visit *visit, const struct handing_read *read, struct err *err);

/* "Sở Y tế (chủ trì), Phòng Kinh tế (nhận để biết)" */
void handing_want_names(struct page_names *names, const struct handing_read *read);
const char *handing_words(struct arena *mem, const struct page_names *names, const struct handing_read *read);

/* step_page.c: the fields a step asks for, with what they hold now. */
void step_items(const struct opened *opened, const struct step *step, struct form_items *items);
/* STEP NULL: the built-in cancel. */
void step_controls(struct form *form, const struct form_items *items, const struct step *step);

/* record_page.c: of everybody the record's page names: who has it, who spoke, whom its fields name. */
void record_want_names(const struct opened *opened, struct page_names *names);

/* direction_page.c: what was said on it, the box for more, and what it carries out itself. */
void direction_want_names(const struct opened *opened, struct page_names *names);
void direction_put(struct template_value *values, const struct opened *opened, const struct page_names *names,
                   struct form *form);

/* record_timeline.c: "timeline" and "timeline_more" of templates/timeline.mustache. */
enum { TIMELINE_PAGE = 30 };
struct timeline {
    struct history_line *lines;
    size_t count;
    bool more;
    struct record_lines written; /* of fields of lines; more statements where they are not all in a short timeline */
};
bool timeline_read(const struct opened *opened, int64_t before, struct page_names *names, struct timeline *timeline,
                   struct err *err) MUST_CHECK;
void timeline_put(struct template_value *values, const struct opened *opened, const struct page_names *names,
                  const struct timeline *timeline);
/* The lines of FIELD for a fact: {text, note "Bùi Khánh Linh, 12/07/2021"}; last, that older ones are in the timeline.
 */
struct template_value *timeline_written(const struct opened *opened, const struct page_names *names,
                                        const struct timeline *timeline, const struct field *field);

/* record_recipients.c: the lines of a field with `recipients:` for a fact, {text, note}, the first how many were sent
 * and seen; and {text} for print: to whom it is addressed, and who gets it besides. */
struct template_value *recipients_put(const struct opened *opened, const struct field *field,
                                      const struct value *value);
void recipients_print_addressees(struct arena *mem, const struct field *field, const struct value *value,
                                 struct template_value *items);
void recipients_print_copies(struct arena *mem, const struct field *field, const struct value *value,
                             struct template_value *items);

/* record_work.c: who has it, its files, its links. */
void work_want_names(const struct opened *opened, struct page_names *names);
void work_put_assignments(struct template_value *values, const struct opened *opened, const struct page_names *names);
void work_put_files(struct page *page, const struct opened *opened, const struct page_names *names, struct form *form);
void work_put_links(struct template_value *values, const struct opened *opened);

/* hold_page.c: what lies in the file, read into opened->held; no statement where the register has none. "held" and
 * "belongs" of templates/record.mustache: the file's lines, and where the record that is done belongs. */
bool holds_read(struct opened *opened, struct err *err) MUST_CHECK;
void holds_put(struct page *page, const struct opened *opened);
bool belongs_put(struct page *page, const struct opened *opened, struct err *err) MUST_CHECK;

/* draft_page.c: "draft" of templates/record.mustache. Two statements where there is a version, none otherwise. */
bool draft_put(struct page *page, const struct opened *opened, const struct draft_faults *faults,
               struct err *err) MUST_CHECK;

/* The record a link's line is about, in short: "4117: Đôn đốc …". */
const char *linked_text(struct arena *mem, const struct linked *linked);
const char *record_short(struct arena *mem, const struct record *record);
