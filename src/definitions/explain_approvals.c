/* SPDX-License-Identifier: Apache-2.0 */
/* A register's drafts and the routes they take, in words. */
#include "definitions/explain.h"

#include "base/text.h"

const char *approval_kind_label(const char *kind)
{
    static const struct {
        const char *name, *label;
    } kinds[] = { { APPROVAL_DRAFTED, "Soạn thảo" },
                  { APPROVAL_CONTENT_INITIALLED, "Ký nháy nội dung" },
                  { APPROVAL_FORMAT_CHECKED, "Kiểm tra thể thức" },
                  { APPROVAL_FORMAT_INITIALLED, "Ký nháy thể thức" },
                  { APPROVAL_SIGNED, "Ký ban hành" } };
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_equal(kinds[i].name, kind))
            return kinds[i].label;
    return kind;
}

void explain_step_approvals(struct text *out, const struct step *step)
{
    for (size_t i = 0; i < step->approved.count; i++)
        text_printf(out, "%s%s", i ? ", " : "\n      phiên bản mới nhất của dự thảo phải có: ",
                    approval_kind_label(step->approved.items[i]));
    if (step->approves)
        text_printf(out, "\n      làm bước này là duyệt chặng “%s”", approval_kind_label(step->approves));
}

static const char *unit_words(const struct definitions *definitions, const char *code)
{
    const struct unit *unit = definitions_unit(definitions, code);
    return unit && unit->names.count ? unit->names.items[unit->names.count - 1].name : code;
}

static void explain_stage(struct text *out, const struct definitions *definitions, const struct approval_stage *stage)
{
    const struct role *role = stage->role ? definitions_role(definitions, stage->role) : NULL;
    text_printf(out, "    %d. %s: ", (int)stage->order, approval_kind_label(stage->kind));
    if (text_equal(stage->kind, APPROVAL_DRAFTED))
        text_raw(out, "người đưa phiên bản lên");
    else if (stage->position)
        text_printf(out, "chức vụ %s", stage->position);
    else if (stage->role)
        text_add(out, role ? role->label : stage->role);
    if (text_equal(stage->of, "unit"))
        text_raw(out, " của đơn vị của hồ sơ");
    else if (stage->of)
        text_raw(out, " của cơ quan ban hành");
    if (stage->unit)
        text_printf(out, "%s%s", stage->role ? ", " : "", unit_words(definitions, stage->unit));
    text_raw(out, "\n");
}

void explain_approvals(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    bool any = false;
    if (!reg->drafts)
        return;
    text_raw(out, "\nDự thảo\n  nhận phiên bản và duyệt ở trạng thái: ");
    for (size_t i = 0; i < reg->drafts->states.count; i++) {
        const struct state *state = register_state(reg, reg->drafts->states.items[i]);
        text_printf(out, "%s%s", i ? ", " : "", state ? state->label : reg->drafts->states.items[i]);
    }
    const struct step *step = reg->drafts->returned ? register_step(reg, reg->drafts->returned) : NULL;
    text_raw(out, "\n");
    if (step)
        text_printf(out, "  trả lại thì làm bước “%s”\n", step->label);
    if (reg->drafts->delegated) {
        text_raw(out, "  người thay ký thay người vắng mặt chỉ khi đứng tên người ký với ");
        explain_query(out, reg, reg->drafts->delegated);
        text_raw(out, "\n");
    }
    for (size_t i = 0; i < definitions->routes.count; i++) {
        const struct approval_route *route = &definitions->routes.items[i];
        if (!text_equal(route->register_name, reg->name))
            continue;
        any = true;
        text_printf(out, "  %s%s", route->label, route->when ? ", khi " : "");
        if (route->when)
            explain_query(out, reg, route->when);
        text_add(out, route->required ? ", bắt buộc\n" : "\n");
        for (size_t k = 0; k < route->stages.count; k++)
            explain_stage(out, definitions, &route->stages.items[k]);
    }
    if (!any)
        text_raw(out, "  chưa có tuyến duyệt nào\n");
}
