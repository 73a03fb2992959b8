/* SPDX-License-Identifier: Apache-2.0 */
/* The people of the sample office: one account a role to try it with, and colleagues, so that work can be handed about.
 */
#include <string.h>

#include "sample/sample_internal.h"
#include "people/account.h"
#include "store/id.h"
#include "viet/fold.h"

enum { PEOPLE_SEED = 20210801, ROLES_MAX = 3 };

struct person_row {
    const char *unit, *title;
    const char *roles[ROLES_MAX];
    const char *position, *position_title; /* NULL: none */
};

/* The login is that of the role. */
static const struct person_row demo[] = {
    { "hcqt", "Văn thư", { "clerk" }, NULL, NULL },
    { "nc", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "nc", "Trưởng phòng", { "unit_head" }, "truong-phong-nc", "Trưởng phòng Nội chính" },
    { "vp", "Chánh Văn phòng", { "leader" }, "chanh-van-phong", "Chánh Văn phòng" },
    { "ksttthc", "Nhân viên tiếp nhận hồ sơ", { "desk" }, NULL, NULL },
    { "1022", "Điện thoại viên", { "operator" }, NULL, NULL },
    { "tiep-dan", "Chuyên viên tiếp công dân", { "reception" }, NULL, NULL },
    { "nc", "Thanh tra viên", { "inspector" }, NULL, NULL },
    { "cong-tin", "Biên tập viên", { "editor" }, NULL, NULL },
    { "thvx", "Chuyên viên tổng hợp", { "reporter" }, NULL, NULL },
    { "hcqt", "Kế toán viên", { "accountant" }, NULL, NULL },
    { "hcqt", "Quản trị hệ thống", { "administrator" }, NULL, NULL },
};

static const struct person_row colleagues[] = {
    { "vp", "Phó Chánh Văn phòng", { "leader" }, "pho-chanh-van-phong-1", "Phó Chánh Văn phòng (kinh tế)" },
    { "vp", "Phó Chánh Văn phòng", { "leader" }, "pho-chanh-van-phong-2", "Phó Chánh Văn phòng (văn xã)" },
    { "vp", "Phó Chánh Văn phòng", { "leader" }, "pho-chanh-van-phong-3", "Phó Chánh Văn phòng (nội chính)" },
    { "thvx", "Trưởng phòng", { "unit_head" }, "truong-phong-thvx", "Trưởng phòng Tổng hợp - Văn xã" },
    { "kt", "Trưởng phòng", { "unit_head" }, "truong-phong-kt", "Trưởng phòng Kinh tế" },
    { "dtxd", "Trưởng phòng", { "unit_head" }, "truong-phong-dtxd", "Trưởng phòng Đầu tư - Xây dựng" },
    { "hcqt", "Trưởng phòng", { "unit_head" }, "truong-phong-hcqt", "Trưởng phòng Hành chính - Quản trị" },
    { "tiep-dan", "Trưởng ban", { "unit_head", "reception" }, "truong-ban-tiep-dan", "Trưởng Ban Tiếp công dân" },
    { "ksttthc", "Giám đốc", { "unit_head", "desk" }, "giam-doc-ksttthc", "Giám đốc Trung tâm Kiểm soát TTHC" },
    { "cong-tin", "Giám đốc", { "unit_head", "editor" }, "giam-doc-cong-tin", "Giám đốc Cổng Thông tin điện tử" },
    { "1022", "Tổ trưởng", { "unit_head", "operator" }, "to-truong-1022", "Tổ trưởng Tổng đài 1022" },
    { "thvx", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "thvx", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "kt", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "kt", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "kt", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "dtxd", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "dtxd", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "nc", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "nc", "Chuyên viên", { "specialist" }, NULL, NULL },
    { "tiep-dan", "Chuyên viên xử lý đơn", { "specialist" }, NULL, NULL },
    { "hcqt", "Văn thư", { "clerk" }, NULL, NULL },
    { "ksttthc", "Nhân viên trả kết quả", { "desk" }, NULL, NULL },
};

struct hiring {
    struct office *office;
    struct arena *mem;
    struct drafting drafting;
    int sequence;
    struct text_list logins; /* given so far */
};

