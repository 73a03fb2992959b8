/* To whom work is handed: one who leads, some who support, some who only know, each chosen by what one types; until
 * when, and with what words. For one record and for several of a list.
 *
 * The controls are "lead", "support-1" …, "inform-1" …: blank ones are nobody. A button gives more of them. Where each
 * who leads gets a record of its own, there are "lead-2" …, too.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "handling/handing_template.h"
#include "handling/last_handing.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum {
    LINES_FIRST = 2,                        /* of a role that several have */
    LINES_ADDED = 4,                        /* by the button */
    LINES_MAX = HANDING_TEMPLATE_LINES_MAX, /* more than HANDED_MAX in all are refused */
    LEADS_FIRST = 3,
    PART_LINES_MAX = 9, /* of a paragraph */
    LEADS_MAX = 29,
};

static const struct {
    const char *name, *label;
    bool many;
} parts[] = {
    [ASSIGN_LEAD] = { "lead", SAY_ASSIGN_LEAD, false },
    [ASSIGN_SUPPORT] = { "support", SAY_ASSIGN_SUPPORT, true },
    [ASSIGN_INFORM] = { "inform", SAY_ASSIGN_INFORM, true },
};

static const char *prefix_of(const struct handing_values *values)
{
    return values->prefix ? values->prefix : "";
}

static const char *name_of(struct arena *mem, const struct handing_values *values, enum assignment_role role, size_t at)
{
    const char *prefix = prefix_of(values);
    return parts[role].many || at > 0 ? arena_printf(mem, "%s%s-%zu", prefix, parts[role].name, at + 1)
                                      : arena_printf(mem, "%s%s", prefix, parts[role].name);
}

/* "Phối hợp", "Phối hợp (2)" */
static const char *label_of(struct arena *mem, enum assignment_role role, size_t at)
{
    return at ? arena_printf(mem, "%s (%zu)", parts[role].label, at + 1) : parts[role].label;
}

static size_t lines_max(enum assignment_role role, const struct handing_values *values)
{
    if (values->prefix)
        return PART_LINES_MAX;
    return values->many_leads ? LEADS_MAX : parts[role].many ? LINES_MAX : 1;
}

/* How many controls of ROLE were sent. */
static size_t count_sent(const struct visit *visit, const struct handing_values *values, enum assignment_role role)
{
    size_t count = 0;
    for (size_t i = 0; i < lines_max(role, values); i++)
        if (form_sent(visit, name_of(visit->mem, values, role, i)))
            count = i + 1;
    return count;
}

bool handing_is_asking(const struct visit *visit)
{
    return form_is_find(visit) || form_sent(visit, HANDING_MORE) != NULL;
}

/* --- the controls ------------------------------------------------------------------------------------------------- */

static const char *stored_at(const struct handing_values *values, enum assignment_role role, size_t at, size_t *count)
{
    const char *whom = "";
    *count = 0;
    for (size_t i = 0; i < values->count; i++)
        if (values->lines[i].role == role && (*count)++ == at)
            whom = values->lines[i].to;
    return whom;
}

/* Those that were sent, and more of them where that was asked for; before that room for what is STORED and one more. */
static size_t count_lines(const struct form *form, const struct handing_values *values, enum assignment_role role)
{
    size_t count, most = lines_max(role, values);
    stored_at(values, role, 0, &count);
    count = count < LINES_FIRST ? LINES_FIRST : count + 1;
    if (values->prefix) /* a form of many paragraphs stays short */
        count = 1;
    else if (role == ASSIGN_LEAD && values->many_leads && count < LEADS_FIRST)
        count = LEADS_FIRST;
    if (form->visit->request->method == HTTP_POST) {
        size_t sent = count_sent(form->visit, values, role);
        count = sent ? sent : count;
        if (form_sent(form->visit, HANDING_MORE))
            count += values->prefix ? 1 : LINES_ADDED;
    }
    return count < most ? count : most;
}

static bool put_whoms(struct form *form, const struct handing_values *values, enum assignment_role role,
                      struct err *err)
{
    const struct picking picking = form_picking(form->visit, NULL, NULL);
    size_t count = count_lines(form, values, role), stored;
    for (size_t i = 0; i < count; i++) {
        struct form_control control = { .name = name_of(form->mem, values, role, i),
                                        .label = label_of(form->mem, role, i),
                                        .hint = i || role != ASSIGN_LEAD ? ""
                                                : values->hint           ? values->hint
                                                                         : SAY_ASSIGN_TO_HINT };
        if (!form_put_pick(form, &picking, stored_at(values, role, i, &stored), &control, err))
            return false;
    }
    return true;
}

