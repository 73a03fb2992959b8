/* SPDX-License-Identifier: Apache-2.0 */
#include "main/command.h"

#include <string.h>

#include "definitions/binder.h"
#include "main/acts.h"
#include "main/texts.h"
#include "main/words.h"

#define ANY WORDS_MAX

const struct command commands[] = {
    { "init", "", "tạo một văn phòng trống",
      "Văn phòng của tỉnh khác: congvu init --province \"Bến Tre\" --name \"Văn phòng UBND tỉnh Bến Tre\"\n"
      "viết sẵn cơ quan ban hành, ký hiệu, tiêu đề, đơn vị, địa bàn, người dùng theo vai trò để sửa tiếp.\n",
      OPENS_NOTHING, 0, 0, act_init, .judges = true },
#ifdef CONGVU_SAMPLE
    { "sample", "", "tạo văn phòng mẫu với hồ sơ của tháng 6 và tháng 7 năm 2021", NULL, OPENS_DEFINITIONS, 0, 0,
      act_sample },
#endif
    { "report", "BÁO-CÁO KỲ", "soạn báo cáo của một kỳ từ hồ sơ; không có -o thì in ra màn hình",
      "Tệp: .docx, .html, .json hoặc .txt. Kỳ: 2021-07, 2021-Q3, 2021-H1, 2021, 2021-07-01..2021-07-31.\n",
      OPENS_READING, 2, 2, act_report },
    { "figure", "BÁO-CÁO KỲ [SỐ-LIỆU]",
      "một số liệu: giá trị, cách tính và các hồ sơ; không nêu tên thì liệt kê tất cả", NULL, OPENS_READING, 2, 3,
      act_figure },
    { "check", "", "kiểm tra các tệp định nghĩa, nêu mọi lỗi với tệp, dòng và cột", NULL, OPENS_NOTHING, 0, 0,
      act_check },
    { "explain", "SỔ|dashboard", "giải thích một sổ: trường, trạng thái, bước, thời hạn, ai được làm",
      "explain dashboard giải thích các ô của trang Điều hành.\n", OPENS_DEFINITIONS, 1, 1, act_explain },
    { "migrate", "", "đưa văn phòng theo các tệp định nghĩa hiện tại", NULL, OPENS_DEFINITIONS, 0, 0, act_migrate,
      .judges = true },
    { "settings", "", "các thiết lập, giá trị và nguồn gốc", NULL, OPENS_DEFINITIONS, 0, 0, act_settings },
    { "list", "SỔ [TRUY-VẤN]", "liệt kê hồ sơ của một sổ",
      "Truy vấn là trường=giá trị nối bằng &: \"source=buu-dien&received_on=2021-07-01..2021-07-31\".\n"
      "Giá trị: một hoặc nhiều (a,b), khoảng (a..b, a.., ..b), any, none; ! đứng trước để phủ định.\n"
      "Có page_size= thì in một trang; by=TRƯỜNG thì đếm theo nhóm.\n",
      OPENS_READING, 1, 2, act_list },
    { "search", "TỪ", "tìm trong mọi sổ: từ, số; trọn số điện thoại, số giấy tờ, họ tên với người được xem",
      "Tìm thấy trong dữ liệu cá nhân thì lần tìm được ghi vào nhật ký của người tìm.\n", OPENS_READING, 1, 1,
      act_search },
    { "show", "MÃ|SỐ", "xem một hồ sơ; nhiều hồ sơ cùng số thì in cả và trả 1", NULL, OPENS_READING, 1, 1, act_show },
    { "add", "SỔ trường=giá trị …", "thêm một hồ sơ, in mã của hồ sơ",
      "Ngoài các trường của sổ: unit, issuer, secrecy, urgency, reserved (số đã giữ),\n"
      "step (bước làm ngay, như register).\n",
      OPENS_CHANGING, 1, ANY, act_add },
    { "set", "MÃ|SỐ trường=giá trị …", "sửa các trường của một hồ sơ", NULL, OPENS_CHANGING, 2, ANY, act_set },
    { "step", "MÃ|SỐ BƯỚC [on=NGÀY] [trường=giá trị …]", "làm một bước; on là ngày việc xảy ra (mặc định hôm nay)",
      "Hồ sơ nào cũng có bước cancel reason=…, hủy hồ sơ và giữ số cùng lý do; bước undo hoàn tác bước vừa làm trong "
      "30\n"
      "giây, khi chưa có gì dựa vào bước ấy.\n",
      OPENS_CHANGING, 2, ANY, act_step },
    { "assign", "MÃ|SỐ[,…] [lead=AI] [support=AI,…] [inform=AI,…] [due=HẠN] [opinion=…] [template=MẪU|same=yes]",
      "giao hồ sơ một lần cho nơi chủ trì, các nơi phối hợp, các nơi nhận để biết",
      "AI: tên đăng nhập, position:MÃ hoặc unit:MÃ. Nhiều hồ sơ thì tất cả hoặc không hồ sơ nào.\n"
      "template: theo mẫu phân công (congvu template list); same=yes: như lần trước mình giao hồ sơ tương tự.\n"
      "Ghi thêm lead, support, inform thì thay các nơi ấy của mẫu; nơi của mẫu nay không còn thì bỏ qua và nêu ra.\n"
      "Còn nhận parent=MÃ-VIỆC: giao tiếp từ việc này; không ghi thì từ việc đang giữ.\n",
      OPENS_CHANGING, 2, ANY, act_assign },
    { "assign list", "MÃ|SỐ", "cây phân công của một hồ sơ: ai giao ai, hạn, đã xem, đã xong", NULL, OPENS_READING, 1,
      1, act_assign_list },
    { "assign finish", "MÃ-VIỆC [result=…]", "báo xong một việc được giao", NULL, OPENS_CHANGING, 1, 2,
      act_assign_finish },
    { "assign pass-back", "MÃ-VIỆC reason=…", "chuyển trả một việc được giao về cấp trên", NULL, OPENS_CHANGING, 2, 2,
      act_assign_pass_back },
    { "assign return", "MÃ-VIỆC reason=…", "trả lại nơi gửi một việc giao nhầm", NULL, OPENS_CHANGING, 2, 2,
      act_assign_return },
    { "assign withdraw", "MÃ-VIỆC", "thu hồi một việc đã giao khi người nhận chưa xem", NULL, OPENS_CHANGING, 1, 1,
      act_assign_withdraw },
    { "template list", "", "các mẫu phân công mình được dùng: của đơn vị, rồi dùng chung", NULL, OPENS_READING, 0, 0,
      act_template_list },
    { "template add", "TÊN [unit=ĐƠN-VỊ] [lead=AI] [support=AI,…] [inform=AI,…] [opinion=…] [record=MÃ|SỐ]",
      "lập một mẫu phân công, in số của mẫu; record: lấy các nơi mình giao lần gần nhất ở hồ sơ ấy",
      "Không ghi unit: mẫu dùng chung.\n", OPENS_CHANGING, 2, ANY, act_template_add },
    { "template set", "SỐ|TÊN [name=…] [unit=…] [lead=AI] [support=AI,…] [inform=AI,…] [opinion=…]",
      "sửa một mẫu phân công; ghi một trong lead, support, inform thì thay cả các nơi nhận", NULL, OPENS_CHANGING, 2,
      ANY, act_template_set },
    { "template remove", "SỐ|TÊN", "bỏ một mẫu phân công", NULL, OPENS_CHANGING, 1, 1, act_template_remove },
    { "direct", "MÃ|SỐ words=… [speaker=AI] [said_on=NGÀY] [source=CÁCH]", "ghi ý kiến chỉ đạo, bút phê ở một hồ sơ",
      "AI: tên đăng nhập, position:MÃ hoặc họ tên; không ghi thì là người gõ lệnh.\n"
      "CÁCH: but-phe (mặc định), phieu-trinh, hop, dien-thoai, van-ban, khac.\n",
      OPENS_CHANGING, 2, 5, act_direct },
    { "direct list", "MÃ|SỐ", "ý kiến chỉ đạo ở một hồ sơ, mới nhất trước", NULL, OPENS_READING, 1, 1,
      act_direct_list },
    { "direct tasks", "MÃ-Ý-KIẾN lead=AI,… [support=AI,…] [inform=AI,…] [due=NGÀY] [trường=giá trị …]",
      "giao nhiệm vụ theo một ý kiến chỉ đạo: mỗi nơi chủ trì một nhiệm vụ, in mã từng nhiệm vụ",
      "Giao từng đoạn cho nơi riêng: lead.1=… support.1=… inform.1=… due.1=… lead.2=…; dòng trống không kể là đoạn.\n"
      "words.1=… thay cho nguyên văn đoạn ấy.\n",
      OPENS_CHANGING, 2, ANY, act_direct_tasks },
    { "file put", "HỒ-SƠ MÃ,…", "đưa văn bản vào một hồ sơ công việc, tất cả một lần", NULL, OPENS_CHANGING, 2, 2,
      act_hold },
    { "file take", "HỒ-SƠ MÃ,… [reason=…]", "bỏ văn bản ra khỏi một hồ sơ công việc", NULL, OPENS_CHANGING, 2, 3,
      act_hold_out },
    { "file list", "HỒ-SƠ", "văn bản nằm trong một hồ sơ công việc, theo thứ tự của mục lục", NULL, OPENS_READING, 1, 1,
      act_hold_list },
    { "file package", "HỒ-SƠ TỆP.zip", "trọn gói một hồ sơ công việc: mục lục và các tệp",
      "TỆP chưa được có sẵn. Khi máy chủ đang chạy thì tải ở trang của hồ sơ.\n", OPENS_WRITING, 2, 2,
      act_hold_package },
    { "urge", "SỔ [TRUY-VẤN|MÃ,…]",
      "đôn đốc hồ sơ quá hạn: mỗi đơn vị một dự thảo văn bản có bảng kê, ghi “đã đôn đốc” ở từng hồ sơ",
      "Không ghi gì thêm: mọi hồ sơ quá hạn. Xem trước: congvu urge list.\n", OPENS_CHANGING, 1, 2, act_urge },
    { "urge list", "SỔ [TRUY-VẤN|MÃ,…]", "ai sẽ được đôn đốc, về hồ sơ nào; không ghi gì", NULL, OPENS_READING, 1, 2,
      act_urge_list },
    { "board", "SỔ BẢNG [from=NGÀY] [to=NGÀY]", "bảng theo dõi một sổ theo đơn vị chủ trì, đến hết một ngày",
      "Không ghi ngày: từ đầu năm đến hôm nay. Tên bảng: congvu explain SỔ.\n", OPENS_READING, 2, 4, act_board },
    { "week", "[TUẦN] [who=AI]", "lịch tuần: từng ngày, lịch trùng, thay đổi sau khi ban hành",
      "Tuần: 2021-W31, hoặc một ngày của tuần; không ghi là tuần này. who: chỉ của người ấy. --format csv in ra tệp.\n",
      OPENS_READING, 0, 2, act_week },
    { "draft list", "MÃ|SỐ", "các phiên bản dự thảo của một hồ sơ, mã băm và ai duyệt", NULL, OPENS_READING, 1, 1,
      act_draft_list },
    { "draft compare", "MÃ|SỐ [old=N] [new=N]", "chữ nào đã sửa giữa hai phiên bản dự thảo: [-bỏ-] {+thêm+}",
      "Không ghi thì so bản mới nhất với bản liền trước.\n", OPENS_READING, 1, 3, act_draft_compare },
    { "draft add", "MÃ|SỐ TỆP [note=…]", "đưa một tệp lên làm phiên bản mới của dự thảo", NULL, OPENS_CHANGING, 2, 3,
      act_draft_add },
    { "approve", "MÃ-CHẶNG sha256=… [decision=agreed|opinion|returned] [note=…]",
      "duyệt, hoặc trả lại, phiên bản dự thảo đã xem",
      "Mã chặng và mã băm: congvu draft list. Trả lại phải có note là lý do.\n", OPENS_CHANGING, 2, 4, act_approve },
    { "import", "SỔ TỆP.csv", "nhập hồ sơ từ tệp: tất cả hoặc không gì cả; lỗi theo dòng và cột",
      "Dòng đầu ghi tên trường hoặc nhãn tiếng Việt; step.BƯỚC là ngày làm bước đó, reason là lý do của các bước.\n",
      OPENS_CHANGING, 2, 2, act_import },
    { "export", "SỔ [TRUY-VẤN]", "xuất hồ sơ ra tệp CSV, nhập lại được bằng import", NULL, OPENS_READING, 1, 2,
      act_export },
    { "deadline", "TỪ THỜI-HẠN", "tính thời hạn và giải thích từng ngày",
      "Ví dụ: congvu deadline 2021-08-31T15:00 \"3 ngày làm việc\"\n"
      "Thời hạn: N ngày làm việc, N ngày, N giờ làm việc, N giờ, N tháng.\n"
      "Của một hồ sơ: congvu deadline of MÃ|SỐ\n",
      OPENS_DEFINITIONS, 2, 2, act_deadline },
    { "deadline of", "MÃ|SỐ [NGÀY]",
      "các thời hạn của một hồ sơ: bắt đầu, tạm dừng, gia hạn, từng ngày; đúng hay quá hạn đến ngày nào", NULL,
      OPENS_READING, 1, 2, act_deadline_of },
    { "calendar list", "[NĂM]", "ngày nghỉ, ngày làm bù của một năm, và những ngày cơ quan tự đặt", NULL, OPENS_READING,
      0, 1, act_calendar_list },
    { "calendar set", "NGÀY off|work|usual reason=… decision=… decided_on=…",
      "đặt một ngày nghỉ hoặc làm việc theo quyết định; hồ sơ chưa xong được tính lại hạn, có lịch sử",
      "off nghỉ, work làm việc, usual bỏ điều đã đặt. reason nội dung, decision số và ký hiệu, decided_on ngày của văn "
      "bản\n"
      "quyết định. --dry-run chỉ nêu các hồ sơ sẽ dời hạn.\n",
      OPENS_CHANGING, 2, ANY, act_calendar_set },
    { "handover", "TỪ-AI CHO-AI reason=… [document=…] [on=NGÀY] [holdings=no]",
      "bàn giao mọi việc chưa xong của một người, chức vụ, đơn vị; in số biên bản",
      "AI: tên đăng nhập, position:MÃ hoặc unit:MÃ. Chuyển việc đang giữ, lượt duyệt dự thảo; cả chức vụ của người, "
      "người và\n"
      "chức vụ của đơn vị, trừ khi holdings=no. Việc đã xong và đơn vị của hồ sơ giữ nguyên. --dry-run chỉ nêu.\n",
      OPENS_CHANGING, 2, ANY, act_handover },
    { "handover list", "", "các lần bàn giao, mới nhất trước", NULL, OPENS_READING, 0, 0, act_handover_list },
    { "handover show", "SỐ", "biên bản của một lần bàn giao", NULL, OPENS_READING, 1, 1, act_handover_show },
    { "absence add", "NGƯỜI NGƯỜI-THAY from=NGÀY until=NGÀY reason=… [document=…] [registers=SỔ,…]",
      "ghi một lần vắng mặt; người thay thấy và làm việc của người vắng trong những ngày ấy",
      "registers: chỉ thay ở những sổ này; không ghi: mọi sổ.\n", OPENS_CHANGING, 2, ANY, act_absence_add },
    { "absence list", "", "ai vắng mặt, ai thay, mới nhất trước", NULL, OPENS_READING, 0, 0, act_absence_list },
    { "absence end", "SỐ", "kết thúc sớm, hoặc bỏ, một lần vắng mặt", NULL, OPENS_CHANGING, 1, 1, act_absence_end },
    { "numbers check", "", "kiểm tra các sổ số: không thiếu, không trùng", NULL, OPENS_READING, 0, 0,
      act_numbers_check },
    { "numbers reserve", "SỔ-SỐ", "giữ số kế tiếp của một dãy cho ai đến ngày nào", NULL, OPENS_CHANGING, 1, 1,
      act_numbers_reserve },
    { "history verify", "", "kiểm chuỗi lịch sử, so hồ sơ, số, tài khoản, quyền và bảng đếm với những gì đã ghi",
      "In đầu chuỗi; giữ nó ở nơi khác và đưa lại bằng --head để biết phần cuối có bị cắt không.\n"
      "docs/history.md ghi từng cột được chứng minh thế nào.\n",
      OPENS_READING, 0, 0, act_history_verify },
    { "tally check", "", "so bảng đếm, từng dòng, với số hồ sơ đếm lại; lệch thì in dòng lệch và trả 1", NULL,
      OPENS_READING, 0, 0, act_tally_check },
    { "tally rebuild", "", "đếm lại mọi sổ, khi tally check báo lệch; máy chủ phải dừng", NULL, OPENS_WRITING, 0, 0,
      act_tally_rebuild },
    { "serve", "", "chạy máy chủ: trang web, API và việc nền; dừng bằng Ctrl+C",
      "Ngoài máy này cần --public-url; --now chỉ dùng trên máy này.\n", OPENS_WRITING, 0, 0, act_serve, .waits = true,
      .judges = true },
    { "lint", "TỆP", "soát lỗi một báo cáo", NULL, OPENS_NOTHING, 0, ANY, act_later },
    { "verify", "TỆP.docx", "đối chiếu số liệu của báo cáo với hồ sơ", NULL, OPENS_NOTHING, 0, ANY, act_later },
    { "user add", "NGƯỜI name=… unit=… roles=a,b", "thêm người dùng, in mật khẩu dùng một lần",
      "Còn nhận title=…; tên đăng nhập gồm chữ thường không dấu, số, dấu chấm và dấu gạch ngang.\n", OPENS_CHANGING, 2,
      ANY, act_user_add },
    { "user import", "TỆP.csv",
      "thêm nhiều người dùng từ tệp: tất cả hoặc không ai; in mật khẩu dùng một lần của từng người",
      "Dòng đầu: login,name,title,unit,roles; một người nhiều vai trò thì đặt trong ngoặc kép: \"clerk,reporter\".\n",
      OPENS_CHANGING, 1, 1, act_user_import },
    { "user list", "", "các người dùng", NULL, OPENS_READING, 0, 0, act_user_list },
    { "user password", "NGƯỜI", "đặt lại mật khẩu, in mật khẩu dùng một lần", NULL, OPENS_CHANGING, 1, 1,
      act_user_password },
    { "user token", "NGƯỜI TÊN", "tạo mã truy cập cho một chương trình của người ấy, in một lần", NULL, OPENS_CHANGING,
      2, 2, act_user_token },
    { "routes", "", "các địa chỉ của trang web và API: ai được dùng, nhận gì", NULL, OPENS_NOTHING, 0, 0, act_routes },
    { "backup", "TỆP", "sao lưu", NULL, OPENS_NOTHING, 0, ANY, act_later },
    { "restore", "TỆP", "phục hồi từ bản sao lưu", NULL, OPENS_NOTHING, 0, ANY, act_later },
    { "version", "", "phiên bản của chương trình", NULL, OPENS_NOTHING, 0, 0, act_version },
    { "help", "[LỆNH]", "hướng dẫn này, hoặc về một lệnh", NULL, OPENS_NOTHING, 0, 2, act_help },
};
const size_t command_count = COUNT_OF(commands);

