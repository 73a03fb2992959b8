/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/explain.h"

#include "base/date.h"
#include "definitions/law.h"

static const char *const type_texts[] = {
    [FIELD_TEXT] = "chữ",
    [FIELD_LONG_TEXT] = "chữ nhiều dòng",
    [FIELD_NUMBER] = "số nguyên",
    [FIELD_MONEY] = "số tiền (đồng)",
    [FIELD_DATE] = "ngày",
    [FIELD_DATE_TIME] = "ngày giờ",
    [FIELD_YES_NO] = "có hoặc không",
    [FIELD_CHOICE] = "chọn một",
    [FIELD_CHOICES] = "chọn nhiều",
    [FIELD_UNIT] = "đơn vị",
    [FIELD_USER] = "người dùng",
    [FIELD_PERSON] = "họ tên",
    [FIELD_ADDRESS] = "địa chỉ",
    [FIELD_PHONE] = "số điện thoại",
    [FIELD_DOCUMENT_NUMBER] = "số, ký hiệu văn bản",
    [FIELD_PROCEDURE] = "mã thủ tục",
    [FIELD_LINK] = "liên kết",
    [FIELD_PERIOD] = "kỳ",
    [FIELD_RATING] = "điểm 1–5",
    [FIELD_TIME] = "giờ phút",
};

static const char *const group_texts[] = {
    [GROUP_OPEN] = "đang giải quyết",
    [GROUP_RESOLVED] = "đã giải quyết",
    [GROUP_UNCOUNTED] = "không tính",
};

static const struct {
    const char *code, *text;
} marks[] = { { "verified", "đã đối chiếu" },
              { "from-memory", "theo trí nhớ, cần đối chiếu" },
              { "unsure", "chưa chắc" } };

/* A day as people write it. */
static void add_day(struct text *out, const char *date)
{
    day_t day;
    char people[DATE_SIZE];
    if (!day_parse(date, &day)) {
        text_add(out, date);
        return;
    }
    day_print_people(day, people);
    text_add(out, people);
}

/* What was retired says until when. */
static void add_until(struct text *out, const char *until)
{
    if (!until)
        return;
    text_raw(out, "; dùng đến ");
    add_day(out, until);
}

static const char *role_label(const struct definitions *definitions, const char *name)
{
    for (size_t i = 0; i < definitions->roles.count; i++)
        if (text_equal(definitions->roles.items[i].name, name))
            return definitions->roles.items[i].label;
    return name;
}

static const char *field_label(const struct register_definition *reg, const char *name)
{
    const struct field *field = register_field(reg, name);
    return field ? field->label : name;
}

static const char *state_label(const struct register_definition *reg, const char *name)
{
    const struct state *state = register_state(reg, name);
    return state ? state->label : name;
}

