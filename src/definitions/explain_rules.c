/* SPDX-License-Identifier: Apache-2.0 */
/* What records keep to, in words: the order of days, what is not shared, what always holds. */
#include "definitions/explain.h"

#include "base/text.h"
#include "definitions/signs_definition.h"

static const char *label_of(const struct register_definition *reg, const char *name)
{
    const struct field *field = register_field(reg, name);
    return field ? field->label : name;
}

static void add_labels(struct text *out, const struct register_definition *reg, const struct text_list *names)
{
    for (size_t i = 0; i < names->count; i++)
        text_printf(out, "%s%s", i == 0 ? "" : ", ", label_of(reg, names->items[i]));
}

void explain_days(struct text *out, const struct register_definition *reg, const struct field *field)
{
    if (field->not_before.count > 0) {
        text_raw(out, "; không trước ");
        add_labels(out, reg, &field->not_before);
    }
    if (field->within)
        text_printf(out, "; hỏi lại khi sau %s quá %s", label_of(reg, field->within->of), field->within->length);
    if (field->future)
        text_raw(out, "; được ở tương lai");
    if (field->recipients)
        text_printf(out, "; mỗi dòng một nơi nhận, số nơi chưa gửi đếm ở “%s”", label_of(reg, field->recipients));
    for (size_t i = 0; i < field->only_if.count; i++) {
        text_raw(out, "; chỉ hồ sơ có ");
        explain_query(out, field->target, field->only_if.items[i].query);
    }
    if (field->lines)
        text_raw(out, "; mỗi lần ghi thêm một dòng có ngày và người ghi, dòng cũ giữ nguyên");
    if (field->years)
        text_raw(out, "; là một năm");
    if (field->past)
        text_raw(out, "; trước ngày bắt đầu có hồ sơ không cần hỏi lại");
}

void explain_step_days(struct text *out, const struct register_definition *reg, const struct step *step)
{
    if (step->not_before.count == 0)
        return;
    text_raw(out, "\n      không trước: ");
    add_labels(out, reg, &step->not_before);
}

static void explain_unique(struct text *out, const struct register_definition *reg, const struct unique_rule *unique)
{
    text_printf(out, "  %s: ", unique->hint ? "hỏi lại khi trùng" : "không trùng");
    add_labels(out, reg, &unique->fields);
    if (unique->when) {
        text_raw(out, "; chỉ khi ");
        explain_query(out, reg, unique->when);
    }
    text_raw(out, "\n");
}

static const char *column_of(const struct register_definition *reg, const char *name)
{
    return text_equal(name, "issuer") ? "Cơ quan ban hành" : text_equal(name, "unit") ? "Đơn vị" : label_of(reg, name);
}

static void explain_pairs(struct text *out, const struct register_definition *reg, const struct backing *backing,
                          const char *what, const struct backed_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_printf(out, "%s%s %s %s", i == 0 ? "; " : ", ", column_of(reg, values[i].here), what,
                    column_of(backing->reg, values[i].there));
}

static void explain_backing(struct text *out, const struct register_definition *reg, const struct backing *backing)
{
    text_raw(out, "  ");
    if (backing->when) {
        text_raw(out, "khi ");
        explain_query(out, reg, backing->when);
        text_raw(out, ": ");
    }
    text_printf(out, "phải có hồ sơ ở sổ %s còn hiệu lực vào %s", backing->reg->label, label_of(reg, backing->day));
    if (backing->query) {
        text_raw(out, "; ");
        explain_query(out, backing->reg, backing->query);
    }
    explain_pairs(out, reg, backing, "là", backing->same.items, backing->same.count);
    explain_pairs(out, reg, backing, "thuộc", backing->covers.items, backing->covers.count);
    text_printf(out, "\n    nếu không: “%s”\n", backing->otherwise);
}

/* "khi Hình thức ký là Thừa lệnh: TL. (Chức danh là …) / (…)" */
static void explain_signs(struct text *out, const struct register_definition *reg)
{
    const struct signs_definition *signs = reg->signs;
    for (size_t i = 0; signs && i < signs->forms.count; i++) {
        const struct sign_form *form = &signs->forms.items[i];
        text_printf(out, "  %s khi ", label_of(reg, signs->block));
        explain_query(out, reg, form->when);
        text_printf(out, ", theo sổ %s vào %s:", signs->reg->label, label_of(reg, signs->day));
        for (size_t k = 0; k < form->lines.count; k++) {
            const struct sign_line *line = &form->lines.items[k];
            text_printf(out, "%s%s%s ", k ? " / " : " ", line->word ? line->word : "",
                        line->collective ? " tập thể" : "");
            if (line->query)
                explain_query(out, signs->reg, line->query);
            else if (!line->collective)
                text_raw(out, "chức vụ người ký");
        }
        text_raw(out, "\n");
    }
}

void explain_rules(struct text *out, const struct register_definition *reg)
{
    if (reg->unique.count + reg->rules.count + reg->backed_by.count + reg->secret_keeps.count == 0 && !reg->signs)
        return;
    text_raw(out, "\nQuy tắc\n");
    if (reg->secret_keeps.count > 0) {
        text_raw(out, "  hồ sơ mật chỉ ghi một dòng, không tệp, không ý kiến; ngoài số chỉ có: ");
        add_labels(out, reg, &reg->secret_keeps);
        text_raw(out, "\n");
    }
    for (size_t i = 0; i < reg->unique.count; i++)
        explain_unique(out, reg, &reg->unique.items[i]);
    for (size_t i = 0; i < reg->rules.count; i++) {
        const struct record_rule *rule = &reg->rules.items[i];
        text_raw(out, "  ");
        if (rule->when) {
            text_raw(out, "khi ");
            explain_query(out, reg, rule->when);
            text_raw(out, ": ");
        }
        explain_query(out, reg, rule->query);
        text_printf(out, "\n    nếu không: “%s”\n", rule->otherwise);
    }
    explain_signs(out, reg);
    for (size_t i = 0; i < reg->backed_by.count; i++)
        explain_backing(out, reg, &reg->backed_by.items[i]);
}

void explain_urges(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    const struct urges *urges = reg->urges;
    if (!urges)
        return;
    const struct register_definition *letters = definitions_register(definitions, urges->register_name);
    const struct step *step = register_step(reg, urges->step);
    text_raw(out, "\nĐôn đốc hồ sơ có ");
    explain_query(out, reg, urges->query);
    text_printf(out, ": mỗi đơn vị một dự thảo ở sổ “%s” có bảng kê, ghi ở “%s” bằng bước “%s”.\n",
                letters ? letters->label : urges->register_name, label_of(reg, urges->document),
                step ? step->label : urges->step);
}
