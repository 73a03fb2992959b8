/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/petition.h"

#include "base/text.h"

#define SAY_NOT_A_COMPLAINT "Đơn này không phải là khiếu nại; thụ lý bằng bước dành cho loại đơn của nó"
#define SAY_NOT_COMPETENT   "Đơn chưa được ghi là thuộc thẩm quyền; xem lại khi phân loại, hoặc hướng dẫn, chuyển đơn"
#define SAY_SECOND_INSTANCE "Đây là khiếu nại lần hai; thụ lý bằng bước giải quyết lần hai"

bool petition_within_competence(const struct record *record, const struct definitions *definitions, struct err *err)
{
    (void)definitions;
    const struct value *kind = record_value(record, "kind");
    const struct value *competent = record_value(record, "competent");
    const struct value *instance = record_value(record, "instance");
    if (!kind || !kind->is_set || !text_equal(kind->text, "khieu-nai"))
        return err_set(err, ERR_INVALID, "condition", "kind", SAY_NOT_A_COMPLAINT);
    if (!competent || !competent->is_set || competent->integer != 1)
        return err_set(err, ERR_INVALID, "condition", "competent", SAY_NOT_COMPETENT);
    if (instance && instance->is_set && text_equal(instance->text, "lan-hai"))
        return err_set(err, ERR_INVALID, "condition", "instance", SAY_SECOND_INSTANCE);
    return true;
}