static void add_fields(struct text *out, const struct register_definition *reg, const char *before,
                       const struct text_list *names)
{
    for (size_t i = 0; i < names->count; i++)
        text_printf(out, "%s%s", i == 0 ? before : ", ", field_label(reg, names->items[i]));
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static void explain_choices(struct text *out, const struct field *field)
{
    if (field->choices.count == 0)
        return;
    text_printf(out, "      %s", field->list ? "theo danh mục " : "");
    if (field->list) {
        text_printf(out, "“%s” (%s, %zu mục)\n", field->list->label, field->list->name, field->list->choices.count);
        return;
    }
    for (size_t i = 0; i < field->choices.count; i++) {
        const struct choice *choice = &field->choices.items[i];
        text_printf(out, "%s%s (%s", i == 0 ? "" : ", ", choice->label, choice->code);
        if (choice->from) {
            text_raw(out, "; từ ");
            add_day(out, choice->from);
        }
        add_until(out, choice->until);
        text_raw(out, ")");
    }
    text_raw(out, "\n");
}

static const char *held_label(const char *role)
{
    return text_equal(role, "lead") ? "chủ trì" : text_equal(role, "support") ? "phối hợp" : "nhận để biết";
}

static void explain_field(struct text *out, const struct register_definition *reg, const struct field *field)
{
    text_printf(out, "  %s — %s: %s", field->name, field->label, type_texts[field->type]);
    if (field->target)
        text_printf(out, " với sổ %s", field->target->label);
    if (field->required)
        text_raw(out, "; bắt buộc");
    if (field->unique)
        text_raw(out, "; không trùng");
    if (field->personal)
        text_raw(out, "; dữ liệu cá nhân");
    for (size_t i = 0; i < field->opens_to.count; i++)
        text_printf(out, "%s%s", i ? ", " : ", mở cho người được giao: ", held_label(field->opens_to.items[i]));
    for (size_t i = 0; i < field->units.count; i++)
        text_printf(out, "%s%s", i ? ", " : "; loại đơn vị: ", field->units.items[i]);
    if (field->set_by) {
        const struct step *step = register_step(reg, field->set_by);
        text_printf(out, "; ghi ở bước “%s”", step ? step->label : field->set_by);
    }
    if (field->shown_if) {
        text_raw(out, "; chỉ khi ");
        explain_query(out, reg, field->shown_if);
    }
    explain_days(out, reg, field);
    for (size_t i = 0; field->target && i < field->copies.count; i++)
        text_printf(out, "%s%s sang %s", i ? ", " : "; chép ", field_label(field->target, field->copies.items[i].from),
                    field_label(reg, field->copies.items[i].to));
    add_until(out, field->until);
    text_raw(out, "\n");
    explain_choices(out, field);
}

static void explain_groups(struct text *out, const struct register_definition *reg)
{
    if (reg->groups.count > 0)
        text_raw(out, "\nNhóm trường trên biểu mẫu và trang hồ sơ\n");
    for (size_t i = 0; i < reg->groups.count; i++) {
        text_printf(out, "  %s", reg->groups.items[i].label);
        add_fields(out, reg, ": ", &reg->groups.items[i].fields);
        text_raw(out, "\n");
    }
}

/* --- states and steps --------------------------------------------------------------------------------------------- */

static void explain_wait(struct text *out, const struct register_definition *reg, const struct state_wait *wait,
                         const char *between)
{
    const struct step *step = register_step(reg, wait->step);
    text_printf(out, "%s“%s”", between, step ? step->label : wait->step);
    if (!wait->only_if)
        return;
    text_raw(out, " (khi ");
    explain_query(out, reg, wait->only_if);
    text_raw(out, ")");
}

static void explain_states(struct text *out, const struct register_definition *reg)
{
    text_raw(out, "\nTrạng thái\n");
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        text_printf(out, "  %s — %s: %s%s", state->name, state->label, group_texts[state->group],
                    i == 0 ? "; trạng thái đầu" : "");
        add_until(out, state->until);
        for (size_t k = 0; k < state->awaits.count; k++)
            explain_wait(out, reg, &state->awaits.items[k], k ? ", " : "; chờ bước ");
        text_raw(out, "\n");
    }
}

static void explain_way(struct text *out, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->way.count; i++)
        text_printf(out, "%s%s", i == 0 ? "  đường đi thường gặp: " : " → ", state_label(reg, reg->way.items[i]));
    if (reg->way.count > 0)
        text_raw(out, "\n");
}

static const char *deadline_label(const struct register_definition *reg, const char *name)
{
    const struct deadline_definition *deadline = register_deadline(reg, name);
    return deadline && deadline->label ? deadline->label : name;
}

static void explain_clocks(struct text *out, const struct register_definition *reg, const struct step *step)
{
    const struct {
        const char *verb, *deadline;
    } clocks[] = {
        { "bắt đầu tính", step->starts }, { "kết thúc", step->ends },   { "tạm dừng", step->pauses },
        { "tính tiếp", step->resumes },   { "gia hạn", step->extends }, { "tính lại từ đầu", step->restarts }
    };
    for (size_t i = 0; i < COUNT_OF(clocks); i++)
        if (clocks[i].deadline)
            text_printf(out, "      %s thời hạn “%s”\n", clocks[i].verb, deadline_label(reg, clocks[i].deadline));
    if (step->reappoints)
        text_printf(out, "      hẹn lại một lần “%s”, trước ngày hẹn; hạn giữ nguyên\n",
                    deadline_label(reg, step->reappoints));
    if (step->times)
        text_printf(out, "      nhiều nhất %d lần kể từ khi thời hạn bắt đầu\n", (int)step->times);
}

