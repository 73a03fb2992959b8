/* SPDX-License-Identifier: Apache-2.0 */
#include "main/options.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "definitions/binder.h"
#include "main/texts.h"
#include "main/words.h"

struct option {
    const char *name;
    const char *letter;      /* "-o" */
    const char *value;       /* what to write after it; NULL for a flag */
    const char *environment; /* stands in */
    const char *commands;    /* those that have it, with blanks around each; NULL: all */
    size_t offset;
    const char *help; /* NULL: read, answered with “chưa có”, and not told of */
};

#define AT(member) offsetof(struct options, member)

static const struct option table[] = {
    { "--data", NULL, "THƯ-MỤC", "CONGVU_DATA", NULL, AT(data), "nơi đặt dữ liệu SQLite và tệp; mặc định ./data" },
    { "--db", NULL, "ĐỊA-CHỈ", "CONGVU_DB", NULL, AT(db), "dùng PostgreSQL: postgres://…" },
    { "--blobs", NULL, "THƯ-MỤC", "CONGVU_BLOBS", NULL, AT(blobs), "nơi đặt tệp đính kèm khi dùng --db" },
    { "--office", NULL, "THƯ-MỤC", "CONGVU_OFFICE", NULL, AT(office),
      "định nghĩa riêng của cơ quan, chồng lên bản gốc" },
    { "--as", NULL, "NGƯỜI", NULL, NULL, AT(as), "làm thay người dùng này; mặc định là quản trị tại máy" },
    { "--now", NULL, "LÚC", "CONGVU_NOW", NULL, AT(now), "đặt đồng hồ: 2021-08-02 hoặc 2021-08-02T08:00" },
    { "--json", NULL, NULL, NULL, NULL, AT(json), "in kết quả dạng JSON" },
    { "--help", "-h", NULL, NULL, NULL, AT(help), "hướng dẫn về lệnh" },
    { "--format", NULL, "DẠNG", NULL, " list week ", AT(format), "table (mặc định), csv hoặc json" },
    { "--output", "-o", "TỆP", NULL, " report export ", AT(output), "ghi vào tệp; dạng theo đuôi tệp" },
    { "--dry-run", NULL, NULL, NULL, " import migrate user import calendar set handover ", AT(dry_run),
      "chỉ kiểm tra, không ghi gì" },
    { "--province", NULL, "TỈNH", NULL, " init ", AT(province),
      "viết bộ định nghĩa khởi đầu cho tỉnh này vào --office (mặc định DỮ-LIỆU/office)" },
    { "--name", NULL, "TÊN", NULL, " init ", AT(name), "tên văn phòng, đi cùng --province" },
    { "--month", NULL, "THÁNG", NULL, " sample ", AT(month), "tháng của văn phòng mẫu, mặc định 2021-07" },
    { "--scale", NULL, "N", NULL, " sample ", AT(scale), "nhân số hồ sơ của các sổ lớn lên N lần" },
    { "--dot", NULL, NULL, NULL, " explain ", AT(dot), "sơ đồ trạng thái dạng Graphviz" },
    { "--issue", NULL, NULL, NULL, " report ", AT(issue), NULL },
    { "--on", NULL, "NGÀY", NULL, " report ", AT(on), NULL },
    { "--restatement", NULL, NULL, NULL, " report ", AT(restatement), NULL },
    { "--for", NULL, "AI", NULL, " numbers reserve ", AT(whom), "giữ số cho ai" },
    { "--until", NULL, "NGÀY", NULL, " numbers reserve ", AT(until), "giữ số đến hết ngày nào" },
    { "--listen", NULL, "NƠI", "CONGVU_LISTEN", " serve ", AT(listen), "nghe ở đâu, mặc định 127.0.0.1:8080" },
    { "--public-url", NULL, "ĐỊA-CHỈ", "CONGVU_PUBLIC_URL", " serve ", AT(public_url),
      "địa chỉ người dùng gõ vào trình duyệt: https://…" },
    { "--proxy", NULL, "ĐỊA-CHỈ", "CONGVU_PROXY", " serve ", AT(proxy), "tin X-Forwarded-* của máy này" },
    { "--static", NULL, "THƯ-MỤC", NULL, " serve ", AT(static_folder), "đọc tệp tĩnh từ đây, khi viết chương trình" },
    { "--head", NULL, "CHUỖI", NULL, " history verify ", AT(head),
      "đầu chuỗi đã ghi lại lần trước: phải còn trong lịch sử" },
    { "--files", NULL, NULL, NULL, " history verify ", AT(files), "đọc cả nội dung từng tệp đính kèm" },
    { "--series", NULL, "DÃY", NULL, " numbers reserve ", AT(series), "dãy số, ví dụ 2021/van-phong/bc" },
};
static_assert(COUNT_OF(table) <= OPTIONS_MAX, "origins has a place for each option");

