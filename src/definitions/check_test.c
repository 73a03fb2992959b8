/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

static const struct refused wrong_names[] = {
    { "registers/note.yaml", "register: note\n", "register: Note\n",
      "registers/note.yaml:2:11: tên “Note” phải gồm chữ thường không dấu, số và dấu _, bắt đầu bằng chữ, không quá 41 "
      "ký tự\n"
      "reports/monthly.yaml:22:33: không có sổ “note”; có phải “Note”?" },
    { "registers/note.yaml", "register: note\n", "register: history\n",
      "registers/note.yaml:2:11: “history” là tên bảng của hệ thống: hãy đặt tên khác cho sổ\n"
      "reports/monthly.yaml:22:33: không có sổ “note”" },
    { "registers/note.yaml", "register: note\n", "register: petition\n",
      "books.yaml:6:13: sổ “petition” không lấy số từ sổ số này: thêm “number: petitions” vào định nghĩa của sổ\n"
      "books.yaml:8:14: mẫu số không nhận {kind.short}; được dùng: {seq}, {seq:N}, {year}, {date:yymmdd}, {agency}, "
      "{issuer.symbol}, {unit.short}, {TRƯỜNG}, {TRƯỜNG.short}\n"
      "lists/petition-kinds.yaml:2:7: danh mục “petition-kinds” không được dùng ở đâu\n"
      "registers/petition.yaml:2:1: “petition” đã được định nghĩa ở registers/note.yaml\n"
      "reports/monthly.yaml:11:84: không có chỉ tiêu “petitions_by_post”\n"
      "reports/monthly.yaml:20:19: không có chỉ tiêu hay từ của kỳ tên “petitions_by_post”\n"
      "reports/monthly.yaml:21:22: không có chỉ tiêu “petitions_by_post”\n"
      "reports/monthly.yaml:22:33: không có sổ “note”" },
    { "registers/note.yaml", "slug: ghi-chu", "slug: /ghi-chu",
      "registers/note.yaml:3:7: đường dẫn “/ghi-chu” phải gồm chữ thường không dấu, số, dấu - và /" },
    { "registers/note.yaml", "slug: ghi-chu", "slug: don-thu",
      "registers/petition.yaml:3:7: đường dẫn “don-thu” đã có ở registers/note.yaml:3" },
    { "registers/note.yaml", "slug: ghi-chu", "slug: ghi-chu\nkey: d",
      "registers/note.yaml:4:6: phím tắt “d” phải là một chữ thường không dấu, trừ b, c, d của báo cáo, việc của tôi, "
      "điều hành" },
    { "registers/note.yaml", "name: size, type: number", "name: state, type: number",
      "registers/note.yaml:10:13: “state” là tên dành cho hệ thống: hãy đặt tên khác cho trường\n"
      "registers/note.yaml:20:84: không có trường “size”\n"
      "registers/note.yaml:28:55: không có trường “size”" },
    { "registers/note.yaml", "name: size, type: number", "name: Cỡ, type: number",
      "registers/note.yaml:10:13: tên “Cỡ” phải gồm chữ thường không dấu, số và dấu _, bắt đầu bằng chữ, không quá 41 "
      "ký tự\n"
      "registers/note.yaml:20:84: không có trường “size”\n"
      "registers/note.yaml:28:55: không có trường “size”" },
    { "registers/note.yaml", "{ name: length, type", "{ name: subject, type",
      "registers/note.yaml:11:13: trường “subject” đã có ở registers/note.yaml:9" },
    { "registers/note.yaml", "date: made_on\n", "date: made\n", "registers/note.yaml:5:7: không có trường “made”" },
    { "registers/note.yaml", "date: made_on\n", "date: subject\n",
      "registers/note.yaml:5:7: “date” phải là trường kiểu date hoặc date-time; “subject” có kiểu text" },
    { "registers/note.yaml", "title: subject\n", "title: subjekt\n",
      "registers/note.yaml:6:8: không có trường “subjekt”; có phải “subject”?" },
    { "registers/note.yaml", "columns: [made_on, subject]", "columns: [made_on, subjects]",
      "registers/note.yaml:24:28: không có cột “subjects”; có phải “subject”?" },
    { "registers/note.yaml", "sort: -made_on", "sort: -writer",
      "registers/note.yaml:24:44: trường “writer” là dữ liệu cá nhân, không dùng trong “sort”" },
    { "registers/note.yaml", "sort: -made_on", "sort: -nothing", "registers/note.yaml:24:44: không có cột “nothing”" },
    { "registers/note.yaml", "search: [subject]", "search: [subject, writer]",
      "registers/note.yaml:25:19: trường “writer” là dữ liệu cá nhân, không dùng trong “search”" },
    { "registers/note.yaml", "search: [subject]", "search: [writed]",
      "registers/note.yaml:25:10: không có trường “writed”; có phải “writer”?" },
    { "registers/note.yaml", "list: document-types", "list: document-type",
      "registers/note.yaml:13:52: không có danh mục “document-type”; có phải “document-types”?" },
    { "registers/note.yaml", ", list: document-types", "",
      "registers/note.yaml:13:5: trường “type” kiểu choice phải có đúng một trong hai: “choices” hoặc “list”" },
    { "registers/note.yaml", "type: link, label: Đơn, register: petition", "type: link, label: Đơn",
      "registers/note.yaml:14:5: trường “petition” kiểu link phải có “register: TÊN SỔ”" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0",
      "type: number, label: Cỡ, copies: [ { from: a, to: b } ]",
      "registers/note.yaml:10:5: trường “size” không dùng “copies”: chỉ trường link, và trường procedure khi có sổ thủ "
      "tục" },
    { "registers/note.yaml", "register: petition }",
      "register: petition, copies: [ { from: received_on, to: size } ] }",
      "registers/note.yaml:14:102: “copies”: trường “received_on” kiểu date không chép được sang trường “size” kiểu "
      "number" },
    { "registers/note.yaml", "title: subject\n", "title: subject\nin_force: { from: subject }\n",
      "registers/note.yaml:7:19: “in_force” phải là trường kiểu date; “subject” có kiểu text" },
    { "registers/note.yaml", "title: subject\n",
      "title: subject\nbacked_by: [ { register: petition, day: made_on, same: [ { here: subject, there: summary } ], "
      "otherwise: Không } ]\n",
      "registers/note.yaml:7:26: “backed_by”: sổ “petition” chưa có “in_force”, nên không biết hồ sơ nào còn hiệu "
      "lực" },
    { "registers/note.yaml", "title: subject\n",
      "title: subject\nin_force: { from: made_on }\nbacked_by: [ { register: note, day: size, same: [ { here: writer, "
      "there: subject } ], covers: [ { here: type, there: place } ], otherwise: Không } ]\n",
      "registers/note.yaml:8:14: trường “writer” là dữ liệu cá nhân, không dùng trong “backed_by”\n"
      "registers/note.yaml:8:37: “backed_by.day” phải là trường kiểu date; “size” có kiểu number\n"
      "registers/note.yaml:8:59: “backed_by”: trường “writer” (kiểu person) không đối chiếu được với trường “subject” "
      "(kiểu text) của sổ “note”\n"
      "registers/note.yaml:8:105: “backed_by”: trường “type” (kiểu choice) không đối chiếu được với trường “place” "
      "(kiểu choice) của sổ “note”" },
    { "registers/note.yaml", "register: petition }", "register: petitions }",
      "registers/note.yaml:14:57: không có sổ “petitions”; có phải “petition”?" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, min: 9, max: 1",
      "registers/note.yaml:10:5: trường “size”: “min” lớn hơn “max”" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, initial: nhiều",
      "registers/note.yaml:10:53: giá trị ban đầu “nhiều” không hợp với trường kiểu number" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, set_by: finnish",
      "registers/note.yaml:10:52: không có bước “finnish”; có phải “finish”?" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, shown_if: \"plaec=xa\"",
      "registers/note.yaml:10:54: không có trường “plaec”; có phải “place”?" },
    { "registers/note.yaml", "states:\n", "groups:\n  - { label: Tả, fields: [sise] }\nstates:\n",
      "registers/note.yaml:17:27: không có trường “sise”; có phải “size”?" },
    { "registers/note.yaml", "states:\n", "groups:\n  - { label: Tả, fields: [size, size] }\nstates:\n",
      "registers/note.yaml:17:33: “size” có hai lần trong “fields”" },
    { "registers/note.yaml", "states:\n",
      "groups:\n  - { label: A, fields: [size] }\n  - { label: B, fields: [place, size] }\nstates:\n",
      "registers/note.yaml:18:33: “size” có hai lần trong “groups”" },
    { "registers/note.yaml", "states:\n",
      "groups:\n  - { label: A, fields: [size] }\n  - { label: A, fields: [place] }\nstates:\n",
      "registers/note.yaml:18:14: nhóm trường “A” đã có ở registers/note.yaml:17" },
    { "registers/note.yaml", "steps:\n", "way: [open, don]\nsteps:\n",
      "registers/note.yaml:19:13: không có trạng thái “don”; có phải “done”?" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, was: length",
      "registers/note.yaml:10:49: “was: length” trùng với một tên đang dùng" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, units: [phong]",
      "registers/note.yaml:10:5: trường “size” kiểu number không dùng “units”" },
    { "registers/note.yaml", "type: number, label: Cỡ, min: 0", "type: number, label: Cỡ, opens_to: [lead]",
      "registers/note.yaml:10:5: “opens_to” chỉ dùng ở trường dữ liệu cá nhân; trường “size” ai xem được hồ sơ cũng "
      "đọc "
      "được" },
    { "registers/note.yaml", "type: date, label: Ngày", "type: date, label: Ngày, min: 1",
      "registers/note.yaml:8:5: trường “made_on” kiểu date không dùng “min”, “max”" },
    { "registers/note.yaml", "{ code: xa, label: Xa }", "{ code: gan, label: Xa }",
      "registers/note.yaml:15:92: lựa chọn “gan” đã có ở registers/note.yaml:15" },
    { "registers/note.yaml", "{ code: xa, label: Xa }", "{ code: Xa, label: Xa }",
      "registers/note.yaml:15:92: mã “Xa” phải gồm chữ thường không dấu, số, dấu - và _, không quá 60 ký tự" },
    { "registers/note.yaml", "search: [subject]", "search: [subject]\nnumber: petitions",
      "registers/note.yaml:26:9: sổ số “petitions” phục vụ sổ “petition”, không phải sổ này" },
    { "registers/note.yaml", "search: [subject]", "search: [subject]\nnumber: notes",
      "registers/note.yaml:26:9: không có sổ số “notes”" },
};

