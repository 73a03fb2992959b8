/* src/handling/direction.h
 * What somebody who leads said on a record (bút phê, ý kiến chỉ đạo), and the tasks that are made of it.
 *
 * A direction is an object: who said it, when, where, its words; it is noted once and not changed. One act makes tasks
 * of it, one for each who leads (a batch): records of the register that `carries_out:` such (definitions), with the
 * words, who said them, the day and the number of the record they were said on, handed to their lead, and to the same
 * supporting and informed places. Where it has several paragraphs (a notice of conclusions), the same act gives each of
 * them to its own places, until its own day, and a task has the words of its paragraph. Each task keeps which direction
 * it carries out. All are made, or none.
 *
 * Noting and making tasks are lines of the history of the record it was said on: direct, carry-out.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"
#include "records/draft.h"

enum {
    DIRECTION_WORDS_MAX = 20000, /* characters */
    DIRECTION_SPEAKER_MAX = 200, /* characters */
    DIRECTION_TASKS_MAX = 40,    /* of one act */
    DIRECTION_PARTS_MAX = 40,    /* paragraphs of one act */
};

/* Where it was said: "but-phe" … and what people read: "bút phê". */
struct direction_source {
    const char *name, *label;
};
extern const struct direction_source direction_sources[];
extern const size_t direction_source_count;
const char *direction_source_label(const char *name); /* the name itself where it is none of ours */

struct direction {
    int64_t id, record;
    const char *speaker; /* a login, "position:CODE", or a name as it was written */
    const char *said_on; /* day */
    const char *source;  /* a name of direction_sources */
    const char *words;
    instant_t created_at;
    const char *created_by;
    int64_t tasks, open; /* made of it, and of these not resolved; filled by direction_list */
};

/* Notes it; asks may(ACT_DIRECT) of the record when the words are good. SPEAKER "": the writer; SAID_ON "": today, and
 * not ahead; SOURCE "": but-phe. Faults: invalid.words, invalid.speaker (a login or position that is not there),
 * invalid.said_on, invalid.source. */
bool direction_add(struct office *office, struct arena *mem, int64_t record, int64_t version,
                   const struct direction *said, int64_t *id, struct err *err) MUST_CHECK;

/* Of a record, newest first. The scope must see the record: the caller read it. */
bool direction_list(struct db *db, struct arena *mem, int64_t record, struct direction **list, size_t *count,
                    struct err *err) MUST_CHECK;

/* Whoever may see its record; not-found.direction. */
struct direction *direction_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                                 const struct scope *scope, int64_t id, struct err *err) MUST_CHECK;

/* The paragraphs of WORDS: its lines that are not blank, without the blanks around them. How many there are; the first
 * DIRECTION_PARTS_MAX of them are filled. */
size_t direction_paragraphs(struct arena *mem, const char *words, const char *paragraphs[DIRECTION_PARTS_MAX]);

/* What becomes of a part: tasks, or nothing, for nobody is in it, or for all who lead it have had its words by an
 * earlier act or part. */
enum direction_fate { PART_MADE, PART_LEFT_OUT, PART_GIVEN_BEFORE };

/* What was said, or a paragraph of it, and to whom it goes. */
struct direction_part {
    const struct handed *lines; /* those who lead get a task each; the others are of all of these */
    size_t count;
    const char *due;                     /* of these tasks; NULL or "": none */
    const char *words;                   /* the tasks' own; NULL: those of PARAGRAPH */
    size_t paragraph;                    /* from 1; 0: all that was said */
    const char *words_field, *due_field; /* named by their faults; NULL: "words", "due" */
};

/* What the tasks are besides what was said. */
struct direction_tasks {
    const struct direction_part *parts;
    size_t part_count;
    const struct draft_value *values; /* of the fields that `asks:` names, or any of the register */
    size_t value_count;
    int64_t batch;                            /* filled */
    int64_t made[DIRECTION_TASKS_MAX], tasks; /* filled: their ids, in the order of the parts and of those who lead */
    enum direction_fate fates[DIRECTION_PARTS_MAX]; /* filled */
};

/* Asks may(ACT_DIRECT) of the direction's record, and what a new record that is handed out asks. Where the direction's
 * record is open and has a due date, that of the tasks is not beyond it. A task has the degree of secrecy of the record
 * it was said on, unless VALUES have another. A paragraph without anybody is left out; one that is a task of the same
 * lead already is not made again. All that is wrong with all of them is told at once: faults name the field of the line
 * ("lead" where it has none), those of the part, and the fields of VALUES. No lead: invalid.lead; nothing that was not
 * given before: conflict.given. */
bool direction_make_tasks(struct office *office, struct arena *mem, int64_t direction, struct direction_tasks *tasks,
                          struct err *err) MUST_CHECK;

/* "đoạn 2, 5": the parts of that fate; "" where there is none. */
const char *direction_parts_name(struct arena *mem, const struct direction_tasks *tasks, enum direction_fate fate);

/* Its members, in an open object. */
void direction_json(struct json *json, const struct direction *direction);