/* One that answers “chưa có” to whoever types it; nobody is told of it before. */
static bool is_later(const struct command *command)
{
    return command->act == act_later;
}

static const struct command *named(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (text_equal(commands[i].name, name))
            return &commands[i];
    return NULL;
}

const struct command *command_find(struct arena *mem, const char *const *words, size_t count, size_t *used,
                                   struct err *err)
{
    const char *given = count > 0 ? words[0] : "";
    const char *both = count > 1 ? arena_printf(mem, "%s %s", words[0], words[1]) : given;
    const struct command *command = named(both);
    if (command || (command = named(given))) {
        *used = text_equal(command->name, given) ? 1 : 2;
        return command;
    }
    const char *names[COUNT_OF(commands)];
    size_t known = 0;
    for (size_t i = 0; i < command_count; i++)
        if (!is_later(&commands[i]))
            names[known++] = commands[i].name;
    const char *said = both, *nearest = nearest_word(both, names, known);
    if (!nearest) {
        said = given;
        nearest = nearest_word(given, names, known);
    }
    for (size_t i = 0; i < command_count && !nearest; i++)
        if (text_starts(commands[i].name, arena_printf(mem, "%s ", given)))
            nearest = commands[i].name;
    if (nearest)
        err_set(err, ERR_INVALID, "command", NULL, SAY_NO_COMMAND_NEAREST, said, nearest);
    else
        err_set(err, ERR_INVALID, "command", NULL, SAY_NO_COMMAND, given);
    return NULL;
}

