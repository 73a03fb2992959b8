/* Bản tin sáng: what the morning's mail says, with what a mail may not say.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "exchange/digest.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/texts.h"

static void put_part(struct cells *cells, struct arena *mem, const struct digest *digest, enum digest_part part)
{
    if (digest->totals[part] == 0)
        return;
    cells_group(cells, arena_printf(mem, "part-%d", (int)part),
                arena_printf(mem, "%s (%s%s)", digest_part_title(part), page_number(mem, digest->totals[part]),
                             digest->more[part] && part != DIGEST_OVERDUE ? "+" : ""));
    for (size_t i = 0; i < digest->count; i++) {
        const struct digest_line *line = &digest->lines[i];
        if (line->part != part)
            continue;
        cells_row(cells, part != DIGEST_TODAY && part != DIGEST_COMING);
        cell_clamp(cells_link(cells, digest_line_words(mem, line, false), digest_line_path(mem, line)));
        cell_label(cells_add(cells, digest_line_when(mem, line)), SAY_INBOX_DUE);
    }
}

static void put_queues(struct cells *cells, struct arena *mem, const struct digest *digest)
{
    bool begun = false;
    for (size_t i = 0; i < digest->queue_count; i++) {
        const struct work_queue *queue = &digest->queues[i];
        if (queue->total.count == 0)
            continue;
        if (!begun)
            cells_group(cells, "queues", SAY_DIGEST_QUEUES);
        begun = true;
        cells_row(cells, queue->overdue.count > 0);
        cells_link(cells, arena_printf(mem, SAY_INBOX_QUEUE_TAB, queue->step->label, queue->reg->label),
                   arena_printf(mem, "/viec-cua-toi?register=%s&step=%s", queue->reg->name, queue->step->name));
        cells_add(cells, arena_printf(mem, SAY_DIGEST_RECORDS, page_total(mem, queue->total)));
    }
}

static void put_informs(struct cells *cells, struct arena *mem, const struct digest *digest)
{
    if (digest->informs == 0)
        return;
    cells_group(cells, "informs", SAY_INBOX_INFORM);
    cells_row(cells, false);
    cells_link(cells, SAY_DIGEST_INFORMS, "/viec-cua-toi");
    cells_add(cells, arena_printf(mem, SAY_DIGEST_RECORDS, page_number(mem, digest->informs)));
}

bool digest_page(struct visit *visit, struct err *err)
{
    struct digest digest;
    struct page *page = page_new(visit, SAY_DIGEST_PAGE);
    const struct inbox_counts counts = { (struct inbox_count *)page->assigned, page->assigned_count, page->queues };
    if (!digest_read(visit->store, visit->mem, visit->definitions, &visit->scope, &counts, &digest, err))
        return false;
    page_head(page, SAY_DIGEST_PAGE, arena_printf(visit->mem, SAY_DIGEST_LEAD, page_day(visit->mem, digest.day)));
    page_action(page, SAY_MENU_INBOX, "/viec-cua-toi", "inbox", false);
    page_empty(page, SAY_DIGEST_EMPTY, "/viec-cua-toi", SAY_MENU_INBOX);
    struct cells *cells = cells_new(visit->mem, SAY_DIGEST_PAGE, true);
    cells_column(cells, SAY_DIGEST_WHAT, "wide main");
    cells_column(cells, SAY_DIGEST_DUE, "");
    for (int part = 0; part < DIGEST_PARTS; part++) {
        if (part == DIGEST_OF_UNIT)
            put_queues(cells, visit->mem, &digest);
        put_part(cells, visit->mem, &digest, (enum digest_part)part);
    }
    put_informs(cells, visit->mem, &digest);
    cells_put(cells, page->values);
    return page_send(page, "digest", err);
}
