/* src/reports/testing_store.h
 * June and July 2021 in the small office of testdata/office, on either database. For *_test.c of this room.
 *
 * The clock stands at Mon 2 August 2021, 08:00. Ids are made of the times of entry: the same on both databases.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/testing.h"

#include "base/clock.h"
#include "query/list.h"
#include "fields/schema.h"
#include "records/write.h"
#include "reports/testing_reports.h"

struct testing_month {
    struct office office;
    const struct report_definition *report;
};

/* "name=value" each; "step.NAME=day". Ends with NULL. */
struct testing_row {
    const char *reg;
    const char *values[10];
};

static const struct testing_row testing_rows[] = {
    { "ticket", { "received_on=2021-06-10", "source=thu", "summary=Một" } },
    { "ticket", { "received_on=2021-06-15", "source=goi", "summary=Hai" } },
    { "ticket", { "received_on=2021-06-20", "source=goi", "summary=Ba" } },
    { "ticket", { "received_on=2021-07-02", "source=thu", "summary=Bốn", "persons=3", "step.finish=2021-07-10" } },
    { "ticket", { "received_on=2021-07-05", "source=goi", "summary=Năm", "step.finish=2021-07-25" } },
    { "ticket", { "received_on=2021-07-20", "source=thu", "summary=Sáu", "step.finish=2021-07-28" } },
    { "ticket", { "received_on=2021-07-30", "source=goi", "summary=Bảy", "step.finish=2021-08-01" } },
    { "paper",
      { "type=kh", "action=ban-hanh", "summary=Ban hành Kế hoạch cấp nước", "in_report=yes", "issued_on=2021-07-02",
        "unit=kt" } },
    { "paper",
      { "type=qd", "summary=V/v tổ kiểm tra", "phrase=quyết định thành lập tổ kiểm tra", "in_report=yes",
        "issued_on=2021-07-03", "unit=kt", "issuer=ub" } },
    { "paper",
      { "type=qd", "action=ban-hanh", "summary=V/v ban", "phrase=quyết định kiện toàn Ban Chỉ đạo", "in_report=yes",
        "issued_on=2021-07-04", "unit=kt", "issuer=ub" } },
    { "paper", { "type=cv", "summary=V/v phòng dịch", "in_report=yes", "issued_on=2021-07-05", "unit=kt" } },
    { "paper", { "type=bc", "summary=Báo cáo kết quả quý II", "in_report=yes", "issued_on=2021-07-06", "unit=kt" } },
    { "paper",
      { "type=kh", "summary=Về việc phổ biến pháp luật", "in_report=yes", "issued_on=2021-07-07", "unit=nc" } },
    { "paper", { "type=cv", "summary=Tiếp dân", "in_report=yes", "issued_on=2021-07-08", "unit=nc" } },
    { "metric", { "measure=views", "period=2021-06", "on=2021-06-30", "value=900", "summary=Lượt xem tháng 6" } },
    { "plan", { "period=2021-08", "position=2", "planned_on=2021-07-30", "summary=Tiếp công dân" } },
    { "plan",
      { "period=2021-08", "position=1", "planned_on=2021-07-30", "summary=Họp",
        "text=Họp thường kỳ; chuẩn bị kỳ họp." } },
    { "plan", { "period=2021-07", "position=1", "planned_on=2021-06-30", "summary=Việc tháng 7" } },
};

static inline struct draft *testing_draft(struct arena *mem, const struct definitions *definitions,
                                          const struct testing_row *row, int order)
{
    struct draft *draft = draft_new(mem, definitions_register(definitions, row->reg));
    draft->at = instant_from_local(day_from_civil(2021, 8, 1), 8 * 60 + order);
    for (size_t i = 0; i < COUNT_OF(row->values) && row->values[i]; i++) {
        const char *equals = strchr(row->values[i], '=');
        const char *name = arena_strndup(mem, row->values[i], (size_t)(equals - row->values[i]));
        if (text_starts(name, "step."))
            draft_add_step(mem, draft, name + strlen("step."), equals + 1);
        else
            draft_set(mem, draft, name, equals + 1);
    }
    return draft;
}

static inline void testing_month_make(struct testing *t, struct testing_month *m)
{
    struct draft *drafts[COUNT_OF(testing_rows)];
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = testing_reports_office(t->mem);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&m->office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
    m->report = definitions_report(definitions, "month");
    for (size_t i = 0; i < COUNT_OF(testing_rows); i++)
        drafts[i] = testing_draft(t->mem, definitions, &testing_rows[i], (int)i);
    assert_true(testing_ok(record_load(&m->office, t->mem, drafts, COUNT_OF(drafts), true, NULL, NULL, &err), &err));
}

/* The papers of one issuer, as the administrator sees them. */
static inline int64_t testing_month_papers_of(struct testing *t, struct testing_month *m, const char *issuer)
{
    struct err err = { 0 };
    int64_t count = -1;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    const struct query *query =
        query_parse(t->mem, m->office.definitions, definitions_register(m->office.definitions, "paper"),
                    arena_printf(t->mem, "issuer=%s", issuer), &tokens, &err);
    assert_true(testing_ok(query && record_count(t->store, t->mem, &m->office.scope, query, &count, &err), &err));
    return count;
}
