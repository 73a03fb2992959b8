/* The clocks of a record: what each began with, what happened to it, its due dates, and the account of them day by day;
 * in time or late as of any day.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "records/clock_account.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* A due date of the clock: the minute where it counts HOURS, the day otherwise. */
static const char *due_words(struct arena *mem, const char *minute, bool hours)
{
    if (text_equal(minute, DUE_PAUSED))
        return SAY_PAUSED;
    return text_equal(minute, DUE_OPEN) ? SAY_NO_DEADLINE : page_due_words(mem, minute, hours);
}

static void add_fact(struct template_value *facts, struct arena *mem, const char *label, const char *value)
{
    struct template_value *fact = template_object(mem);
    if (text_is_empty(value))
        return;
    template_put_text(fact, "label", label);
    template_put_text(fact, "value", value);
    template_add(facts, fact);
}

static struct template_value *make_facts(struct arena *mem, const struct clock_account *account, bool hours)
{
    struct template_value *facts = template_list(mem);
    bool moved = !text_equal(account->original_due, account->due);
    add_fact(facts, mem, SAY_CLOCK_VERDICT, clock_verdict_label(account->verdict));
    add_fact(facts, mem, SAY_CLOCK_LAW, account->law);
    add_fact(facts, mem, SAY_CLOCK_STARTED, page_day(mem, account->started_on));
    if (account->counted_from)
        add_fact(facts, mem, SAY_CLOCK_FROM, page_due_words(mem, account->counted_from, true));
    if (moved && due_is_day(account->original_due))
        add_fact(facts, mem, SAY_CLOCK_ORIGINAL, due_words(mem, account->original_due, hours));
    if (account->paused_on)
        add_fact(facts, mem, SAY_CLOCK_PAUSED, page_day(mem, account->paused_on));
    if (account->resumed_due && due_is_day(account->resumed_due))
        add_fact(facts, mem, SAY_CLOCK_RESUMED, due_words(mem, account->resumed_due, hours));
    if (account->stopped_on)
        add_fact(facts, mem, SAY_CLOCK_STOPPED, page_day(mem, account->stopped_on));
    return facts;
}

static struct template_value *make_events(struct arena *mem, const struct clock_account *account)
{
    static const char *const labels[] = {
        [DEADLINE_START] = SAY_CLOCK_STARTS,     [DEADLINE_PAUSE] = SAY_CLOCK_PAUSES,
        [DEADLINE_RESUME] = SAY_CLOCK_RESUMES,   [DEADLINE_EXTEND] = SAY_CLOCK_EXTENDS,
        [DEADLINE_RESTART] = SAY_CLOCK_RESTARTS, [DEADLINE_STOP] = SAY_CLOCK_STOPS
    };
    struct template_value *events = template_list(mem);
    for (size_t i = 0; i < account->told_count; i++) {
        const struct clock_told *told = &account->told[i];
        struct template_value *event = template_object(mem);
        template_put_text(event, "on", page_day(mem, told->on));
        template_put_text(event, "what", labels[told->kind]);
        template_put_text(event, "step", told->step);
        template_put_text(event, "words", told->words);
        template_add(events, event);
    }
    return events;
}

static struct template_value *make_dues(struct arena *mem, const struct clock_account *account, bool hours)
{
    struct template_value *dues = template_list(mem);
    for (size_t i = 0; i < account->due_count; i++) {
        const struct clock_due *due = &account->dues[i];
        struct template_value *item = template_object(mem);
        template_put_text(item, "due", due_words(mem, due->due, hours));
        template_put_text(item, "from", page_day(mem, due->from_on));
        template_put_text(item, "until", page_day(mem, due->until_on));
        template_put_text(item, "why", due->why);
        template_add(dues, item);
    }
    return dues;
}

