/* Người dùng: everybody who has an account, found by name or unit.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "web/admin_internal.h"
#include "web/pages.h"

enum { USERS_PAGE = 50 };

struct asked {
    const char *words, *unit; /* UNIT NULL: any */
    size_t offset;
    struct form_control by_unit; /* the unit as it is chosen */
    struct err fault;            /* why it is none; everybody is shown */
};

static void put_filter(struct page *page, const struct asked *asked)
{
    struct visit *visit = page->visit;
    struct template_value *filter = template_object(visit->mem), *q = template_object(visit->mem);
    struct form form;
    struct draft_faults faults = admin_faults(visit, asked->fault.kind == ERR_NONE ? NULL : &asked->fault);
    form_init(&form, visit, "list-", &faults);
    template_put(filter, "fields", form_section(&form));
    form_put(&form, &asked->by_unit);
    template_put_text(q, "value", asked->words);
    template_put(filter, "q", q);
    template_put_text(filter, "action", PATH_USERS);
    template_put(page->values, "filter", filter);
}

static const char *titles_of(struct arena *mem, const struct account *account, const struct position *positions,
                             size_t count)
{
    struct text held;
    text_init(&held, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        if (text_list_has(&account->positions, positions[i].code))
            text_printf(&held, "%s%s", held.length ? ", " : "", positions[i].title);
    return held.data ? held.data : "";
}

static void put_table(struct page *page, const struct account_list *list, const struct position *positions,
                      size_t position_count)
{
    static const struct {
        const char *label, *class;
    } columns[] = { { SAY_COLUMN_NAME, "first" },
                    { SAY_COLUMN_UNIT, "main" },
                    { SAY_COLUMN_ROLES, "" },
                    { SAY_COLUMN_POSITIONS, "not-narrow" },
                    { SAY_COLUMN_STATE, "state" } };
    struct visit *visit = page->visit;
    struct cells *cells = cells_new(visit->mem, SAY_USERS_CAPTION, true);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i].label, columns[i].class);
    for (size_t i = 0; i < list->count; i++) {
        const struct account *account = list->items[i];
        cells_row(cells, false);
        cell_sub(cells_link(cells, account->name, admin_user_path(visit->mem, account->login, "")), account->login);
        cell_sub(cells_add(cells, admin_unit_name(visit, account->unit)), account->title);
        cell_label(cells_add(cells, admin_role_labels(visit, &account->roles)), SAY_COLUMN_ROLES);
        cells_add(cells, titles_of(visit->mem, account, positions, position_count));
        cells_tag(cells, admin_account_tag(visit->mem, account));
    }
    cells_put(cells, page->values);
}

static const char *href(struct arena *mem, const struct asked *asked, size_t offset)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE * 4);
    text_raw(&out, PATH_USERS "?q=");
    text_url(&out, asked->words);
    if (asked->unit) {
        text_raw(&out, "&unit=");
        text_url(&out, asked->unit);
    }
    if (offset)
        text_printf(&out, "&offset=%zu", offset);
    return out.data;
}

static void put_pager(struct page *page, const struct asked *asked, const struct account_list *list)
{
    struct arena *mem = page->visit->mem;
    size_t end = asked->offset + list->count;
    bool more = (int64_t)end < list->total;
    template_put_text(page->values, "result",
                      more || asked->offset ? arena_printf(mem, SAY_USERS_RANGE, asked->offset + (list->count > 0), end,
                                                           page_number(mem, list->total))
                                            : arena_printf(mem, SAY_USERS_RESULT, page_number(mem, list->total)));
    if (!more && !asked->offset)
        return;
    struct template_value *pager = template_object(mem);
    template_put_text(pager, "text", "");
    template_put_text(pager, "first_href", asked->offset ? href(mem, asked, 0) : "");
    template_put_text(pager, "next_href", more ? href(mem, asked, end) : "");
    template_put(page->values, "pager", pager);
}

bool users_page(struct visit *visit, struct err *err)
{
    struct asked asked = { .words = visit_text(visit, "q") };
    struct account_list list = { 0 };
    struct position *positions;
    size_t count;
    struct db *db = visit_db(visit, err);
    asked.words = asked.words ? asked.words : "";
    asked.by_unit = (struct form_control){ .name = "unit", .label = SAY_USER_UNIT, .placeholder = SAY_USERS_ALL_UNITS };
    asked.offset = (size_t)visit_integer(visit, "offset");
    if (!db || !form_ask_one(visit, PICK_UNIT, &asked.by_unit, &asked.unit, &asked.fault, err) ||
        !account_list(db, visit->mem, asked.words, asked.unit, asked.offset, USERS_PAGE, &list, err) ||
        !position_list(db, visit->mem, &positions, &count, err))
        return false;
    struct page *page = admin_page_new(visit, SAY_PART_USERS, SAY_USERS_LEAD, PATH_USERS);
    page_action(page, SAY_USERS_ADD, PATH_USERS "/moi", "plus", true);
    page_empty(page, SAY_USERS_NONE, PATH_USERS, SAY_USERS_CLEAR);
    put_filter(page, &asked);
    put_table(page, &list, positions, count);
    put_pager(page, &asked, &list);
    return page_send(page, "admin-users", err);
}
