/* src/records/testing_secret.h
 * Papers of a degree of secrecy in every register, and who is due their line. For *_test.c of this room and those
 * around.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/testing_office.h"

#include "definitions/degree.h"
#include "store/change.h"

enum { FIRST_ID = 1 << 20 };

#define TITLE "Chuyện kín ngoài sổ"

struct paper {
    int64_t id;
    const char *reg, *number, *unit, *issuer, *secrecy;
};

/* The row that lists and searches start from: what it holds beside the number must not show. */
static inline bool put_paper(struct change *change, void *arg, struct err *err)
{
    const struct paper *paper = arg;
    return change_run(
        change,
        SQL("insert into record (id, register, number, number_key, title, state, state_group, unit, issuer, "
            "secrecy, urgency, happened_on, due, original_due, finished_on, cancelled, source, source_code, "
            "created_at, created_by, changed_at, changed_by, changed_on, version) values ($1, $2, $3, $4, "
            "'" TITLE "', 'received', 'open', $5, $6, $7, 'thuong', '2021-07-13', '9999-12-31T23:59', "
            "'9999-12-31T23:59', '9999-12-31', 0, '', '', 1, 'ai-do', 1, 'ai-do', '2021-07-13', 1)"),
        DB(db_int(paper->id), db_text(paper->reg), db_text(paper->number), db_text(paper->number), db_text(paper->unit),
           db_text(paper->issuer), db_text(paper->secrecy)),
        err);
}

/* One in each register. */
static inline void put_papers(struct testing *t, const struct definitions *definitions, const char *secrecy,
                              struct paper *papers)
{
    for (size_t i = 0; i < definitions->registers.count; i++) {
        struct err err = { 0 };
        const struct register_definition *reg = &definitions->registers.items[i];
        papers[i] = (struct paper){
            FIRST_ID + (int64_t)i, reg->name, arena_printf(t->mem, "77%02zu/KHÔNG", i), "vp", "vp", secrecy
        };
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_paper, &papers[i], &err), &err));
    }
}

/* Asked of the words of office/roles.yaml, one grant at a time: the book is read there, the paper is not. */
static inline bool line_is_due(const struct reach *reach, const struct paper *paper)
{
    return reach->reads && reach_covers(reach, paper->issuer, paper->unit, DEGREE_USUAL) &&
           !reach_covers(reach, paper->issuer, paper->unit, paper->secrecy);
}