bool handing_put(struct form *form, const struct handing_values *values, struct err *err)
{
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        if (!put_whoms(form, values, role, err))
            return false;
    if (!values->no_due)
        form_put(form, &(struct form_control){
                           .kind = FORM_DATE,
                           .name = arena_printf(form->mem, "%sdue", prefix_of(values)),
                           .fault = values->due_fault,
                           .label = values->many_leads ? SAY_DIRECTION_DUE : SAY_ASSIGN_DUE,
                           .hint = values->many_leads ? "" : SAY_ASSIGN_DUE_HINT,
                           .value = form_typed(form, arena_printf(form->mem, "%sdue", prefix_of(values)), "") });
    if (values->many_leads) /* what was said is their words */
        return true;
    form_put(form, &(struct form_control){ .kind = FORM_AREA,
                                           .name = "opinion",
                                           .label = SAY_ASSIGN_OPINION,
                                           .value = form_typed(form, "opinion", values->opinion ? values->opinion : ""),
                                           .rows = 4,
                                           .max = ASSIGNMENT_WORDS_MAX });
    return true;
}

/* --- as the last time --------------------------------------------------------------------------------------------- */

static const char *gone_words(struct arena *mem, const char *said, const struct draft_faults *gone)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_add(&out, said);
    for (size_t i = 0; i < gone->list.count; i++)
        text_printf(&out, "%s%s", i ? "; " : SAY_TEMPLATE_GONE, gone->list.items[i].text);
    return out.data;
}

/* "Lần trước (02/08/2021): Sở Y tế (chủ trì), …" */
static bool offer(struct visit *visit, const struct last_handing *last, const char *path, struct record_form_end *end,
                  struct err *err)
{
    struct page_names *names = page_names_new(visit);
    struct handing_read read = { 0 };
    for (size_t i = 0; i < last->count; i++)
        *ARRAY_ADD(visit->mem, &read.lines) = last->lines[i];
    handing_want_names(names, &read);
    if (!page_names_read(names, err))
        return false;
    end->offer =
        arena_printf(visit->mem, SAY_ASSIGN_LAST, page_day(visit->mem, page_iso_day(visit->mem, last->given_at)),
                     handing_words(visit->mem, names, &read));
    end->offer_href = arena_printf(visit->mem, "%s%csame=yes", path, strchr(path, '?') ? '&' : '?');
    end->offer_link = SAY_ASSIGN_LAST_FILL;
    return true;
}

bool handing_offer(struct visit *visit, const struct record *record, const char *path, struct handing_values *values,
                   struct record_form_end *end, struct err *err)
{
    struct last_handing last;
    struct db *db = visit_db(visit, err);
    if (visit->request->method == HTTP_POST) /* what was typed stays */
        return true;
    if (!db || !last_handing_read(db, visit->mem, &visit->scope, record, &last, err))
        return false;
    if (last.count == 0)
        return true;
    if (!visit_has(visit, "same"))
        return offer(visit, &last, path, end, err);
    struct handing_fill fill;
    if (!handing_fill(db, visit->mem, visit->definitions, last.lines, last.count, &fill, err))
        return false;
    *values = (struct handing_values){ .lines = fill.lines, .count = fill.count, .opinion = last.lines[0].opinion };
    if (fill.gone.list.count > 0)
        end->notice = gone_words(visit->mem, SAY_ASSIGN_LAST_FILLED, &fill.gone);
    return true;
}

/* --- by a template ------------------------------------------------------------------------------------------------ */

bool handing_put_templates(struct form *form, struct record_form_end *end, struct err *err)
{
    struct visit *visit = form->visit;
    struct handing_templates templates;
    struct db *db = visit_db(visit, err);
    if (!db || !handing_templates_read(db, form->mem, visit->definitions, &visit->scope, &templates, err))
        return false;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, templates.count + 1);
    for (size_t i = 0; i < templates.count; i++)
        options[i] = (struct form_option){ arena_printf(form->mem, "%lld", (long long)templates.items[i].no),
                                           templates.items[i].name,
                                           *templates.items[i].unit ? SAY_TEMPLATES_OF_UNIT : SAY_TEMPLATE_COMMON };
    if (templates.count == 0)
        return true;
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "template",
                                           .label = SAY_TEMPLATE,
                                           .hint = SAY_TEMPLATE_HINT,
                                           .value = form_typed(form, "template", ""),
                                           .blank = SAY_TEMPLATE_NONE,
                                           .options = options,
                                           .option_count = templates.count });
    end->rest = SAY_TEMPLATE_FILL;
    end->rest_name = HANDING_FILL;
    return true;
}

/* Templates are for the form of one act: no paragraphs, one who leads. */
static const struct handing_values one_act;

static bool has_recipients(const struct visit *visit)
{
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        for (size_t i = 0; i < lines_max(role, &one_act); i++) {
            const char *sent = form_sent(visit, name_of(visit->mem, &one_act, role, i));
            if (!text_is_empty(sent ? text_trim(visit->mem, sent) : ""))
                return true;
        }
    return false;
}