/* "Nguyễn Thị Lan" → "lan.nt"; another one of that name "lan.nt2". */
static const char *login_of(struct hiring *hiring, const char *name)
{
    struct text initials;
    size_t count;
    char **words = text_split(hiring->mem, viet_fold(hiring->mem, name), ' ', &count);
    text_init(&initials, hiring->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i + 1 < count; i++)
        text_char(&initials, words[i][0]);
    const char *base = arena_printf(hiring->mem, "%s.%s", words[count - 1], initials.data), *login = base;
    for (int n = 2; text_list_has(&hiring->logins, login); n++)
        login = arena_printf(hiring->mem, "%s%d", base, n);
    hiring->logins.items[hiring->logins.count++] = login;
    return login;
}

static struct text_list roles_of(struct hiring *hiring, const struct person_row *row)
{
    struct text_list roles = { ARENA_ARRAY(hiring->mem, const char *, ROLES_MAX), 0 };
    for (size_t i = 0; i < ROLES_MAX && row->roles[i]; i++)
        if (definitions_role(hiring->office->definitions, row->roles[i]))
            roles.items[roles.count++] = row->roles[i];
    return roles;
}

/* PASSWORD NULL: a colleague. An account that is there already (of `congvu init`) becomes this one. */
static bool keep_account(struct hiring *hiring, struct account *account, const char *password, struct err *err)
{
    struct office *office = hiring->office;
    struct arena *mem = hiring->mem;
    struct err none = { 0 };
    struct db *db = db_for_read(office->store, err);
    if (!db)
        return false;
    const struct account *there = account_find(db, mem, account->login, &none);
    if (!there)
        return account_create(office->store, mem, office->definitions, account, password, office->scope.user, err);
    if (!account_change(office->store, mem, office->definitions, account, there->version, office->scope.user, err))
        return false;
    return !password ||
           account_set_password(office->store, mem, account->login, password, false, NULL, office->scope.user, err);
}

static bool hire(struct hiring *hiring, const struct person_row *row, const char *login, const char *name,
                 const char *password, struct err *err)
{
    struct office *office = hiring->office;
    struct position position = { row->position, row->position_title, row->unit, login };
    struct account account = { .id =
                                   id_at(instant_from_local(hiring->drafting.sample->first, 0), 0, hiring->sequence++),
                               .login = login,
                               .name = name,
                               .unit = row->unit,
                               .title = row->title,
                               .roles = roles_of(hiring, row) };
    return keep_account(hiring, &account, password, err) &&
           (!row->position || position_keep(office->store, hiring->mem, &position, office->scope.user, err));
}

static bool hire_demo(struct hiring *hiring, const struct person_row *row, struct sample_account *made, struct err *err)
{
    const struct role *role = definitions_role(hiring->office->definitions, row->roles[0]);
    const char *name = person(&hiring->drafting); /* drawn in any case, so that the others stay who they are */
    if (!role || !role->login || !definitions_unit(hiring->office->definitions, row->unit))
        return true;
    *made = (struct sample_account){ role->login, password_random(hiring->mem), role->label, name };
    return hire(hiring, row, role->login, name, made->password, err);
}

static bool hire_colleague(struct hiring *hiring, const struct person_row *row, struct err *err)
{
    const char *name = person(&hiring->drafting), *login = login_of(hiring, name);
    bool fits = definitions_unit(hiring->office->definitions, row->unit) && roles_of(hiring, row).count > 0;
    return !fits || hire(hiring, row, login, name, NULL, err);
}

bool sample_people(struct office *office, struct arena *mem, struct sample_account **accounts, size_t *count,
                   struct err *err)
{
    struct sample sample = { .office = office, .definitions = office->definitions, .mem = mem };
    struct hiring hiring = { .office = office, .mem = mem, .drafting = { .mem = mem, .sample = &sample } };
    ARRAY(struct sample_account) made = { 0 };
    bool read = day_parse("2021-05-31", &sample.first);
    (void)read;
    hiring.logins.items = ARENA_ARRAY(mem, const char *, COUNT_OF(colleagues));
    random_seed(&hiring.drafting.random, PEOPLE_SEED);
    for (size_t i = 0; i < COUNT_OF(demo); i++) {
        struct sample_account one = { 0 };
        if (!hire_demo(&hiring, &demo[i], &one, err))
            return false;
        if (one.login)
            *ARRAY_ADD(mem, &made) = one;
    }
    for (size_t i = 0; i < COUNT_OF(colleagues); i++)
        if (!hire_colleague(&hiring, &colleagues[i], err))
            return false;
    *accounts = made.items;
    *count = made.count;
    return true;
}
