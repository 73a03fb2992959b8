/* SPDX-License-Identifier: Apache-2.0 */
#include "records/history_steps.h"

#include "base/text.h"

/* Only of a register whose records have their number as soon as they are made. */
#define LABEL_ENTERED "Vào sổ"

static const struct {
    const char *name, *label;
    bool dates;
} steps[] = {
    { STEP_CREATE, "Nhập mới", true },
    { STEP_SET, "Sửa", false },
    { STEP_CANCEL, "Hủy", true },
    { STEP_LINK, "Liên kết", false },
    { STEP_UNLINK, "Bỏ liên kết", false },
    { STEP_COMMENT, "Ý kiến", false },
    { STEP_ASSIGN, "Phân công", false },
    { STEP_MOVE_ASSIGNMENT, "Dời hạn việc được giao", false },
    { STEP_FINISH_ASSIGNMENT, "Xong việc được giao", false },
    { STEP_PASS_BACK_ASSIGNMENT, "Chuyển trả việc được giao", false },
    { STEP_RETURN_ASSIGNMENT, "Trả lại nơi gửi việc được giao", false },
    { STEP_WITHDRAW_ASSIGNMENT, "Thu hồi việc đã giao", false },
    { STEP_HAND_OVER, "Bàn giao", false },
    { STEP_DIRECT, "Ý kiến chỉ đạo", false },
    { STEP_CARRY_OUT, "Giao nhiệm vụ theo ý kiến chỉ đạo", false },
    { STEP_CALENDAR, "Lịch làm việc thay đổi", false },
    { STEP_UNDO, "Hoàn tác", false },
    { STEP_ATTACH, "Đính kèm tệp", false },
    { STEP_WITHDRAW_FILE, "Gỡ tệp", false },
    { STEP_DRAFT, "Đưa phiên bản dự thảo", false },
    { STEP_APPROVE, "Duyệt dự thảo", false },
    { STEP_RETURN_DRAFT, "Trả lại dự thảo để sửa", false },
};

const char *history_step_label(const struct register_definition *reg, const char *name)
{
    const struct step *step = register_step(reg, name);
    if (step)
        return step->label;
    if (text_equal(name, STEP_CREATE) && register_draws(reg, NULL))
        return LABEL_ENTERED;
    if (text_equal(name, STEP_CREATE) && reg->entry)
        return reg->entry;
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (text_equal(steps[i].name, name))
            return steps[i].label;
    return name;
}

const char *history_act(size_t at, const char **label)
{
    if (at >= COUNT_OF(steps))
        return NULL;
    *label = steps[at].label;
    return steps[at].name;
}

void step_days_tell(struct arena *mem, struct step_days *days, const char *step, const char *on, int64_t version)
{
    if (history_step_dates(step))
        *ARRAY_ADD(mem, &days->list) = (struct step_day){ arena_strdup(mem, step), arena_strdup(mem, on), version };
    else if (text_equal(step, STEP_UNDO) && days->list.count > 0)
        days->list.count--;
}

bool history_step_dates(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (text_equal(steps[i].name, name))
            return steps[i].dates;
    return true;
}