const char *command_usage(struct arena *mem, const struct command *command)
{
    return arena_printf(mem, "congvu %s%s%s", command->name, command->arguments[0] ? " " : "", command->arguments);
}

void commands_explain(struct text *out)
{
    text_raw(out,
             "congvu: văn phòng số của Ủy ban nhân dân cấp tỉnh\n\nCách dùng: congvu LỆNH … [TÙY-CHỌN]\n\nCác lệnh:\n");
    for (size_t i = 0; i < command_count; i++) {
        if (is_later(&commands[i]))
            continue;
        text_raw(out, "  ");
        words_pad(out, commands[i].name, 17);
        text_printf(out, "%s\n", commands[i].help);
    }
    text_raw(out, "\nTùy chọn chung:\n");
    options_explain(out, NULL);
    text_raw(out, "\nVề một lệnh: congvu help LỆNH. Mã trả về: 0 xong, 1 bị từ chối hoặc câu trả lời là không, "
                  "2 viết sai lệnh, 3 hỏng.\n");
}

bool commands_explain_family(struct text *out, const char *name)
{
    const char *first = arena_printf(out->mem, "%s ", name);
    size_t found = 0, members = 0;
    for (size_t i = 0; i < command_count; i++)
        members += text_starts(commands[i].name, first) && !is_later(&commands[i]);
    if (members == 0)
        return false;
    for (size_t i = 0; i < command_count; i++) {
        bool itself = text_equal(commands[i].name, name); /* “assign” beside “assign list” */
        if ((!itself && !text_starts(commands[i].name, first)) || is_later(&commands[i]))
            continue;
        text_printf(out, "%s  congvu %s%s%s\n      %s\n", found++ ? "" : SAY_FAMILY, commands[i].name,
                    *commands[i].arguments ? " " : "", commands[i].arguments, commands[i].help);
    }
    return true;
}

void command_explain(struct text *out, const struct command *command)
{
    text_printf(out, "%s\n\n  %s%s\n", command_usage(out->mem, command), command->help,
                is_later(command) ? SAY_LATER_HELP : "");
    if (command->more)
        text_printf(out, "\n%s", command->more);
    struct text own;
    text_init(&own, out->mem, TEXT_MAX_PAGE);
    options_explain(&own, command->name);
    if (own.length > 0)
        text_printf(out, "\nTùy chọn:\n%s", own.data);
    text_raw(out, "\nTùy chọn chung:\n");
    options_explain(out, NULL);
}
