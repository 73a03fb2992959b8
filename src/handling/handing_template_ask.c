/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/handing_template_ask.h"

#include "base/text.h"
#include "handling/last_handing.h"
#include "handling/texts.h"

static bool has_role(const struct handing_ask *ask, enum assignment_role role)
{
    for (size_t i = 0; i < ask->own_count; i++)
        if (ask->own[i].role == role)
            return true;
    return false;
}

static bool names(const struct handing_ask *ask, const char *to)
{
    for (size_t i = 0; i < ask->own_count; i++)
        if (text_equal(ask->own[i].to, to))
            return true;
    return false;
}

/* What the template or the last time gives; count 0 where neither is asked for. */
static bool read_source(struct db *db, struct arena *mem, const struct definitions *definitions,
                        const struct scope *scope, const struct record *like, const struct handing_ask *ask,
                        const struct handed **lines, size_t *count, struct err *err)
{
    struct handing_template template;
    struct last_handing last;
    if (!text_is_empty(ask->template)) {
        if (ask->same)
            return err_set(err, ERR_INVALID, "template", "template", SAY_TEMPLATE_AND_SAME);
        if (!handing_template_find(db, mem, definitions, scope, ask->template, &template, err))
            return false;
        *lines = template.lines;
        *count = template.count;
        return true;
    }
    if (!last_handing_read(db, mem, scope, like, &last, err))
        return false;
    *lines = last.lines;
    *count = last.count;
    return last.count > 0 || err_set(err, ERR_NOT_FOUND, "same", "same", SAY_NO_LAST_HANDING);
}

static const char *opinion_of(const struct handing_ask *ask, const struct handed *line)
{
    return ask->opinion ? ask->opinion : line->opinion;
}

bool handing_ask_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct scope *scope, const struct record *like, const struct handing_ask *ask,
                       struct handing_fill *fill, struct err *err)
{
    const struct handed *source = NULL;
    struct handing_fill there = { 0 };
    size_t count = 0, made = 0;
    bool asked = ask->same || !text_is_empty(ask->template);
    if (asked && (!read_source(db, mem, definitions, scope, like, ask, &source, &count, err) ||
                  !handing_fill(db, mem, definitions, source, count, &there, err)))
        return false;
    struct handed *lines = ARENA_ARRAY(mem, struct handed, there.count + ask->own_count + 1);
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++) {
        for (size_t i = 0; i < ask->own_count; i++)
            if (ask->own[i].role == role) {
                lines[made] = ask->own[i];
                if (role == ASSIGN_INFORM && made > 0 && lines[0].role != ASSIGN_INFORM)
                    lines[made].due = NULL; /* the date is for those who work */
                if (there.count > 0)
                    lines[made].opinion = opinion_of(ask, &there.lines[0]);
                made++;
            }
        for (size_t i = 0; i < there.count && !has_role(ask, role); i++)
            if (there.lines[i].role == role && !names(ask, there.lines[i].to))
                lines[made++] = (struct handed){ .to = there.lines[i].to,
                                                 .role = role,
                                                 .due = role == ASSIGN_INFORM ? NULL : ask->due,
                                                 .opinion = opinion_of(ask, &there.lines[i]),
                                                 .field = assignment_role_name(role) };
    }
    if (asked && made == 0) {
        *err = there.gone.list.items[0];
        return err_set(err, ERR_INVALID, "template", "template", "%s", arena_strdup(mem, err->text));
    }
    there.lines = lines;
    there.count = made;
    *fill = there;
    return true;
}
