/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/attachment_internal.h"

#include "documents/zip_write.h"
#include "handling/comment.h"
#include "records/testing_office.h"
#include "handling/attachment_box.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* --- names -------------------------------------------------------------------------------------------------------- */

static void test_a_name_is_kept_without_folders_and_in_one_form(void **state)
{
    static const char *const names[][2] = {
        { "Báo cáo tháng 7.pdf", "Báo cáo tháng 7.pdf" }, { "C:\\Users\\a\\Tờ trình.docx", "Tờ trình.docx" },
        { "../../etc/passwd.txt", "passwd.txt" },         { " a.pdf . ", "a.pdf" },
        { "Kê\xcc\x81 hoạch.xlsx", "Kế hoạch.xlsx" },     { "console.txt", "console.txt" },
    };
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    const char *name;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_true(testing_ok(attachment_name_clean(mem, names[i][0], &name, &err), &err));
        assert_string_equal(name, names[i][1]);
    }
    arena_free(mem);
}

static void test_a_hostile_name_is_refused(void **state)
{
    static const char *const names[] = {
        "",
        "   ",
        "..",
        "a/",
        ".htaccess",
        "a\nb.pdf",
        "a\x7f.pdf",
        "a\xc2\x85.pdf",
        ("\xe2\x80\xae"
         "fdp.exe.pdf"),
        "a\xe2\x80\x8b.pdf",
        "a\xef\xbb\xbf.pdf",
        "\xff.pdf",
        "con.pdf",
        "NUL",
        "Lpt1.txt",
        "aux .docx",
        "a:b.txt",
        "a?.pdf",
        "<b>.txt",
    };
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    const char *name = "as it was";
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct err err = { 0 };
        if (attachment_name_clean(mem, names[i], &name, &err))
            fail_msg("“%s” was taken", names[i]);
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "name");
    }
    assert_string_equal(name, "as it was");
    arena_free(mem);
}

static void test_a_long_name_is_refused(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    struct text text;
    const char *name;
    text_init(&text, mem, TEXT_MAX_LINE);
    for (int i = 0; i < ATTACHMENT_NAME_MAX - 4; i++)
        text_raw(&text, "a");
    text_raw(&text, ".pdf");
    assert_true(testing_ok(attachment_name_clean(mem, text.data, &name, &err), &err));
    assert_false(attachment_name_clean(mem, arena_printf(mem, "a%s", text.data), &name, &err));
    text_clear(&text);
    for (int i = 0; i < 100; i++)
        text_raw(&text, "ế"); /* 100 characters are 300 bytes */
    assert_false(attachment_name_clean(mem, text.data, &name, &err));
    assert_string_equal(err.subject, "name");
    arena_free(mem);
}

static void test_marks_of_secrecy_are_known_in_names(void **state)
{
    static const char *const secret[] = { "CV 12 MẬT.pdf",
                                          "Tối mật - kế hoạch.docx",
                                          "bao-cao-TUYET-MAT.pdf",
                                          "12_CV_MAT.pdf",
                                          "Công văn (Mật).pdf",
                                          "tuyệt_mật.pdf",
                                          "ToiMat 5.pdf",
                                          "MAT.pdf",
                                          "Kế hoạch [MAT] 2021.xlsx",
                                          "Văn bản mật số 3.pdf" };
    static const char *const plain[] = { "Giải phóng mặt bằng.pdf",
                                         "giai phong mat bang.pdf",
                                         "Quy chế bảo mật.docx",
                                         "mật độ xây dựng.xlsx",
                                         "Đổi mật khẩu.txt",
                                         "Bí mật nhà nước - danh mục.pdf",
                                         "Giấy mất trộm.pdf",
                                         "ra mat cong trinh.pdf",
                                         "format.docx",
                                         "bi mat.pdf" };
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    for (size_t i = 0; i < COUNT_OF(secret); i++)
        if (!attachment_name_is_secret(mem, secret[i]))
            fail_msg("“%s” is secret", secret[i]);
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (attachment_name_is_secret(mem, plain[i]))
            fail_msg("“%s” is not secret", plain[i]);
    arena_free(mem);
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

/* An open file of these bytes that is gone when it is closed. */
static int file_of(const void *bytes, size_t length)
{
    char path[] = "/tmp/congvu-file-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && unlink(path) == 0);
    assert_int_equal(write(file, bytes, length), (ssize_t)length);
    return file;
}

static bool kind_of(struct arena *mem, const char *name, const void *bytes, size_t length, const char **media_type,
                    struct err *err)
{
    const struct attachment_type *type;
    int file = file_of(bytes, length);
    bool known = attachment_kind(mem, file, &name, &type, err);
    close(file);
    if (known)
        *media_type = type->media_type;
    return known;
}

/* The process of this name whose parent is this one; 0: none. */
static pid_t child_named(const char *wanted)
{
    DIR *folder = opendir("/proc");
    pid_t found = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        char path[300], name[32] = "";
        int parent = 0;
        snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
        FILE *stat = fopen(path, "r");
        if (stat && fscanf(stat, "%*d (%31[^)]) %*c %d", name, &parent) == 2 && parent == getpid() &&
            text_equal(name, wanted))
            found = (pid_t)strtol(entry->d_name, NULL, 10);
        if (stat)
            fclose(stat);
    }
    if (folder)
        closedir(folder);
    return found;
}

