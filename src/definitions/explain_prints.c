/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an entry and with a step, what is entered from a record, what can be printed, what comes again and the
 * boards, in
 * words. */
#include "definitions/explain.h"

#include "base/text.h"
#include "definitions/board_definition.h"
#include "definitions/holds_definition.h"
#include "definitions/made_record.h"
#include "definitions/opens_definition.h"
#include "definitions/delivery.h"
#include "definitions/print_definition.h"
#include "definitions/step_along.h"

static void explain_along(struct text *out, const struct definitions *definitions,
                          const struct register_definition *reg, const struct step_along *along)
{
    const struct field *field = register_field(reg, along->field);
    const struct register_definition *there = field ? definitions_register(definitions, field->register_name) : NULL;
    const struct step *taken = there ? register_step(there, along->step) : NULL;
    if (!taken)
        return;
    text_printf(out, "\n      hồ sơ ghi ở “%s” (%s) cũng làm bước “%s”, nếu đang ở trạng thái làm được", field->label,
                there->label, taken->label);
    if (along->when) {
        text_raw(out, "; khi ");
        explain_query(out, reg, along->when);
    }
}

void explain_step_company(struct text *out, const struct definitions *definitions,
                          const struct register_definition *reg, const struct step *step)
{
    if (step->with_entry)
        text_raw(out, "\n      làm được ngay khi vào sổ, cùng một lần ghi");
    if (step->needs_held)
        text_raw(out, "\n      chỉ khi hồ sơ có văn bản, và việc trong đó đã xong cả");
    if (step->delivery)
        text_printf(out, "\n      ghi “%s” của từng nơi ở “%s”",
                    text_equal(step->delivery->as, DELIVERY_SENT)       ? "đã gửi"
                    : text_equal(step->delivery->as, DELIVERY_RECEIVED) ? "đã nhận"
                                                                        : "trả lại",
                    register_field(reg, step->delivery->field)->label);
    for (size_t i = 0; i < step->along.count; i++)
        explain_along(out, definitions, reg, &step->along.items[i]);
}

static void explain_makes(struct text *out, const struct register_definition *reg)
{
    text_add(out, reg->makes.count ? "\nLập từ một hồ sơ của sổ này\n" : "");
    for (size_t i = 0; i < reg->makes.count; i++) {
        const struct made_record *made = &reg->makes.items[i];
        text_printf(out, "  %s — %s", made->label, made->reg ? made->reg->label : made->register_name);
        for (size_t k = 0; k < made->states.count; k++) {
            const struct state *state = register_state(reg, made->states.items[k]);
            text_printf(out, "%s“%s”", k ? ", " : "; khi ", state ? state->label : made->states.items[k]);
        }
        text_raw(out, "\n");
    }
}

static void explain_holds(struct text *out, const struct register_definition *reg)
{
    const struct holds_definition *holds = reg->holds;
    if (!holds)
        return;
    text_printf(out, "\n%s: của các sổ", holds->label);
    for (size_t i = 0; i < holds->registers.count; i++) {
        const struct held_register *held = &holds->registers.items[i];
        text_printf(out, "%s %s", i ? "," : "", held->reg ? held->reg->label : held->register_name);
    }
    for (size_t i = 0; i < holds->states.count; i++) {
        const struct state *state = register_state(reg, holds->states.items[i]);
        text_printf(out, "%s“%s”", i ? ", " : "; thêm, bỏ khi ", state ? state->label : holds->states.items[i]);
    }
    text_raw(out, "\n");
}

void explain_prints(struct text *out, const struct register_definition *reg)
{
    explain_holds(out, reg);
    explain_makes(out, reg);
    if (reg->prints.count == 0)
        return;
    text_raw(out, "\nBản in\n");
    for (size_t i = 0; i < reg->prints.count; i++) {
        const struct print_definition *print = &reg->prints.items[i];
        const char *days = print_days(out->mem, print);
        text_printf(out, "  %s — %s (%s)%s%s", print->name, print_words(out->mem, print),
                    text_equal(print->form, PRINT_STAMP) ? "khung dấu" : "tờ phiếu", *days ? "; hồ sơ " : "", days);
        for (size_t k = 0; k < print->needs.count; k++) {
            const struct field *field = register_field(reg, print->needs.items[k]);
            text_printf(out, "%s “%s”", k ? "," : "; khi có", field ? field->label : print->needs.items[k]);
        }
        text_raw(out, "\n");
    }
}

void explain_opens(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    const struct opens_definition *opens = reg->opens;
    if (!opens)
        return;
    const struct register_definition *there = definitions_register(definitions, opens->register_name);
    const struct field *every = register_field(reg, opens->every), *starts = register_field(reg, opens->starts),
                       *next = register_field(reg, opens->next);
    const struct step *step = register_step(reg, opens->step);
    if (!there || !every || !starts || !next || !step)
        return;
    text_printf(out,
                "\nLoạt định kỳ: mỗi lần đến ngày, một hồ sơ ở sổ “%s” tự mở, theo “%s” kể từ “%s”; ngày nghỉ thì mở "
                "vào ngày làm việc kế tiếp. Lần tới ghi ở “%s” (bước “%s”).\n",
                there->label, every->label, starts->label, next->label, step->label);
    for (size_t i = 0; i < opens->copies.count; i++) {
        const struct field *from = register_field(reg, opens->copies.items[i].from),
                           *to = register_field(there, opens->copies.items[i].to);
        if (from && to)
            text_printf(out, "  %s → %s\n", from->label, to->label);
    }
}

void explain_boards(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    if (reg->boards.count > 0)
        text_raw(out, "\nBảng theo dõi, mỗi đơn vị chủ trì một dòng\n");
    for (size_t i = 0; i < reg->boards.count; i++) {
        const struct board_definition *board = &reg->boards.items[i];
        const struct unit *unit = definitions_unit(definitions, board->under ? board->under : board->outside);
        text_printf(out, "  %s — %s (%s %s)\n", board->name, board->label,
                    board->under ? "các đơn vị thuộc" : "mọi nơi ngoài", unit ? unit->names.items[0].name : "");
    }
}