static void explain_step(struct text *out, const struct definitions *definitions, const struct register_definition *reg,
                         const struct step *step)
{
    text_printf(out, "  %s — %s: ", step->name, step->label);
    for (size_t i = 0; i < step->from.count; i++)
        text_printf(out, "%s%s", i == 0 ? "từ " : ", ", state_label(reg, step->from.items[i]));
    if (step->from.count == 0)
        text_raw(out, "từ mọi trạng thái");
    if (step->to)
        text_printf(out, " sang %s", state_label(reg, step->to));
    text_raw(out, "\n      ai: ");
    for (size_t i = 0; i < step->who.count; i++)
        text_printf(out, "%s%s", i == 0 ? "" : ", ", role_label(definitions, step->who.items[i]));
    if (step->by)
        text_printf(out, "\n      chỉ người (của đơn vị) ghi ở “%s”", field_label(reg, step->by));
    add_fields(out, reg, "\n      phải có: ", &step->needs);
    add_fields(out, reg, "\n      ghi được: ", &step->sets);
    for (size_t i = 0; i < step->only_if.count; i++) {
        text_raw(out, "\n      chỉ khi: ");
        explain_query(out, reg, step->only_if.items[i].query);
        if (step->only_if.items[i].otherwise)
            text_printf(out, "\n        nếu không: “%s”", step->only_if.items[i].otherwise);
    }
    explain_step_approvals(out, step);
    explain_step_days(out, reg, step);
    if (step->day_field)
        text_printf(out, "\n      ngày làm là ngày ghi ở “%s”%s", field_label(reg, step->day_field),
                    step->earlier_day ? ", dù trước bước gần nhất" : "");
    add_fields(out, reg, "\n      hỏi lại điều kiện của: ", &step->asks_again);
    add_fields(out, reg, "\n      xóa giá trị của: ", &step->clears);
    if (step->counts)
        text_printf(out, "\n      đếm số lần làm ở “%s”", field_label(reg, step->counts));
    if (step->numbers)
        text_raw(out, "\n      lấy số");
    explain_step_company(out, definitions, reg, step);
    if (step->assigns)
        text_printf(out, "\n      giao chủ trì cho đơn vị ghi ở “%s”", field_label(reg, step->assigns));
    if (text_equal(step->closes, CLOSES_ALL))
        text_raw(out, "\n      kết thúc mọi việc đang giao của hồ sơ");
    if (text_equal(step->closes, CLOSES_IF_DONE))
        text_raw(out,
                 "\n      báo xong việc đang giao của người làm và của cấp trên; nơi khác còn việc thì chưa làm được");
    text_raw(out, "\n");
    explain_clocks(out, reg, step);
}

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

static void explain_limit(struct text *out, const struct field *variant, const struct limit_row *row)
{
    const char *mark = row->mark;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (text_equal(marks[i].code, row->mark))
            mark = marks[i].text;
    const struct choice *choice = variant ? field_choice(variant, row->variant) : NULL;
    const char *which = text_equal(row->variant, "normal") ? "thông thường" : row->variant;
    text_printf(out, "      %s: %s", choice ? choice->label : which, row->length);
    if (!text_equal(row->from, "0001-01-01")) {
        text_raw(out, ", từ ");
        add_day(out, row->from);
    }
    if (!text_equal(row->until, DATE_OPEN)) {
        text_raw(out, ", đến hết ");
        add_day(out, row->until);
    }
    text_printf(out, " (%s; %s)\n", row->law, mark);
}

static void explain_limits(struct text *out, const struct definitions *definitions, const struct field *variant,
                           const char *name)
{
    for (size_t i = 0; i < definitions->limits.count; i++) {
        const struct limit_table *table = &definitions->limits.items[i];
        for (size_t j = 0; text_equal(table->name, name) && j < table->rows.count; j++)
            explain_limit(out, variant, &table->rows.items[j]);
    }
}

/* Which law holds for which records: the first that fits, the table named last for all others. */
static void explain_limits_by(struct text *out, const struct definitions *definitions,
                              const struct register_definition *reg, const struct deadline_definition *deadline)
{
    const struct field *variant = deadline->variant ? register_field(reg, deadline->variant) : NULL;
    for (size_t i = 0; i < deadline->limits_by.count; i++) {
        const struct limits_choice *choice = &deadline->limits_by.items[i];
        text_raw(out, "    khi ");
        explain_query(out, reg, choice->query);
        if (choice->limits)
            text_printf(out, ": theo bảng %s", choice->limits);
        else
            text_raw(out, ": không đặt hạn");
        if (choice->law)
            text_printf(out, "; căn cứ %s", law_explained(out->mem, definitions, choice->law));
        text_raw(out, "\n");
        if (choice->limits)
            explain_limits(out, definitions, variant, choice->limits);
    }
    if (deadline->limits_by.count > 0)
        text_printf(out, "    còn lại: theo bảng %s\n", deadline->limits);
    explain_limits(out, definitions, variant, deadline->limits);
}