static enum box_answer ask_box(const char *bytes, char type[BOX_TYPE_MAX])
{
    int file = file_of(bytes, strlen(bytes));
    enum box_answer answer = attachment_box_ask(file, type);
    close(file);
    return answer;
}

/* Seen red: a box that was killed a moment before it was asked. */
static void test_a_box_that_is_gone_is_made_anew(void **state)
{
    (void)state;
    char type[BOX_TYPE_MAX];
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask_box("%PDF-1.7\n", type), BOX_FOUND);
        assert_string_equal(type, "application/pdf");
        pid_t box = child_named("congvu-box");
        assert_true(box > 0);
        assert_int_equal(kill(box, i == 2 ? SIGSTOP : SIGKILL), 0);
        if (i == 2)
            kill(box, SIGKILL); /* stopped, then gone */
    }
    assert_int_equal(ask_box("", type), BOX_EMPTY);
}

static void test_a_box_has_nothing_open_but_its_socket(void **state)
{
    (void)state;
    char type[BOX_TYPE_MAX], path[64];
    int file = file_of("giữ", 4), others = 0;
    assert_int_equal(ask_box("x\n", type), BOX_FOUND);
    snprintf(path, sizeof path, "/proc/%d/fd", (int)child_named("congvu-box"));
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        others += entry->d_name[0] != '.' && strtol(entry->d_name, NULL, 10) > 3;
    closedir(folder);
    close(file);
    assert_int_equal(others, 0);
}

static const char pdf[] = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
static const unsigned char png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D',
                                     'R',  0,   0,   0,   1,    0,    0,    0,    1, 8, 6, 0,  0,   0 };
static const unsigned char jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0 };

/* libmagic takes it for text/x-c. */
#define DISGUISED "#include <giay-moi.h>\nKính gửi: Sở Y tế\nint main(void)\n{\n    return 0;\n}\n"

static void test_the_kind_is_told_by_the_bytes(void **state)
{
    static const struct {
        const char *name;
        const void *bytes;
        size_t length;
        const char *media_type;
    } files[] = {
        { "a.pdf", pdf, sizeof pdf - 1, "application/pdf" },
        { "A.PDF", pdf, sizeof pdf - 1, "application/pdf" },
        { "a", pdf, sizeof pdf - 1, "application/pdf" },
        { "a.png", png, sizeof png, "image/png" },
        { "a.jpeg", jpeg, sizeof jpeg, "image/jpeg" },
        { "a.tif", "II*\0\010\0\0\0\0\0\0\0", 12, "image/tiff" },
        { "a.txt", "Kính gửi Ủy ban\n", 20, "text/plain" },
        { "b.txt", DISGUISED, sizeof DISGUISED - 1, "text/plain" },
        { "a.csv", "Số;Ngày\n1;2021-08-02\n", 23, "text/csv" },
    };
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct err err = { 0 };
        const char *media_type = "";
        if (!kind_of(mem, files[i].name, files[i].bytes, files[i].length, &media_type, &err))
            fail_msg("%s: %s", files[i].name, err.text);
        assert_string_equal(media_type, files[i].media_type);
    }
    arena_free(mem);
}