static const char **value_at(struct options *options, const struct option *option)
{
    return (const char **)((char *)options + option->offset);
}

static const struct option *find(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct option *option = &table[i];
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
            return option;
        if (option->letter && strlen(option->letter) == length && memcmp(option->letter, name, length) == 0)
            return option;
    }
    return NULL;
}

static bool refuse_unknown(struct arena *mem, const char *name, size_t length, struct err *err)
{
    const char *names[COUNT_OF(table)];
    size_t known = 0;
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (table[i].help)
            names[known++] = table[i].name;
    const char *given = arena_strndup(mem, name, length);
    const char *nearest = nearest_word(given, names, known);
    if (nearest)
        return err_set(err, ERR_INVALID, "option", given, SAY_NO_OPTION_NEAREST, given, nearest);
    return err_set(err, ERR_INVALID, "option", given, SAY_NO_OPTION, given);
}

/* An argument that begins with "-": itself and, where its value stands apart, the one after it. */
static bool read_option(struct options *options, struct arena *mem, int count, char *const *arguments, int *at,
                        struct err *err)
{
    const char *argument = arguments[*at];
    const char *equals = text_starts(argument, "--") ? strchr(argument, '=') : NULL;
    size_t length = equals ? (size_t)(equals - argument) : strlen(argument);
    const struct option *option = find(argument, length);
    if (!option)
        return refuse_unknown(mem, argument, length, err);
    if (!option->value && equals)
        return err_set(err, ERR_INVALID, "option", option->name, SAY_OPTION_WITHOUT_VALUE, option->name);
    const char *value = option->value ? equals ? equals + 1 : *at + 1 < count ? arguments[++*at] : NULL : "";
    if (!value || (option->value && text_is_empty(value)))
        return err_set(err, ERR_INVALID, "option", option->name, SAY_OPTION_NEEDS_VALUE, option->name, option->value);
    *value_at(options, option) = value;
    options->origins[option - table] = option->name;
    return true;
}

static void read_environment(struct options *options)
{
    bool data_given = options->data != NULL;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct option *option = &table[i];
        const char *value = option->environment ? getenv(option->environment) : NULL;
        if (text_is_empty(value) || *value_at(options, option))
            continue;
        if (data_given && text_equal(option->name, "--db"))
            continue; /* --data on the command line asks for SQLite */
        *value_at(options, option) = value;
        options->origins[i] = option->environment;
    }
}

bool options_read(struct options *options, struct arena *mem, int count, char *const *arguments, struct err *err)
{
    struct options read = { 0 };
    bool only_words = false;
    for (int i = 0; i < count; i++) {
        const char *argument = arguments[i];
        size_t length = strlen(argument);
        if (length > WORD_MAX)
            return err_set(err, ERR_INVALID, "argument", NULL, SAY_ARGUMENT_LONG, i + 1, (int)WORD_MAX);
        if (!utf8_is_valid(argument, length))
            return err_set(err, ERR_INVALID, "argument", NULL, SAY_ARGUMENT_NOT_UTF8, i + 1);
        if (!only_words && text_equal(argument, "--")) {
            only_words = true;
        } else if (!only_words && argument[0] == '-' && argument[1]) {
            if (!read_option(&read, mem, count, arguments, &i, err))
                return false;
        } else if (read.word_count == WORDS_MAX) {
            return err_set(err, ERR_INVALID, "argument", NULL, SAY_ARGUMENTS_MANY, (int)WORDS_MAX);
        } else {
            read.words[read.word_count++] = argument;
        }
    }
    read_environment(&read);
    *options = read;
    return true;
}

static bool has_option(const char *command, const struct option *option)
{
    return !option->commands || words_has(option->commands, command);
}

bool options_fit(const struct options *options, const char *command, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (options->origins[i] && !has_option(command, &table[i]))
            return err_set(err, ERR_INVALID, "option", table[i].name, SAY_OPTION_ELSEWHERE, command, table[i].name);
    return true;
}

const char *options_origin(const struct options *options, const char *name)
{
    const struct option *option = find(name, strlen(name));
    return option ? options->origins[option - table] : NULL;
}

void options_explain(struct text *out, const char *command)
{
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct option *option = &table[i];
        bool wanted = command ? option->commands && has_option(command, option) : !option->commands;
        if (!wanted || !option->help)
            continue;
        text_raw(out, "  ");
        words_pad(out,
                  arena_printf(out->mem, "%s%s%s%s%s", option->letter ? option->letter : "", option->letter ? ", " : "",
                               option->name, option->value ? " " : "", option->value ? option->value : ""),
                  26);
        text_add(out, option->help);
        if (option->environment)
            text_printf(out, " (hoặc %s)", option->environment);
        text_char(out, '\n');
    }
}
