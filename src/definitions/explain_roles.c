/* SPDX-License-Identifier: Apache-2.0 */
/* Who may do what in a register, for `congvu explain`. */
#include "definitions/explain.h"

static const char *const sees_texts[] = {
    [SEES_UNIT] = "đơn vị mình và đơn vị cấp dưới",
    [SEES_ISSUER] = "cả cơ quan",
    [SEES_ALL] = "mọi cơ quan",
};

static void explain_grant(struct text *out, const struct role *role, const struct role_grant *grant,
                          const struct register_definition *reg)
{
    const struct {
        const struct text_list *list;
        const char *verb;
    } acts[] = {
        { &grant->creates, "vào sổ" },    { &grant->imports, "nhập từ tệp" }, { &grant->changes, "sửa" },
        { &grant->cancels, "hủy" },       { &grant->assigns, "giao" },        { &grant->directs, "chỉ đạo" },
        { &grant->attaches, "đính kèm" }, { &grant->exports, "xuất" },
    };
    text_printf(out, "  %s: xem hồ sơ của %s", role->label, sees_texts[grant->sees]);
    if (text_list_has(&grant->secrecy, GRANT_ALL))
        text_raw(out, ", mọi độ mật");
    for (size_t i = 0; i < grant->secrecy.count && !text_list_has(&grant->secrecy, GRANT_ALL); i++)
        text_printf(out, "%s%s", i == 0 ? ", độ mật: " : ", ", grant->secrecy.items[i]);
    if (grant_has(grant, &grant->personal, reg))
        text_raw(out, ", cả dữ liệu cá nhân");
    const char *before = "; ";
    for (size_t i = 0; i < COUNT_OF(acts); i++)
        if (grant_has(grant, acts[i].list, reg)) {
            text_printf(out, "%s%s", before, acts[i].verb);
            before = ", ";
        }
    bool takes_steps = false;
    for (size_t i = 0; i < reg->steps.count; i++)
        takes_steps |= text_list_has(&reg->steps.items[i].who, role->name);
    if (takes_steps)
        text_printf(out, "%slàm các bước của mình", before);
    if (takes_steps || grant_has(grant, &grant->changes, reg))
        text_add(out, grant->works == WORKS_EVERYWHERE ? " (với mọi hồ sơ được xem)"
                                                       : " (hồ sơ của đơn vị mình hoặc được giao)");
    text_raw(out, "\n");
}

void explain_roles(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    bool any = false;
    for (size_t i = 0; i < definitions->roles.count; i++) {
        const struct role *role = &definitions->roles.items[i];
        for (size_t j = 0; j < role->grants.count; j++) {
            if (!grant_reads(&role->grants.items[j], reg))
                continue;
            if (!any)
                text_raw(out, "\nAi được làm gì\n");
            any = true;
            explain_grant(out, role, &role->grants.items[j], reg);
        }
    }
}