static void test_what_could_run_or_is_not_known_is_refused(void **state)
{
    static const struct {
        const char *name, *bytes;
        const char *subject;
    } files[] = {
        { "a.html", "<!DOCTYPE html><html><script>alert(1)</script>", "file" },
        { "a.pdf", "<!DOCTYPE html><html><script>alert(1)</script>", "file" },
        { "a.txt", "<html><body>x</body></html>", "file" },
        { "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "file" },
        { "a.png", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "file" },
        { "a.sh", "#!/bin/sh\nrm -rf /\n", "file" },
        { "a.txt", "#!/bin/sh\nrm -rf /\n", "file" },
        { "a.c", DISGUISED, "file" },
        { "a.txt", "#include <a.h>\nint main(void)\n{\n\x1b[2J}\n", "file" },
        { "a.exe", "MZ\x90", "name" },
        { "a.html", "chỉ là chữ\n", "name" },
        { "a.exe", "chỉ là chữ\n", "name" },
        { "a.docx", "%PDF-1.7\n1 0 obj\n", "name" },
        { "a.pdf", "", "file" },
    };
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct err err = { 0 };
        const char *media_type;
        if (kind_of(mem, files[i].name, files[i].bytes, strlen(files[i].bytes), &media_type, &err))
            fail_msg("%zu %s was taken as %s", i, files[i].name, media_type);
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, files[i].subject);
    }
    arena_free(mem);
}

static const char *zip_of(struct arena *mem, const char *const *names, size_t count, size_t *length)
{
    struct err err = { 0 };
    const char *bytes = NULL;
    struct zip_part parts[8];
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct zip_part){ names[i], "<?xml version=\"1.0\"?><x/>", 25 };
    assert_true(testing_ok(zip_write(mem, parts, count, &bytes, length, &err), &err));
    return bytes;
}

static void test_a_word_file_is_told_from_a_plain_archive(void **state)
{
    static const char *const word[] = { "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml" };
    static const char *const sheet[] = { "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml" };
    static const char *const plain[] = { "a.txt", "word/document.xml", "b.exe" };
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    const char *media_type = "";
    size_t length;
    const char *bytes = zip_of(mem, word, COUNT_OF(word), &length);
    assert_true(testing_ok(kind_of(mem, "a.docx", bytes, length, &media_type, &err), &err));
    assert_true(text_ends(media_type, "wordprocessingml.document"));
    assert_false(kind_of(mem, "a.xlsx", bytes, length, &media_type, &err));
    assert_false(kind_of(mem, "a.zip", bytes, length, &media_type, &err));
    bytes = zip_of(mem, sheet, COUNT_OF(sheet), &length);
    assert_true(testing_ok(kind_of(mem, "a.xlsx", bytes, length, &media_type, &err), &err));
    bytes = zip_of(mem, plain, COUNT_OF(plain), &length);
    assert_false(kind_of(mem, "a.docx", bytes, length, &media_type, &err));
    assert_string_equal(err.subject, "file");
    arena_free(mem);
}

/* --- in an office ------------------------------------------------------------------------------------------------- */

static int64_t make_letter(struct testing *t, struct testing_office *o)
{
    testing_enter(t, o);
    return testing_create(t, o, testing_letter(t, o, "Thư", "cv"));
}

static bool add(struct testing *t, struct testing_office *o, int64_t record, const char *name, const char *bytes,
                int64_t *id, struct err *err)
{
    int file = file_of(bytes, strlen(bytes));
    struct attachment file_added;
    bool done = attachment_add(&o->office, t->mem, record, 0, name, file, &file_added, err);
    close(file);
    if (done)
        *id = file_added.id;
    return done;
}

static int64_t added(struct testing *t, struct testing_office *o, int64_t record, const char *name, const char *bytes)
{
    struct err err = { 0 };
    int64_t id = 0;
    assert_true(testing_ok(add(t, o, record, name, bytes, &id, &err), &err));
    return id;
}