static const struct refused wrong_steps[] = {
    { "registers/note.yaml", "from: [open], to: done", "from: [opened], to: done",
      "registers/note.yaml:20:45: không có trạng thái “opened”; có phải “open”?" },
    { "registers/note.yaml", "from: [open], to: done", "from: [open], to: don",
      "registers/note.yaml:20:56: không có trạng thái “don”; có phải “done”?" },
    { "registers/note.yaml", "from: [open], to: done", "from: [done], to: done",
      "registers/note.yaml:18:13: không bước nào đưa đến trạng thái “done”\n"
      "registers/note.yaml:20:13: không bao giờ thực hiện được bước “finish”: không đến được trạng thái nào trong "
      "“from”\n"
      "registers/note.yaml:21:13: không bao giờ thực hiện được bước “reopen”: không đến được trạng thái nào trong "
      "“from”" },
    { "registers/note.yaml", "group: open }", "group: open, awaits: finnish }",
      "registers/note.yaml:17:51: không có bước “finnish”; có phải “finish”?" },
    { "registers/note.yaml", "group: open }", "group: open, awaits: { only_if: \"place=xa\" } }",
      "registers/note.yaml:17:51: bước được chờ (awaits) thiếu mục “step”" },
    { "registers/note.yaml", "group: open }", "group: open, awaits: { step: finish, only_if: \"made_on=@period\" } }",
      "registers/note.yaml:17:76: hàng chờ xem ở một ngày, không ở một kỳ: dùng @today, @me, @my-unit, không dùng "
      "@period, "
      "@before, @cutoff" },
    { "registers/note.yaml", "group: open }",
      "group: open, awaits: [finish, { step: finish, only_if: \"place=xa\" }] }",
      "registers/note.yaml:17:68: bước “finish” được chờ với hai điều kiện khác nhau: hàng chờ của một bước chỉ có một "
      "“only_if”" },
    { "registers/note.yaml", "group: open }", "group: open, awaits: [finish, reopen] }",
      "registers/note.yaml:17:60: trạng thái “open” không chờ bước “reopen” được: bước này không làm từ đó (thêm vào "
      "“from”)" },
    { "registers/note.yaml", "who: [clerk]", "who: [clark]",
      "registers/note.yaml:20:68: không có vai trò “clark”; có phải “clerk”?" },
    { "registers/note.yaml", "needs: [size]", "needs: [sise]",
      "registers/note.yaml:20:84: không có trường “sise”; có phải “size”?" },
    { "registers/note.yaml", "needs: [size]", "needs: [size], asks_again: [petition]",
      "registers/note.yaml:20:104: bước “finish” không hỏi lại “petition”: chỉ hỏi lại trường liên kết có “only_if”" },
    { "registers/note.yaml", "ends: answer", "ends: answers",
      "registers/note.yaml:20:97: không có thời hạn “answers”; có phải “answer”?" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "only_if: \"plaxe=xa\"",
      "registers/note.yaml:21:100: không có trường “plaxe”; có phải “place”?" },
    { "registers/note.yaml", "label: Thời hạn }", "label: Thời hạn, lines: true }",
      "registers/note.yaml:11:5: trường “length” ghi thành dòng (lines) thì phải có “set_by”, và không là personal, "
      "unique, required, tiêu đề, không có initial, không bị bước nào xóa (clears), không lấy từ trường khác "
      "(copies)" },
    { "registers/note.yaml", "label: Thời hạn }", "label: Thời hạn, recipients: size }",
      "registers/note.yaml:11:5: trường “length” ghi nơi nhận (recipients) phải là long-text, không là personal, "
      "lines, "
      "tiêu đề\nregisters/note.yaml:11:62: “recipients” phải là tên một trường number có “set_by”, không personal, "
      "không có "
      "initial; “size” thì không" },
    { "registers/note.yaml", "min: 0 }", "min: 0, years: true }",
      "registers/note.yaml:10:5: “years” chỉ dùng cho trường kiểu period, không dùng cho “size”" },
    { "registers/note.yaml", "min: 0 }", "min: 0, set_by: finish, lines: true }",
      "registers/note.yaml:10:5: trường “size” kiểu number không ghi thành dòng (lines) được: chỉ text, long-text" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "only_if: petition.within-competence",
      "registers/note.yaml:21:100: “only_if” phải là điều kiện trên các trường của hồ sơ, như “kind=khieu-nai”; ở đây "
      "là “petition.within-competence”" },
    { "registers/note.yaml", "only_if: \"place=xa\"",
      "only_if: [ { query: \"plaxe=xa\", otherwise: Xa quá }, \"size=sise\" ]",
      "registers/note.yaml:21:111: không có trường “plaxe”; có phải “place”?" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "only_if: { otherwise: Xa quá }",
      "registers/note.yaml:21:100: điều kiện (only_if) thiếu mục “query”" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "assigns: size",
      "registers/note.yaml:21:100: “assigns” phải là trường kiểu unit; “size” có kiểu number" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "by: size",
      "registers/note.yaml:21:95: “by” phải là trường kiểu user, unit; “size” có kiểu number" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "closes: assignments",
      "registers/note.yaml:21:99: “closes” không nhận “assignments”; có phải “assignment”?" },
    { "registers/note.yaml", "only_if: \"place=xa\"", "numbers: true",
      "registers/note.yaml:21:5: “numbers: true” cần sổ có “number: SỔ SỐ”" },
    { "registers/petition.yaml", "number: petitions", "entry: Lưu tạm\nnumber: petitions",
      "registers/petition.yaml:7:8: “entry: Lưu tạm” không bao giờ dùng: hồ sơ của sổ này có số ngay khi nhập, việc ấy "
      "gọi "
      "là “Vào sổ”" },
    { "registers/note.yaml", "name: reopen", "name: cancel",
      "registers/note.yaml:21:13: bước “cancel” có sẵn ở mọi hồ sơ: hãy đặt tên khác" },
    { "registers/note.yaml", "name: reopen", "name: finish",
      "registers/note.yaml:21:13: bước “finish” đã có ở registers/note.yaml:20" },
    { "registers/note.yaml", "starts: answer, ", "",
      "registers/note.yaml:23:13: thời hạn “answer” không được dùng ở đâu" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "length: 5 ngày công",
      "registers/note.yaml:23:56: độ dài “5 ngày công” phải dạng: N ngày làm việc, N ngày, N giờ làm việc, N giờ, N "
      "tháng" },
    { "registers/note.yaml", ", length: 5 ngày làm việc", "",
      "registers/note.yaml:23:5: thời hạn “answer” phải có đúng một trong: limits, length, length_field, date_field "
      "(đang có 0)" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "length: 5 ngày, date_field: made_on",
      "registers/note.yaml:23:5: thời hạn “answer” phải có đúng một trong: limits, length, length_field, date_field "
      "(đang có 2)" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "length_field: size",
      "registers/note.yaml:23:62: “length_field” phải là trường kiểu text; “size” có kiểu number" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "date_field: subject",
      "registers/note.yaml:23:60: “date_field” phải là trường kiểu date hoặc date-time; “subject” có kiểu text" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "limits: complaint-first",
      "registers/note.yaml:23:56: không có bảng thời hạn “complaint-first”" },
    { "registers/note.yaml", "length: 5 ngày làm việc", "limits: complaint-first-instance, variant: subject",
      "registers/note.yaml:23:91: “variant” phải là trường kiểu choice; “subject” có kiểu text" },
    { "registers/note.yaml", "law: QĐ 1,", "begins: entry,",
      "registers/note.yaml:21:83: thời hạn “answer” bắt đầu cùng hồ sơ (begins: entry), bước “reopen” không bắt đầu nó "
      "lần nữa: bỏ “starts” hoặc dùng “restarts”" },
    { "registers/note.yaml", "law: QĐ 1,", "begins: create,",
      "registers/note.yaml:23:45: “begins” không nhận “create”; chọn một trong: entry" },
    { "registers/note.yaml", "length: 5 ngày làm việc",
      "length: 5 ngày, limits_by: [ { query: \"place=xa\", limits: "
      "complaint-first-instance } ]",
      "registers/note.yaml:23:77: “limits_by” chỉ dùng cùng “limits”" },
    { "registers/note.yaml", "length: 5 ngày làm việc",
      "limits: complaint-first-instance, limits_by: [ { query: \"plaec=xa\", limits: complaint-first } ]",
      "registers/note.yaml:23:104: không có trường “plaec”; có phải “place”?\n"
      "registers/note.yaml:23:124: không có bảng thời hạn “complaint-first”" },
    { "registers/petition.yaml", "limits: complaint-first-instance", "limits: complaint-frist-instance",
      "registers/petition.yaml:27:63: không có bảng thời hạn “complaint-frist-instance”; có phải "
      "“complaint-first-instance”?" },
};

