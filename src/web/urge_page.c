/* Đôn đốc from a list: the page shows each late unit with its records before anything is written, and sends the ticked.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "handling/urge.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/list_internal.h"
#include "web/list_texts.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* Those ticked, or those among what the list's query asks for. Refused without ids, the page would not know of whom. */
static bool read_urging(struct visit *visit, struct office *office, struct urging *urging, struct err *err)
{
    struct text_list texts = visit_texts(visit, "id");
    int64_t *ids = ARENA_ARRAY(visit->mem, int64_t, texts.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < texts.count; i++)
        if (id_parse(texts.items[i], &ids[count]))
            count++;
    if (count == 0 && visit->request->method == HTTP_POST)
        return err_set(err, ERR_INVALID, "id", "id", SAY_URGE_NONE_TICKED, list_noun(visit->reg));
    return urge_find(office, visit->mem, visit->reg, ids, count, visit_text(visit, "query"), urging, err);
}

/* "Rà soát quy hoạch: hạn 20/07/2021, quá hạn 13 ngày, đã đôn đốc 1 lần" */
static const char *late_words(struct arena *mem, const struct urged_record *record)
{
    const char *words =
        arena_printf(mem, SAY_URGE_RECORD, record->title, page_day(mem, record->due), (long long)record->days);
    return record->times ? arena_printf(mem, SAY_URGE_TIMES_BEFORE, words, (long long)record->times) : words;
}

static void put_unit(struct record_form *to, struct arena *mem, const struct urged_unit *unit)
{
    struct form_option *options = ARENA_ARRAY(mem, struct form_option, unit->count + 1);
    struct text ticked;
    text_init(&ticked, mem, TEXT_MAX_LINE * 4);
    for (size_t i = 0; i < unit->count; i++) {
        char id[ID_SIZE];
        id_print(unit->items[i].id, id);
        options[i] = (struct form_option){ arena_strdup(mem, id), late_words(mem, &unit->items[i]), NULL };
        text_printf(&ticked, "%s%s", i ? "," : "", id);
    }
    to->form.prefix = arena_printf(mem, "%s-", unit->unit); /* each unit has boxes of the same name */
    form_put(&to->form, &(struct form_control){ .kind = FORM_CHECKS,
                                                .name = "id",
                                                .label = arena_printf(mem, SAY_URGE_UNIT, unit->name, unit->count),
                                                .value = ticked.data,
                                                .options = options,
                                                .option_count = unit->count });
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct office office;
    struct urging urging;
    struct arena *mem = visit->mem;
    struct draft_faults faults = { 0 };
    const char *path = page_register_path(mem, visit->reg);
    page_office(visit, &office);
    office.faults = NULL;
    if (!read_urging(visit, &office, &urging, err))
        return false;
    const char *title = arena_printf(mem, SAY_URGE_TITLE, urging.count, list_noun(visit->reg), urging.unit_count);
    record_form_begin(&to, visit, title, problem, &faults);
    page_head(to.page, title, SAY_URGE_LEAD);
    page_crumb(to.page, visit->reg->plural ? visit->reg->plural : visit->reg->label, path);
    record_form_section(&to, "fields", "", "");
    for (size_t i = 0; i < urging.unit_count; i++)
        put_unit(&to, mem, &urging.units[i]);
    to.form.prefix = "";
    return record_form_send(
        &to,
        &(struct record_form_end){ .action = arena_printf(mem, "%s/don-doc", path),
                                   .draft = "",
                                   .submit = SAY_URGE_SUBMIT,
                                   .notice = urging.beyond ? arena_printf(mem, SAY_URGE_BEYOND, urging.beyond) : NULL,
                                   .cancel = path },
        err);
}

bool urge_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool urge_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

/* "Đã lập 2 dự thảo đôn đốc: Sở Y tế (3), Sở Tài chính (1)" */
bool urge_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct urging urging;
    struct text out;
    record_office(visit, &office, NULL);
    if (!read_urging(visit, &office, &urging, err) || !urge(&office, visit->mem, &urging, err))
        return false;
    text_init(&out, visit->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < urging.unit_count; i++)
        text_printf(&out, "%s%s (%zu)", i ? ", " : "", urging.units[i].name, urging.units[i].count);
    const struct register_definition *letters =
        definitions_register(visit->definitions, visit->reg->urges->register_name);
    page_notice(visit, arena_printf(visit->mem, SAY_URGE_DONE, urging.unit_count, letters->label, out.data));
    return page_go(visit, page_register_path(visit->mem, visit->reg));
}