/* The controls hold these recipients, and no others. */
static bool set_recipients(struct visit *visit, const struct handed *lines, size_t count, struct err *err)
{
    const struct picking picking = form_picking(visit, NULL, NULL);
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++) {
        size_t sent = count_sent(visit, &one_act, role), at = 0;
        for (size_t i = 0; i < count; i++) {
            const char *shown;
            if (lines[i].role != role)
                continue;
            if (!pick_show(&picking, lines[i].to, &shown, err))
                return false;
            form_set_sent(visit, name_of(visit->mem, &one_act, role, at++), shown);
        }
        for (; at < sent; at++)
            form_set_sent(visit, name_of(visit->mem, &one_act, role, at), "");
    }
    return true;
}

bool handing_take_template(struct visit *visit, const char **notice, struct err *err)
{
    struct handing_template template;
    struct handing_fill fill;
    const char *chosen = form_sent(visit, "template"), *opinion = form_sent(visit, "opinion");
    bool asked = form_sent(visit, HANDING_FILL) != NULL;
    struct db *db = visit_db(visit, err);
    *notice = NULL;
    if (!db)
        return false;
    if (text_is_empty(chosen)) {
        *notice = asked ? SAY_TEMPLATE_CHOOSE : NULL;
        return true;
    }
    if (!asked && (handing_is_asking(visit) || has_recipients(visit)))
        return true;
    if (!handing_template_find(db, visit->mem, visit->definitions, &visit->scope, chosen, &template, err)) {
        const struct err why = *err; /* it was removed meanwhile: the form stays */
        return err_set(err, why.kind == ERR_NOT_FOUND ? ERR_INVALID : why.kind, why.subject, "template", "%s",
                       why.text);
    }
    if (!handing_fill(db, visit->mem, visit->definitions, template.lines, template.count, &fill, err) ||
        !set_recipients(visit, fill.lines, fill.count, err))
        return false;
    if (!text_is_empty(template.opinion) && text_is_empty(opinion))
        form_set_sent(visit, "opinion", template.opinion);
    if (asked || fill.gone.list.count > 0)
        *notice = gone_words(visit->mem, arena_printf(visit->mem, SAY_TEMPLATE_FILLED, template.name), &fill.gone);
    return true;
}

/* --- what was chosen ---------------------------------------------------------------------------------------------- */

/* NAME without what a choice below its control begins with, and without "p12-" of a paragraph, whose number is PART; 0
 * where there is none. */
static const char *bare_name(const char *name, size_t *part)
{
    static const char *const prefixes[] = { FORM_FIND_PREFIX, FORM_PICK_PREFIX, FORM_ASKED_PREFIX };
    const char *at = name;
    *part = 0;
    for (size_t i = 0; i < COUNT_OF(prefixes) && at == name; i++)
        if (text_starts(name, prefixes[i]))
            at = name + strlen(prefixes[i]);
    if (*at != 'p')
        return at;
    const char *digits = at + 1;
    while (*digits >= '0' && *digits <= '9' && digits - at < 4)
        *part = *part * 10 + (size_t)(*digits++ - '0');
    if (*digits == '-' && *part > 0)
        return digits + 1;
    *part = 0;
    return at;
}

static bool is_control(struct arena *mem, const struct handing_values *values, const char *name)
{
    const struct handing_values bare = { .many_leads = values->many_leads };
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        for (size_t k = 0; k < lines_max(role, values); k++)
            if (text_equal(name, name_of(mem, &bare, role, k)))
                return true;
    return text_equal(name, "due");
}

/* A name that is no control of this form. */
static bool check_names(const struct visit *visit, const struct handing_values *values, const char *const *also,
                        size_t also_count, size_t part_count, struct err *err)
{
    const struct http_pairs *form = &visit->request->form;
    for (size_t i = 0; i < form->list.count; i++) {
        const char *name = form->list.items[i].name;
        size_t part;
        const char *bare = bare_name(name, &part);
        bool known = text_equal(name, "opinion") || text_equal(name, HANDING_MORE) ||
                     (!values->many_leads && (text_equal(name, "template") || text_equal(name, HANDING_FILL))) ||
                     text_equal(name, "_csrf") || text_equal(name, "_key") || text_equal(name, "_version");
        for (size_t k = 0; k < also_count; k++)
            known |= text_equal(name, also[k]);
        bool of_part = part_count > 0 ? part > 0 && part <= part_count : part == 0;
        known = known || (of_part && is_control(visit->mem, values, bare)) ||
                (of_part && part > 0 && text_equal(bare, HANDING_WORDS));
        if (!known)
            return err_set(err, ERR_INVALID, "input", NULL, SAY_FORM_UNKNOWN, name);
    }
    return true;
}