static const struct refused wrong_office[] = {
    { "document-types.yaml", "label: Báo cáo, short", "label: Báo cáo, was: qd, short",
      "document-types.yaml:6:38: “was: qd” trùng với một tên đang dùng" },
    { "books.yaml", "{seq:2}/", "{seq:2/", "books.yaml:8:14: mẫu số “{seq:2/{year}-{kind.short}” thiếu dấu { hoặc }" },
    { "books.yaml", "{seq:2}/", "", "books.yaml:8:14: mẫu số “{year}-{kind.short}” phải có đúng một {seq}" },
    { "books.yaml", "{kind.short}", "{kinds.short}",
      "books.yaml:8:14: mẫu số không nhận {kinds.short}; được dùng: {seq}, {seq:N}, {year}, {date:yymmdd}, {agency}, "
      "{issuer.symbol}, {unit.short}, {TRƯỜNG}, {TRƯỜNG.short}" },
    { "books.yaml", "serves: petition", "serves: note",
      "books.yaml:6:13: sổ “note” không lấy số từ sổ số này: thêm “number: petitions” vào định nghĩa của sổ\n"
      "books.yaml:8:14: mẫu số không nhận {kind.short}; được dùng: {seq}, {seq:N}, {year}, {date:yymmdd}, {agency}, "
      "{issuer.symbol}, {unit.short}, {TRƯỜNG}, {TRƯỜNG.short}\n"
      "registers/petition.yaml:7:9: sổ số “petitions” phục vụ sổ “note”, không phải sổ này" },
    { "books.yaml", "issuer: van-phong", "issuer: vanphong",
      "books.yaml:5:13: không có cơ quan ban hành “vanphong”; có phải “van-phong”?" },
    { "books.yaml", "period: year", "period: years", "books.yaml:7:13: “period” không nhận “years”; có phải “year”?" },
    { "books.yaml", "at: 18", "at: 0", "books.yaml:9:25: “start” phải từ 1 trở lên" },
    { "books.yaml", "period: year", "period: year\n    by: [kid]",
      "books.yaml:8:10: không có trường “kid”; có phải “kind”?" },
    { "books.yaml", "period: year",
      "period: year\n    by: [kind]\n    patterns: [ { type: to-caos, pattern: \"{seq}\" } ]",
      "books.yaml:9:25: không có lựa chọn “to-caos”; có phải “to-cao”?" },
    { "units.yaml", "  - { code: ubnd, names", "  - { code: ubnd, parent: vp, names",
      "units.yaml:5:27: đơn vị “ubnd” là cấp trên của chính nó\n"
      "units.yaml:7:13: đơn vị “vp” là cấp trên của chính nó" },
    { "units.yaml", "parent: ubnd", "parent: ubdn", "units.yaml:7:13: không có đơn vị “ubdn”; có phải “ubnd”?" },
    { "units.yaml", "  - code: vp", "  - code: ubnd",
      "reports/monthly.yaml:6:7: không có đơn vị “vp”\n"
      "reports/monthly.yaml:18:15: không có đơn vị “vp”\n"
      "units.yaml:3:117: không có đơn vị “vp”\n"
      "units.yaml:6:11: đơn vị “ubnd” đã có ở units.yaml:5" },
    { "units.yaml", "until: 2016-06-30", "from: 2017-01-01, until: 2016-06-30",
      "units.yaml:9:68: “until” (2016-06-30) trước “from” (2017-01-01)" },
    { "units.yaml", "unit: vp }", "unit: vpp }", "units.yaml:3:117: không có đơn vị “vpp”; có phải “vp”?" },
    { "areas/tinh.yaml", "parent: \"87\"", "parent: \"88\"",
      "areas/tinh.yaml:4:45: không có địa bàn “88”; có phải “87”?" },
    { "roles.yaml", "name: leader", "name: clerk",
      "registers/note.yaml:21:66: không có vai trò “leader”\n"
      "registers/petition.yaml:24:74: không có vai trò “leader”\n"
      "registers/petition.yaml:25:91: không có vai trò “leader”\n"
      "roles.yaml:5:13: vai trò “clerk” đã có ở roles.yaml:3" },
    { "roles.yaml", "login: chuyen-vien, grants: [ { label: Đơn, reads: [all]",
      "login: chuyen-vien, grants: [ { label: Đơn, reads: [note]",
      "registers/petition.yaml:23:77: vai trò “specialist” không được xem sổ “petition” nên không làm được bước này: "
      "thêm quyền trong roles.yaml" },
    { "roles.yaml", "reads: [all], sees: unit, changes: [all]",
      "reads: [petition, petitions], sees: unit, changes: [note]",
      "roles.yaml:4:107: không có sổ “petitions”; có phải “petition”?\n"
      "roles.yaml:4:141: “changes”: vai trò “specialist” không được xem sổ “note”: thêm sổ vào “reads” hoặc bỏ ở đây" },
    { "roles.yaml", "secrecy: [thuong, mat]", "secrecy: [mat, all]",
      "roles.yaml:5:132: “all” đã là tất cả: bỏ các tên khác trong “secrecy”" },
    { "law/complaints.yaml", "30 ngày, until: 2021-12-31", "30 ngày",
      "law/complaints.yaml:7:19: hai dòng thời hạn “normal” cùng có hiệu lực: từ 0001-01-01 và từ 2022-01-01" },
    { "law/complaints.yaml", "length: 45 ngày", "length: 45",
      "law/complaints.yaml:7:19: độ dài “45” phải dạng: N ngày làm việc, N ngày, N giờ làm việc, N giờ, N tháng" },
    { "law/complaints.yaml", "mark: from-memory", "mark: sure",
      "law/complaints.yaml:7:86: “mark” không nhận “sure”; có phải “unsure”?" },
    { "document-types.yaml", "code: bc", "code: qd",
      "document-types.yaml:6:13: lựa chọn “qd” đã có ở document-types.yaml:5\n"
      "reports/monthly.yaml:7:7: không có tên loại văn bản “bc”" },
    { "lists/petition-kinds.yaml", "list: petition-kinds", "list: petition-types",
      "lists/petition-kinds.yaml:2:7: danh mục “petition-types” không được dùng ở đâu\n"
      "registers/petition.yaml:16:56: không có danh mục “petition-kinds”" },
    { "settings.yaml", "name: office.short", "name: issuer",
      "settings.yaml:4:13: thiết lập “issuer” đã có ở settings.yaml:3\n"
      "settings.yaml:4:28: không có cơ quan ban hành “50”" },
    { "settings.yaml", "value: van-phong", "value: vanphong",
      "settings.yaml:3:28: không có cơ quan ban hành “vanphong”; có phải “van-phong”?" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: records.from, value: 1/6/2021",
      "settings.yaml:4:34: “records.from” phải là ngày dạng 2021-07-29, không phải “1/6/2021”" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: report.main, value: montly",
      "settings.yaml:4:33: không có báo cáo “montly”; có phải “monthly”?" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: mail.server, value: \"http://thu.vn\"",
      "settings.yaml:4:33: “mail.server” cần thêm thiết lập “mail.from”: địa chỉ người gửi\n"
      "settings.yaml:4:33: “mail.server” phải là máy chủ thư dạng smtp://mail.coquan.gov.vn:587 hoặc "
      "smtps://mail.coquan.gov.vn:465, không phải “http://thu.vn”" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: mail.hour, value: \"24:00\"",
      "settings.yaml:4:31: “mail.hour” phải là giờ dạng 07:00, không phải “24:00”" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: remind.before, value: \"3, 0\"",
      "settings.yaml:4:35: “remind.before” phải là các số nguyên từ 1, cách nhau dấu phẩy, nhiều nhất 5 số, không phải "
      "“3, 0”" },
    { "settings.yaml", "name: office.short, value: \"50\"", "name: remind.head_role, value: clark",
      "settings.yaml:4:38: không có vai trò “clark”; có phải “clerk”?" },
    { "settings.yaml", "07:00-11:30", "07:00-25:30",
      "settings.yaml:6:16: Giờ làm việc “07:00-25:30” phải có dạng 07:00-11:30" },
    { "calendars/vietnam.yaml", "date: 2021-09-03", "date: 2022-09-03",
      "calendars/vietnam.yaml:8:13: ngày 2022-09-03 ở ngoài lịch (2021-01-01 đến 2021-12-31)" },
    { "calendars/vietnam.yaml", "date: 2021-09-03", "date: 2021-09-02",
      "calendars/vietnam.yaml:8:13: ngày “2021-09-02” đã có ở calendars/vietnam.yaml:7" },
    { "calendars/vietnam.yaml", "until: 2021-12-31", "until: 2020-12-31",
      "calendars/vietnam.yaml:5:8: “until” (2020-12-31) trước “from” (2021-01-01)" },
    { "calendars/vietnam.yaml", "kind: off, reason: Quốc khánh, mark", "kind: nghi, reason: Quốc khánh, mark",
      "calendars/vietnam.yaml:8:31: “kind” không nhận “nghi”; chọn một trong: off, work" },
};