static void explain_start(struct text *out, const struct register_definition *reg,
                          const struct deadline_definition *deadline)
{
    if (deadline->begins)
        text_raw(out, "; bắt đầu cùng hồ sơ");
    if (deadline->beside)
        text_raw(out, "; chạy bên cạnh hạn của hồ sơ");
    if (deadline->from_field)
        text_printf(out, "; tính từ %s", field_label(reg, deadline->from_field));
    else if (!deadline->date_field)
        text_printf(out, "; tính từ %s", deadline->begins ? "ngày của hồ sơ" : "ngày thực hiện bước");
}

static void explain_deadline(struct text *out, const struct definitions *definitions,
                             const struct register_definition *reg, const struct deadline_definition *deadline)
{
    text_printf(out, "  %s", deadline->name);
    if (deadline->label)
        text_printf(out, " — %s", deadline->label);
    if (deadline->length)
        text_printf(out, ": %s", deadline->length);
    if (deadline->length_field)
        text_printf(out, ": theo trường %s", field_label(reg, deadline->length_field));
    if (deadline->date_field)
        text_printf(out, ": đến %s", field_label(reg, deadline->date_field));
    if (deadline->limits)
        text_printf(out, ": theo bảng %s", deadline->limits);
    if (deadline->variant)
        text_printf(out, ", theo trường %s", field_label(reg, deadline->variant));
    explain_start(out, reg, deadline);
    if (deadline->extension_field)
        text_printf(out, "; gia hạn đến %s", field_label(reg, deadline->extension_field));
    if (deadline->reappointed_field)
        text_printf(out, "; hẹn lại vào %s", field_label(reg, deadline->reappointed_field));
    if (deadline->law)
        text_printf(out, "; căn cứ %s", law_explained(out->mem, definitions, deadline->law));
    text_raw(out, "\n");
    explain_limits_by(out, definitions, reg, deadline);
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static void add_names(struct text *out, const struct text_list *names, const char *between)
{
    for (size_t i = 0; i < names->count; i++)
        text_printf(out, "%s%s", i == 0 ? "" : between, names->items[i]);
}

static void explain_counted(struct text *out, const struct figure_definition *figure)
{
    if (figure->kind == FIGURE_RECORDS)
        text_raw(out, "đếm hồ sơ");
    else if (figure->kind == FIGURE_DISTINCT)
        text_printf(out, "đếm giá trị khác nhau của “%s”", field_label(figure->owner, figure->field));
    else if (figure->kind == FIGURE_SUM)
        text_printf(out, "cộng “%s”", field_label(figure->owner, figure->field));
    else
        text_printf(out, "giá trị sau cùng của “%s”", field_label(figure->owner, figure->field));
    text_printf(out, " trong sổ %s (", figure->owner->label);
    explain_query(out, figure->owner, figure->query);
    text_raw(out, ")");
}

void explain_figure(struct text *out, const struct figure_definition *figure)
{
    switch (figure->kind) {
    case FIGURE_RECORDS:
    case FIGURE_DISTINCT:
    case FIGURE_SUM:
    case FIGURE_LAST:
        explain_counted(out, figure);
        break;
    case FIGURE_RATIO:
        text_printf(out, "tỷ lệ phần trăm %s / %s", figure->numerator, figure->denominator);
        break;
    case FIGURE_TOTAL:
        text_raw(out, "tổng ");
        add_names(out, &figure->of, " + ");
        if (figure->minus.count > 0)
            text_raw(out, " trừ ");
        add_names(out, &figure->minus, " − ");
        break;
    case FIGURE_BEFORE:
        text_printf(out, "%s của kỳ trước", figure->figure);
        break;
    case FIGURE_LAST_YEAR:
        text_printf(out, "%s cùng kỳ năm trước", figure->figure);
        break;
    case FIGURE_YEAR:
        text_printf(out, "lũy kế từ đầu năm của %s (%s)", figure->figure,
                    text_equal(figure->from, "issued") ? "theo báo cáo đã phát hành" : "theo hồ sơ");
        break;
    case FIGURE_SHARE:
        text_printf(out, "%s so với kế hoạch năm %s", figure->figure, figure->plan);
        break;
    case FIGURE_CHANGE:
        text_printf(out, "%s tăng, giảm so với %s", figure->figure, figure->against);
        break;
    case FIGURE_EXTERNAL:
        text_raw(out, "số liệu của hệ thống khác, kèm minh chứng");
        break;
    }
    if (figure->counts)
        text_printf(out, "; đơn vị tính: %s", figure->counts);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

void explain_register(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    text_printf(out, "%s (%s), đường dẫn /%s\n", reg->label, reg->name, reg->slug);
    if (reg->law)
        text_printf(out, "Căn cứ: %s\n", law_explained(out->mem, definitions, reg->law));
    const struct book *book = definitions_book(definitions, reg->number);
    if (book)
        text_printf(out, "Số: %s, mẫu %s\n", book->label ? book->label : book->name, book->pattern);
    if (reg->entry)
        text_printf(out, "Nhập khi chưa có số: “%s”\n", reg->entry);
    text_printf(out, "Thuộc kỳ theo: %s. Tiêu đề: %s.\n", field_label(reg, reg->date), field_label(reg, reg->title));
    text_raw(out, "\nTrường\n");
    for (size_t i = 0; i < reg->fields.count; i++)
        explain_field(out, reg, &reg->fields.items[i]);
    explain_groups(out, reg);
    explain_states(out, reg);
    explain_way(out, reg);
    if (reg->steps.count > 0)
        text_raw(out, "\nBước xử lý\n");
    for (size_t i = 0; i < reg->steps.count; i++)
        explain_step(out, definitions, reg, &reg->steps.items[i]);
    add_fields(out, reg, "\nPhân công như lần trước theo: ", &reg->handed_like);
    text_add(out, reg->handed_like.count ? "\n" : "");
    if (reg->carries_out)
        text_printf(out, "\nNhận nhiệm vụ theo ý kiến chỉ đạo ghi ở hồ sơ của mọi sổ; nội dung chỉ đạo thành “%s”.\n",
                    field_label(reg, reg->carries_out->words));
    explain_urges(out, definitions, reg);
    explain_opens(out, definitions, reg);
    explain_boards(out, definitions, reg);
    explain_week(out, reg);
    explain_approvals(out, definitions, reg);
    explain_rules(out, reg);
    explain_prints(out, reg);
    explain_roles(out, definitions, reg);
    if (reg->deadlines.count > 0)
        text_raw(out, "\nThời hạn\n");
    for (size_t i = 0; i < reg->deadlines.count; i++)
        explain_deadline(out, definitions, reg, &reg->deadlines.items[i]);
    if (reg->figures.count > 0)
        text_raw(out, "\nChỉ tiêu\n");
    for (size_t i = 0; i < reg->figures.count; i++) {
        text_printf(out, "  %s — %s: ", reg->figures.items[i].name, reg->figures.items[i].label);
        explain_figure(out, &reg->figures.items[i]);
        text_raw(out, "\n");
    }
    explain_places(out, definitions, reg);
}

/* --- the diagram -------------------------------------------------------------------------------------------------- */

/* Inside "…" of the dot language. */
static void add_quoted(struct text *out, const char *text)
{
    text_char(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_char(out, '\\');
        text_char(out, *at == '\n' ? ' ' : *at);
    }
    text_char(out, '"');
}

static void add_edge(struct text *out, const char *from, const char *to, const char *label)
{
    text_raw(out, "    ");
    add_quoted(out, from);
    text_raw(out, " -> ");
    add_quoted(out, to);
    text_raw(out, " [label=");
    add_quoted(out, label);
    text_raw(out, "];\n");
}

void explain_dot(struct text *out, const struct register_definition *reg)
{
    static const char *const styles[] = {
        [GROUP_OPEN] = "", [GROUP_RESOLVED] = ", peripheries=2", [GROUP_UNCOUNTED] = ", style=dashed"
    };
    text_raw(out, "digraph ");
    add_quoted(out, reg->name);
    text_raw(out, " {\n    rankdir=LR;\n    node [shape=box, fontname=\"sans-serif\"];\n"
                  "    edge [fontname=\"sans-serif\"];\n");
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        text_raw(out, "    ");
        add_quoted(out, state->name);
        text_raw(out, " [label=");
        add_quoted(out, state->label);
        text_printf(out, "%s];\n", styles[state->group]);
    }
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        for (size_t j = 0; j < step->from.count; j++)
            add_edge(out, step->from.items[j], step->to ? step->to : step->from.items[j], step->label);
        for (size_t j = 0; step->from.count == 0 && j < reg->states.count; j++)
            if (!text_equal(reg->states.items[j].name, step->to))
                add_edge(out, reg->states.items[j].name, step->to ? step->to : reg->states.items[j].name, step->label);
    }
    text_raw(out, "}\n");
}