/* An unclear one is handed to nobody: it is refused with all else that is wrong, and then told in the words of FAULT.
 */
static void add_line(struct handing_read *read, const struct visit *visit, const char *to, enum assignment_role role,
                     const char *name)
{
    const char *due = visit_text(visit, "due"), *opinion = visit_text(visit, "opinion");
    *ARRAY_ADD(visit->mem, &read->lines) = (struct handed){ .to = to,
                                                            .role = role,
                                                            .due = role != ASSIGN_INFORM && due ? due : "",
                                                            .opinion = opinion ? opinion : "",
                                                            .field = name,
                                                            .due_field = "due" };
}

static bool read_whom(struct visit *visit, const struct handing_values *values, struct handing_read *read,
                      enum assignment_role role, size_t at, struct err *err)
{
    const struct picking picking = form_picking(visit, NULL, NULL);
    const char *name = name_of(visit->mem, values, role, at), *to = form_sent(visit, name);
    struct err fault;
    if (text_is_empty(to))
        return true;
    to = text_trim(visit->mem, to);
    if (text_is_empty(to))
        return true;
    if (!form_pick(visit, &picking,
                   &(struct form_control){ .name = name, .label = label_of(visit->mem, role, at), .value = "" }, &to,
                   &fault, err))
        return false;
    if (fault.kind != ERR_NONE)
        *ARRAY_ADD(visit->mem, &read->unclear.list) = fault;
    add_line(read, visit, fault.kind == ERR_NONE ? to : "", role, name);
    return true;
}

void handing_take_picks(struct visit *visit, const struct handing_values *values)
{
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        for (size_t i = 0; i < lines_max(role, values); i++)
            form_take_pick(visit, name_of(visit->mem, values, role, i));
}

static bool read_whoms(struct visit *visit, const struct handing_values *values, struct handing_read *read,
                       struct err *err)
{
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        for (size_t i = 0; i < lines_max(role, values); i++)
            if (!read_whom(visit, values, read, role, i, err))
                return false;
    return true;
}

bool handing_collect(struct visit *visit, const struct handing_values *values, const char *const *also,
                     size_t also_count, struct handing_read *read, struct err *err)
{
    *read = (struct handing_read){ 0 };
    if (!check_names(visit, values, also, also_count, 0, err) || !read_whoms(visit, values, read, err))
        return false;
    if (read->lines.count == 0)
        return err_set(err, ERR_INVALID, "to", parts[ASSIGN_LEAD].name, SAY_ASSIGN_NOBODY);
    struct handed *last = &read->lines.items[read->lines.count - 1];
    if (read->lines.items[0].role == ASSIGN_INFORM && visit_has(visit, "due"))
        last->due = visit_text(visit, "due"); /* refused there: to be known has no date */
    return true;
}

bool handing_collect_parts(struct visit *visit, struct handing_values *values, size_t count, const char *const *also,
                           size_t also_count, struct handing_read *reads, struct err *err)
{
    values->prefix = "";
    if (!check_names(visit, values, also, also_count, count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        reads[i] = (struct handing_read){ 0 };
        values->prefix = handing_prefix(visit->mem, i);
        if (!read_whoms(visit, values, &reads[i], err))
            return false;
    }
    return true;
}

const char *handing_prefix(struct arena *mem, size_t part)
{
    return arena_printf(mem, "p%zu-", part + 1);
}

bool handing_refuse(struct visit *visit, const struct handing_read *read, struct err *err)
{
    const struct draft_faults *refused = visit->faults;
    struct draft_faults *all = ARENA_NEW(visit->mem, struct draft_faults);
    *all = read->unclear;
    for (size_t i = 0; refused && i < refused->list.count; i++) {
        const struct err *fault = &refused->list.items[i];
        bool told = false;
        for (size_t k = 0; k < read->unclear.list.count; k++)
            told |= text_equal(read->unclear.list.items[k].field, fault->field);
        if (!told)
            *ARRAY_ADD(visit->mem, &all->list) = *fault;
    }
    if (read->unclear.list.count == 0 || !refused || refused->list.count == 0)
        return false;
    *err = all->list.items[0];
    visit->faults = all;
    return false;
}

const char *handing_words(struct arena *mem, const struct page_names *names, const struct handing_read *read)
{
    struct text said;
    text_init(&said, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < read->lines.count; i++) {
        const struct handed *line = &read->lines.items[i];
        text_printf(&said, "%s%s (%s)", i ? ", " : "", page_name(names, line->to), assignment_role_label(line->role));
    }
    return said.data;
}

void handing_want_names(struct page_names *names, const struct handing_read *read)
{
    for (size_t i = 0; i < read->lines.count; i++)
        page_names_want(names, read->lines.items[i].to);
}