static struct template_value *make_days(struct arena *mem, const struct deadline *account)
{
    struct template_value *days = template_list(mem);
    for (size_t i = 0; i < account->account_count; i++) {
        const struct deadline_line *line = &account->account[i];
        struct template_value *day = template_object(mem);
        char printed[DATE_SIZE];
        day_print_people(line->day, printed);
        template_put_text(day, "day", arena_strdup(mem, printed));
        day_print_people(line->until, printed);
        template_put_text(day, "until", line->until > line->day ? arena_strdup(mem, printed) : "");
        template_put_text(day, "number", line->number ? arena_printf(mem, "%d", line->number) : "");
        template_put_bool(day, "counted", line->counted);
        template_put_text(day, "why", line->why);
        template_add(days, day);
    }
    return days;
}

static void put_clock(struct template_value *list, const struct opened *opened, const struct clock_account *account,
                      size_t number)
{
    const struct visit *visit = opened->visit;
    struct arena *mem = visit->mem;
    bool hours = record_counts_hours(mem, visit->definitions, opened->record, account->definition);
    struct template_value *item = template_object(mem);
    size_t days = account->deadline.account_count;
    template_put_text(item, "id", arena_printf(mem, "clock-%zu", number));
    template_put_text(item, "title", account->label);
    template_put_text(item, "due", account->verdict ? due_words(mem, account->due, hours) : SAY_CLOCK_NOT_YET);
    template_put_bool(item, "current", account->current);
    template_put(item, "facts", make_facts(mem, account, hours));
    template_put_bool(item, "has_events", account->told_count > 1);
    template_put(item, "events", make_events(mem, account));
    template_put_bool(item, "has_dues", account->due_count > 1);
    template_put(item, "dues", make_dues(mem, account, hours));
    template_put_text(item, "text", days == 0 && account->due_count > 0 ? SAY_DUE_NO_ACCOUNT : "");
    template_put_bool(item, "provisional", account->deadline.provisional);
    template_put_bool(item, "has_days", days > 0);
    template_put(item, "days", make_days(mem, &account->deadline));
    template_add(list, item);
}

static struct template_value *make_filter(struct page *page, const struct opened *opened, const char *day)
{
    struct visit *visit = page->visit;
    struct form form;
    struct template_value *filter = template_object(visit->mem);
    form_init(&form, visit, "clock-", NULL);
    template_put(filter, "fields", form_section(&form));
    form_put(&form,
             &(struct form_control){
                 .kind = FORM_DATE, .name = "as_of", .label = SAY_CLOCK_AS_OF, .value = page_day(visit->mem, day) });
    template_put_text(filter, "action", arena_printf(visit->mem, "%s/thoi-han", opened->path));
    template_put_text(filter, "submit", SAY_CLOCK_SHOW);
    return filter;
}

bool due_page(struct visit *visit, struct err *err)
{
    struct clock_account *accounts;
    size_t count;
    const char *asked = visit_text(visit, "as_of"), *day = asked ? asked : page_iso_day(visit->mem, clock_now());
    struct opened *opened = record_open(visit, err);
    struct db *db = opened ? visit_db(visit, err) : NULL;
    if (!db || !clock_accounts(db, visit->mem, visit->definitions, opened->record, day, &accounts, &count, err))
        return false;
    const char *title = arena_printf(visit->mem, SAY_DUE_TITLE, opened_name(opened));
    struct page *page = page_new(visit, title);
    struct template_value *list = template_list(visit->mem);
    record_put_head(
        page, opened,
        &(struct record_head){
            .heading = title, .lead = opened->record->title, .tag = record_tag(opened), .printable = true });
    for (size_t i = 0; i < count; i++)
        put_clock(list, opened, &accounts[i], i + 1);
    template_put(page->values, "filter", make_filter(page, opened, day));
    template_put_text(page->values, "as_of", page_day(visit->mem, day));
    template_put(page->values, "clocks", list);
    template_put_bool(page->values, "has_clocks", count > 0);
    return page_send(page, "due", err);
}
