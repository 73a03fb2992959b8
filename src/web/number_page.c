/* The address of a record by its official number: /van-ban/den/so/2021/4117 leads to the record itself.
 *
 * The series stands before the number, as the book has it: 2021, 2021/qd; without a series any year's is meant.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "query/search_results.h"
#include "viet/fold.h"
#include "web/list_texts.h"
#include "web/list_url.h"
#include "web/page.h"
#include "web/pages.h"

enum { NUMBER_PARTS = 4 };

static const char *join(struct arena *mem, const char *const *parts, size_t count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%s%s", i ? "/" : "", parts[i]);
    return out.data;
}

/* One record, or the list of all that carry the number. */
static bool lead_to(struct visit *visit, const struct search_results *found)
{
    if (found->count == 1)
        return page_go(visit, page_record_path(visit->mem, found->items[0].reg, found->items[0].id));
    struct list_url url = { .mem = visit->mem, .path = page_register_path(visit->mem, visit->reg) };
    const struct list_pair asked[] = { { "number", list_url_quoted(visit->mem, found->items[0].number) },
                                       { "cancelled", "any" } };
    return page_go(visit, list_url_href(&url, "", asked, COUNT_OF(asked)));
}

bool number_page(struct visit *visit, struct err *err)
{
    static const char *const names[NUMBER_PARTS] = { "a", "b", "c", "d" };
    const char *parts[NUMBER_PARTS];
    size_t count = 0;
    while (count < NUMBER_PARTS && request_segment(visit->request, names[count])) {
        parts[count] = viet_nfc(visit->mem, request_segment(visit->request, names[count]));
        count++;
    }
    const char *whole = join(visit->mem, parts, count);
    /* the longest series first: 2021/qd before 2021; at last all of it is the number */
    for (size_t series = count; series-- > 0;) {
        struct search_results found;
        const char *before = series ? join(visit->mem, parts, series) : NULL;
        const char *number = join(visit->mem, parts + series, count - series);
        if (!search_results_of_number(visit->store, visit->mem, visit->definitions, &visit->scope, visit->reg, before,
                                      number, &found, err))
            return false;
        if (found.count > 0)
            return lead_to(visit, &found);
    }
    return err_set(err, ERR_NOT_FOUND, "number", NULL, SAY_NO_NUMBER, viet_lower_first(visit->mem, visit->reg->label),
                   whole);
}
