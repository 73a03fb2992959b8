/* SPDX-License-Identifier: Apache-2.0 */
/* Work that lies in the inboxes of the sample office: open records handed to the people of their units.
 */
#include "base/text.h"
#include "sample/sample.h"
#include "people/account.h"
#include "handling/assignment.h"
#include "query/list.h"

enum { PEOPLE_MAX = 200 };

/* One row a kind of work: which records, from whom, to somebody of which role; every `head`th goes to the head of the
 * unit instead (0: none). */
static const struct work_row {
    const char *reg, *query, *giver, *role;
    enum assignment_role as;
    size_t head;
} rows[] = {
    { "incoming", "group=open&handling=xu-ly&sort=due&page_size=120", "van-thu", "specialist", ASSIGN_LEAD, 4 },
    { "incoming", "group=open&handling=xu-ly&sort=-received_on&page_size=120", "van-thu", "specialist", ASSIGN_LEAD,
      5 },
    { "incoming", "handling=de-biet&sort=-received_on&page_size=20", "van-thu", "leader", ASSIGN_INFORM, 0 },
    { "task", "group=open&sort=due&page_size=60", "lanh-dao", "specialist", ASSIGN_LEAD, 2 },
    { "petition", "group=open&page_size=30", "truong-phong", "specialist", ASSIGN_LEAD, 0 },
    { "feedback", "group=open&page_size=30", "tong-dai", "operator", ASSIGN_LEAD, 5 },
};

static const char *const words[] = { "Tham mưu xử lý theo thẩm quyền.", "Nghiên cứu, đề xuất trước hạn.",
                                     "Phối hợp đơn vị liên quan, báo cáo kết quả.", "" };

struct handing {
    struct office *office;
    struct arena *mem;
    struct account_list people;
    size_t turn;
};

static const struct account *find_person(const struct handing *handing, const char *role, const char *unit)
{
    size_t count = handing->people.count;
    for (size_t i = 0; i < count; i++) {
        const struct account *one = handing->people.items[(handing->turn + i) % count];
        if (text_list_has(&one->roles, role) && (!unit || text_equal(one->unit, unit)))
            return one;
    }
    return NULL;
}

/* Somebody of the record's unit, in turn; otherwise the role's demo account every other time, or somebody of any unit.
 */
static const char *whom(struct handing *handing, const struct work_row *row, const struct record *record)
{
    handing->turn++;
    bool to_head = row->head && handing->turn % row->head == 0;
    const struct account *head = to_head ? find_person(handing, "unit_head", record->unit) : NULL;
    if (head && head->positions.count > 0)
        return arena_printf(handing->mem, "position:%s", head->positions.items[0]);
    const struct account *one = find_person(handing, row->role, record->unit);
    const struct role *role = definitions_role(handing->office->definitions, row->role);
    if (!one && role && role->login && handing->turn % 2 == 0)
        return role->login;
    if (!one)
        one = find_person(handing, row->role, NULL);
    return one ? one->login : NULL;
}

static bool hand_out(struct handing *handing, const struct work_row *row, size_t *given, struct err *err)
{
    struct office office = *handing->office;
    struct record_page page;
    const struct register_definition *reg = definitions_register(office.definitions, row->reg);
    struct query_tokens tokens = { .today = "2021-08-02" };
    if (!reg)
        return true;
    const struct query *query = query_parse(handing->mem, office.definitions, reg, row->query, &tokens, err);
    if (!query || !record_list(office.store, handing->mem, office.definitions, &office.scope, query, &page, err))
        return false;
    office.scope.user = row->giver;
    for (size_t i = 0; i < page.count; i++) {
        int64_t id;
        const char *to = whom(handing, row, page.records[i]);
        struct assignment assignment = { .to = to, .role = row->as, .opinion = words[i % COUNT_OF(words)] };
        if (!to || text_equal(to, row->giver))
            continue;
        if (assignment_give(&office, handing->mem, page.records[i]->id, 0, &assignment, &id, err))
            ++*given;
        else if (err->kind != ERR_CONFLICT) /* somebody has it already */
            return false;
    }
    return true;
}

bool sample_work(struct office *office, struct arena *mem, size_t *given, struct err *err)
{
    struct handing handing = { .office = office, .mem = mem };
    struct db *db = db_for_read(office->store, err);
    *given = 0;
    if (!db || !account_list(db, mem, "", NULL, 0, PEOPLE_MAX, &handing.people, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (!hand_out(&handing, &rows[i], given, err))
            return false;
    return true;
}