static const struct refused wrong_figures[] = {
    { "reports/monthly.yaml", "slug: bao-cao", "slug: don-thu",
      "reports/monthly.yaml:3:7: đường dẫn “don-thu” đã có ở registers/petition.yaml:3" },
    { "registers/note.yaml", "name: notes_size", "name: petitions_by_post",
      "registers/petition.yaml:31:13: chỉ tiêu “petitions_by_post” đã có ở registers/note.yaml:28" },
    { "registers/note.yaml", ", field: size", "",
      "registers/note.yaml:28:5: chỉ tiêu “notes_size” kiểu sum phải có “field”" },
    { "registers/note.yaml", "count: sum, field: size", "count: sum, field: subject",
      "registers/note.yaml:28:55: trường “subject” kiểu text không cộng được: cần kiểu number hoặc money" },
    { "registers/note.yaml", "count: records, query: \"made_on=@period\"", "count: records",
      "registers/note.yaml:27:5: chỉ tiêu “notes” kiểu records phải có “query”" },
    { "registers/note.yaml", "count: records, query: \"made_on=@period\"", "count: records, query: \"writer=@me\"",
      "registers/note.yaml:27:62: trường “writer” là dữ liệu cá nhân, không dùng trong truy vấn của báo cáo" },
    { "registers/note.yaml", "count: records,", "count: records, figure: notes_size,",
      "registers/note.yaml:27:5: chỉ tiêu “notes” kiểu records không dùng “figure”" },
    { "reports/monthly.yaml", "numerator: notes", "numerator: note",
      "reports/monthly.yaml:11:64: không có chỉ tiêu “note”; có phải “notes”?" },
    { "reports/monthly.yaml", "figure: notes }", "figure: notes_before }",
      "reports/monthly.yaml:12:13: chỉ tiêu “notes_before” tính từ chính nó" },
    { "reports/monthly.yaml", "count: before, figure: notes", "count: records, query: \"a=b\"",
      "reports/monthly.yaml:12:5: chỉ tiêu “notes_before” kiểu records đếm hồ sơ nên phải đặt trong định nghĩa của "
      "sổ" },
    { "reports/monthly.yaml", "annex: [notes, notes_rate]", "annex: [notes, notes_rates]",
      "reports/monthly.yaml:13:16: không có chỉ tiêu “notes_rates”; có phải “notes_rate”?" },
    { "reports/monthly.yaml", "{{notes.over}}", "{{note.over}}",
      "reports/monthly.yaml:20:19: không có chỉ tiêu hay từ của kỳ tên “note”; có phải “notes”?" },
    { "reports/monthly.yaml", "{{notes.over}}", "{{notes.above}}",
      "reports/monthly.yaml:20:19: không có cách in “above”; được dùng: over, nearly, million, words, plain, trend, "
      "names, "
      "known, some" },
    { "reports/monthly.yaml", "{{notes.over}}", "{{notes.over}",
      "reports/monthly.yaml:20:19: câu mẫu sai: dòng 1, cột 33: thẻ mở bằng {{ mà không có }} đóng lại" },
    { "reports/monthly.yaml", "{{notes.over}}", "{{>notes}}",
      "reports/monthly.yaml:20:19: câu mẫu không dùng {{>notes}}" },
    { "reports/monthly.yaml", "tháng {{month}}/{{year}}", "tháng {{mont}}/{{year}}",
      "reports/monthly.yaml:9:11: không có chỉ tiêu hay từ của kỳ tên “mont”; có phải “month”?" },
    { "reports/monthly.yaml", "only_if: petitions_by_post", "only_if: petition_by_post",
      "reports/monthly.yaml:21:22: không có chỉ tiêu “petition_by_post”; có phải “petitions_by_post”?" },
    { "reports/monthly.yaml", "only_if: petitions_by_post", "text: thêm",
      "reports/monthly.yaml:20:13: đoạn phải có đúng một trong: line, text, titles, table, texts, plan (đang có 2)" },
    { "reports/monthly.yaml", "by: type, phrase", "by: subject, phrase",
      "reports/monthly.yaml:22:69: “by” phải là trường kiểu choice; “subject” có kiểu text" },
    { "reports/monthly.yaml", "phrase: subject", "phrase: writer",
      "reports/monthly.yaml:22:83: trường “writer” là dữ liệu cá nhân, không dùng trong báo cáo" },
    { "reports/monthly.yaml", "register: note, query", "register: notes, query",
      "reports/monthly.yaml:22:33: không có sổ “notes”; có phải “note”?" },
    { "reports/monthly.yaml", "          - line: \"",
      "          - texts: { register: note, query: \"made_on=@period\", text: writer }\n          - line: \"",
      "reports/monthly.yaml:20:70: trường “writer” là dữ liệu cá nhân, không dùng trong báo cáo" },
    { "reports/monthly.yaml", "          - line: \"",
      "          - plan: { register: note, query: \"made_on=@period\", text: writer }\n          - line: \"",
      "reports/monthly.yaml:20:69: trường “writer” là dữ liệu cá nhân, không dùng trong báo cáo" },
    { "reports/monthly.yaml", "          - line: \"",
      "          - plan: { register: notes, query: \"made_on=@period\", text: subject }\n          - line: \"",
      "reports/monthly.yaml:20:31: không có sổ “notes”; có phải “note”?" },
    { "reports/monthly.yaml", "slug: bao-cao", "slug: bao-cao\nfile: Báo cáo",
      "reports/monthly.yaml:4:7: tên tệp “Báo cáo” phải gồm chữ thường không dấu, số và dấu -" },
    { "reports/monthly.yaml", "compare: before", "compare: last-yaer",
      "reports/monthly.yaml:23:77: “compare” không nhận “last-yaer”; có phải “last-year”?" },
    { "reports/monthly.yaml", "figures: [notes, notes_rate]", "figures: [notes, rate]",
      "reports/monthly.yaml:23:55: không có chỉ tiêu “rate”" },
    { "reports/monthly.yaml", "type: bc", "type: bcc",
      "reports/monthly.yaml:7:7: không có tên loại văn bản “bcc”; có phải “bc”?" },
    { "reports/monthly.yaml", "issuer: van-phong", "issuer: vp",
      "reports/monthly.yaml:5:9: không có cơ quan ban hành “vp”" },
    { "reports/monthly.yaml", "        unit: vp", "        unit: pv",
      "reports/monthly.yaml:18:15: không có đơn vị “pv”; có phải “vp”?" },
    { "reports/monthly.yaml", "        optional: true", "        optional: false",
      "reports/monthly.yaml:24:9: mục “Kiến nghị” không có “parts” hay “sections”" },
};

static void test_names_of_fields_lists_and_books_are_checked(void **state)
{
    (void)state;
    check_refused(wrong_names, COUNT_OF(wrong_names));
}

static void test_states_steps_and_deadlines_fit_together(void **state)
{
    (void)state;
    check_refused(wrong_steps, COUNT_OF(wrong_steps));
}

static void test_units_books_limits_areas_and_the_calendar_are_checked(void **state)
{
    (void)state;
    check_refused(wrong_office, COUNT_OF(wrong_office));
}

static void test_figures_sentences_and_sections_are_checked(void **state)
{
    (void)state;
    check_refused(wrong_figures, COUNT_OF(wrong_figures));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names_of_fields_lists_and_books_are_checked),
        TEST(test_states_steps_and_deadlines_fit_together),
        TEST(test_units_books_limits_areas_and_the_calendar_are_checked),
        TEST(test_figures_sentences_and_sections_are_checked),
    };
    return cmocka_run_group_tests_name("definitions: check", tests, NULL, NULL);
}