static struct attachment *find(struct testing *t, struct testing_office *o, int64_t id, struct err *err)
{
    return attachment_find(db_for_read(t->store, err), t->mem, o->office.definitions, &o->office.scope, id, err);
}

static size_t faults_of(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct history_report report;
    assert_true(testing_ok(history_seal(&o->office, &err), &err));
    assert_true(testing_ok(history_verify(&o->office, t->mem, &report, NULL, NULL, &err), &err));
    for (size_t i = 0; i < report.fault_count; i++)
        print_message("%s\n", report.faults[i].what);
    return report.fault_count;
}

static void test_a_file_is_kept_whole_and_given_out_proved(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    char bytes[64] = { 0 };
    int64_t record = make_letter(t, &o);
    int64_t id = added(t, &o, record, "Tờ trình.pdf", pdf);
    assert_int_equal(o.office.written.version, 2);
    struct attachment *file = find(t, &o, id, &err);
    assert_non_null(file);
    assert_string_equal(file->name, "Tờ trình.pdf");
    assert_string_equal(file->media_type, "application/pdf");
    assert_int_equal(file->size, sizeof pdf - 1);
    assert_int_equal(file->version, 1);
    int open = attachment_open(t->store, t->mem, file, &err);
    assert_true(open >= 0);
    assert_int_equal(read(open, bytes, sizeof bytes), sizeof pdf - 1);
    assert_memory_equal(bytes, pdf, sizeof pdf - 1);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_damaged_file_is_not_given_out(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_letter(t, &o);
    struct attachment *file = find(t, &o, added(t, &o, record, "a.pdf", pdf), &err);
    const char *path = arena_printf(t->mem, "%s/blobs/%.2s/%s", t->folder, file->blob, file->blob + 2);
    assert_int_equal(chmod(path, 0600), 0);
    FILE *damaged = fopen(path, "r+");
    assert_non_null(damaged);
    fputc('!', damaged);
    fclose(damaged);
    assert_int_equal(attachment_open(t->store, t->mem, file, &err), -1);
    assert_int_equal(err.kind, ERR_INTERNAL);
}

static void test_a_file_of_the_same_name_is_its_next_version(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct attachment *list;
    size_t count;
    int64_t record = make_letter(t, &o);
    added(t, &o, record, "a.txt", "một\n");
    int64_t second = added(t, &o, record, "a.txt", "hai\n");
    added(t, &o, record, "A.txt", "một\n");
    assert_true(testing_ok(attachment_list(db_for_read(t->store, &err), t->mem, record, &list, &count, &err), &err));
    assert_int_equal(count, 3);
    assert_string_equal(list[0].name, "A.txt");
    assert_int_equal(list[1].id, second);
    assert_int_equal(list[1].version, 2);
    assert_int_equal(list[2].version, 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from blob")), 2);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_withdrawn_file_leaves_its_line_and_is_not_given_out(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_line *lines;
    size_t count;
    int64_t record = make_letter(t, &o);
    int64_t id = added(t, &o, record, "nhầm.txt", "một\n");
    struct attachment *before = find(t, &o, id, &err);
    assert_false(attachment_withdraw(&o.office, t->mem, id, "  ", &err));
    assert_string_equal(err.field, "reason");
    assert_true(testing_ok(attachment_withdraw(&o.office, t->mem, id, "Gửi nhầm hồ sơ", &err), &err));
    assert_null(find(t, &o, id, &err));
    assert_string_equal(err.subject, "withdrawn");
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    before->withdrawn = true;
    assert_int_equal(attachment_open(t->store, t->mem, before, &err), -1);
    assert_int_equal(testing_int(t, SQL("select count(*) from attachment where withdrawn = 1")), 1);
    assert_true(testing_ok(record_history(db_for_read(t->store, &err), t->mem, o.office.definitions,
                                          testing_read(t, &o, record), &o.office.scope, 0, 9, &lines, &count, &err),
                           &err));
    assert_string_equal(lines[0].label, "Gỡ tệp");
    assert_string_equal(lines[0].reason, "Gửi nhầm hồ sơ");
    assert_string_equal(lines[0].words, "nhầm.txt");
    assert_int_equal(lines[0].about, id);
    assert_string_equal(lines[1].label, "Đính kèm tệp");
    assert_false(attachment_withdraw(&o.office, t->mem, id, "Lần nữa", &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    added(t, &o, record, "nhầm.txt", "hai\n");
    assert_int_equal(testing_int(t, SQL("select max(version) from attachment")), 2);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_name_marked_secret_is_refused_where_the_record_is_not(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0, record = make_letter(t, &o);
    assert_false(add(t, &o, record, "Kế hoạch MẬT.txt", "x\n", &id, &err));
    assert_string_equal(err.subject, "secret");
    assert_int_equal(testing_int(t, SQL("select count(*) from attachment")), 0);
    struct draft_value secret = { "secrecy", "mat" };
    assert_true(testing_ok(record_set(&o.office, t->mem, record, 0, &secret, 1, &err), &err));
    added(t, &o, record, "Kế hoạch MẬT.txt", "x\n");
}

/* Who answers needs no second reading. */
static void test_what_was_stored_is_handed_back_as_it_is_read(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct attachment kept;
    int64_t record = make_letter(t, &o);
    int file = file_of(pdf, sizeof pdf - 1);
    for (int64_t version = 1; version <= 2; version++) {
        assert_true(testing_ok(attachment_add(&o.office, t->mem, record, 0, "a.pdf", file, &kept, &err), &err));
        const struct attachment *read = find(t, &o, kept.id, &err);
        assert_non_null(read);
        assert_int_equal(kept.record, read->record);
        assert_string_equal(kept.name, read->name);
        assert_string_equal(kept.media_type, read->media_type);
        assert_string_equal(kept.blob, read->blob);
        assert_int_equal(kept.size, read->size);
        assert_int_equal(kept.version, version);
        assert_int_equal(read->version, version);
        assert_int_equal(kept.created_at, read->created_at);
        assert_string_equal(kept.created_by, read->created_by);
        assert_false(kept.withdrawn);
    }
    close(file);
}

static void test_a_file_that_cannot_be_read_leaves_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct attachment kept;
    int64_t record = make_letter(t, &o);
    int file = open("/dev/null", O_WRONLY);
    assert_true(file >= 0);
    assert_false(attachment_add(&o.office, t->mem, record, 0, "a.pdf", file, &kept, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_string_equal(err.subject, "file");
    close(file);
    assert_int_equal(testing_int(t, SQL("select count(*) from attachment")), 0);
    assert_int_equal(testing_int(t, SQL("select max(version) from history")), 1);
}

static void test_a_file_beyond_the_limit_leaves_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_letter(t, &o);
    struct attachment kept;
    int file = file_of(pdf, sizeof pdf - 1);
    assert_int_equal(ftruncate(file, ATTACHMENT_BYTES_MAX + 1), 0);
    assert_false(attachment_add(&o.office, t->mem, record, 0, "a.pdf", file, &kept, &err));
    assert_string_equal(err.subject, "size");
    assert_int_equal(ftruncate(file, ATTACHMENT_BYTES_MAX), 0);
    assert_true(testing_ok(attachment_add(&o.office, t->mem, record, 0, "a.pdf", file, &kept, &err), &err));
    close(file);
    assert_int_equal(testing_int(t, SQL("select count(*) from blob")), 1);
}

static void test_files_of_a_record_that_is_not_seen_are_not_there(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0, record = make_letter(t, &o);
    id = added(t, &o, record, "a.txt", "x\n");
    o.office.scope = (struct scope){ .user = "van-thu" };
    assert_null(find(t, &o, id, &err));
    assert_string_equal(err.subject, "attachment");
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(attachment_withdraw(&o.office, t->mem, id, "vì", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(add(t, &o, record, "b.txt", "x\n", &id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_only_who_may_adds_and_withdraws_files(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0, record = make_letter(t, &o);
    o.office.scope =
        (struct scope){ .user = "van-thu",
                        .common = { .reads = true, .every_issuer = true, .every_unit = true, .every_secrecy = true } };
    struct reach *reach = &o.office.scope.common;
    assert_false(add(t, &o, record, "a.txt", "x\n", &id, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_string_equal(err.subject, "act");
    reach->attaches = reach->works_everywhere = true;
    id = added(t, &o, record, "a.txt", "x\n");
    assert_false(attachment_withdraw(&o.office, t->mem, id, "vì", &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    reach->cancels = true;
    assert_true(testing_ok(attachment_withdraw(&o.office, t->mem, id, "vì", &err), &err));
}

static void test_a_repeated_upload_is_one_file(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_letter(t, &o);
    struct idempotency request = { .user = "quan-tri", .key = "k1", .hash = "aa", .status = 201 };
    o.office.request = &request;
    int64_t first = added(t, &o, record, "a.txt", "x\n"), again = added(t, &o, record, "a.txt", "x\n");
    assert_true(first == again);
    assert_true(o.office.written.repeated);
    assert_int_equal(testing_int(t, SQL("select count(*) from attachment")), 1);
    memcpy(request.hash, "bb", 3);
    assert_false(add(t, &o, record, "a.txt", "y\n", &first, &err));
    assert_string_equal(err.subject, "idempotency-key");
}

static bool tamper(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void test_a_file_changed_by_hand_is_found(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_letter(t, &o);
    added(t, &o, record, "a.txt", "x\n");
    assert_int_equal(faults_of(t, &o), 0);
    const struct statement *hidden = SQL("update attachment set withdrawn = 1");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)hidden, &err), &err));
    assert_int_equal(faults_of(t, &o), 1);
}

ON_BOTH(test_a_file_is_kept_whole_and_given_out_proved)
ON_BOTH(test_a_damaged_file_is_not_given_out)
ON_BOTH(test_a_file_of_the_same_name_is_its_next_version)
ON_BOTH(test_a_withdrawn_file_leaves_its_line_and_is_not_given_out)
ON_BOTH(test_a_name_marked_secret_is_refused_where_the_record_is_not)
ON_BOTH(test_what_was_stored_is_handed_back_as_it_is_read)
ON_BOTH(test_a_file_that_cannot_be_read_leaves_nothing)
ON_BOTH(test_a_file_beyond_the_limit_leaves_nothing)
ON_BOTH(test_files_of_a_record_that_is_not_seen_are_not_there)
ON_BOTH(test_only_who_may_adds_and_withdraws_files)
ON_BOTH(test_a_repeated_upload_is_one_file)
ON_BOTH(test_a_file_changed_by_hand_is_found)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_is_kept_without_folders_and_in_one_form),
        cmocka_unit_test(test_a_hostile_name_is_refused),
        cmocka_unit_test(test_a_long_name_is_refused),
        cmocka_unit_test(test_marks_of_secrecy_are_known_in_names),
        cmocka_unit_test(test_a_box_that_is_gone_is_made_anew),
        cmocka_unit_test(test_a_box_has_nothing_open_but_its_socket),
        cmocka_unit_test(test_the_kind_is_told_by_the_bytes),
        cmocka_unit_test(test_what_could_run_or_is_not_known_is_refused),
        cmocka_unit_test(test_a_word_file_is_told_from_a_plain_archive),
        BOTH(test_a_file_is_kept_whole_and_given_out_proved),
        BOTH(test_a_damaged_file_is_not_given_out),
        BOTH(test_a_file_of_the_same_name_is_its_next_version),
        BOTH(test_a_withdrawn_file_leaves_its_line_and_is_not_given_out),
        BOTH(test_a_name_marked_secret_is_refused_where_the_record_is_not),
        BOTH(test_what_was_stored_is_handed_back_as_it_is_read),
        BOTH(test_a_file_that_cannot_be_read_leaves_nothing),
        BOTH(test_a_file_beyond_the_limit_leaves_nothing),
        BOTH(test_files_of_a_record_that_is_not_seen_are_not_there),
        BOTH(test_only_who_may_adds_and_withdraws_files),
        BOTH(test_a_repeated_upload_is_one_file),
        BOTH(test_a_file_changed_by_hand_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
