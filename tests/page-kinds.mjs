// SPDX-License-Identifier: Apache-2.0
// Every kind of page of a served sample office, for the tests that hold all pages to the same promises.
//
//     const kinds = await pageKinds(server);
//     kinds[0]      { name, login, path, status, submit, statements }    statements: more of them than other pages
//
// LOGIN is a demo account, "" a visitor who is not signed in. SUBMIT, where there is one, is a form of the page at PATH
// that is sent with a fault: { action, fields }; STATUS is that of the page one then sees, 200 without it.
import assert from "node:assert/strict";

const escaped = (html) => html.replaceAll("&amp;", "&");
export const hrefs = (html, pattern) => [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => escaped(href)).filter((href) => pattern.test(href));
const RECORD = /^\/van-ban\/den\/[0-9a-hjkmnp-tv-z]{13}$/;

const unique = (list) => [...new Set(list)];

// RECORD is given to LOGIN to help with: many have somebody who leads already.
async function give(clerk, record, login, fields = {}) {
    const form = await clerk.get(`${record}/giao`);
    const done = await clerk.submit(form, `${record}/giao`, { "support-1": login, due: "", opinion: "Nghiên cứu, tham mưu.", ...fields });
    assert.equal(done.status, 200, done.text.match(/error-summary[^]*?<\/ul>/)?.[0] ?? record);
}

async function upload(clerk, record) {
    const page = await clerk.get(record);
    const form = page.text.match(/<form[^>]*action="[^"]*\/tep"[^]*?<\/form>/)[0];
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const boundary = "----congvu-test";
    const parts = hidden.map(([, name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="Danh sách.txt"\r\nContent-Type: text/plain\r\n\r\nmột hai ba\r\n--${boundary}--\r\n`);
    const body = parts.join("");
    const answer = await clerk.ask("POST", `${record}/tep`, {
        headers: { "Content-Type": `multipart/form-data; boundary=${boundary}`, "Content-Length": Buffer.byteLength(body), Origin: clerk.server.url, "Sec-Fetch-Site": "same-origin" },
        body,
    });
    assert.equal(answer.status, 303, answer.text);
}

// Work for chuyen-vien, more than a screen of it, and one record that everything hangs on.
async function furnish(server) {
    const clerk = await server.signIn("van-thu");
    const list = await clerk.get("/van-ban/den?group=open&handling=xu-ly");
    const records = unique(hrefs(list.text, RECORD));
    assert.ok(records.length >= 25, `${records.length} open documents`);
    for (const record of records.slice(0, 24)) await give(clerk, record, "chuyen-vien");
    const [record] = records;
    await upload(clerk, record);
    const page = await clerk.get(record);
    await clerk.submit(page, `${record}/nhan-xet`, { words: "Đề nghị xử lý trước ngày 05/8.\nCó bản giấy kèm theo." });
    const question = await clerk.get(`${records[24]}/buoc/cancel`);
    await clerk.submit(question, `${records[24]}/buoc/cancel`, { reason: "nhập hai lần" });
    const leader = await server.signIn("lanh-dao");
    const said = await leader.submit(await leader.get(record), `${record}/chi-dao`, { words: "Giao các sở làm ngay,\nbáo cáo trước ngày 15/8.", speaker: "", said_on: "", source: "hop", tasks: "yes" });
    const direction = said.from.headers.location;
    const specialist = await server.signIn("chuyen-vien");
    const opened = await specialist.get(record); // from now on it has been read
    return { records, record, direction, cancelled: records[24], file: hrefs(opened.text, /^\/tep\//)[0], steps: [...opened.text.matchAll(/action="([^"]*\/buoc\/[^"]*)"/g)].map(([, action]) => action) };
}

export async function pageKinds(server) {
    const { records, record, direction, cancelled, file, steps } = await furnish(server);
    const reporter = await server.signIn("tong-hop");
    const report = await reporter.get("/bao-cao/2021-07");
    const ratio = /Tử số/;
    let ratioPath;
    for (const path of unique(hrefs(report.text, /\/bao-cao\/2021-07\/so\//)))
        if (ratio.test((await reporter.get(path)).text)) { ratioPath = path; break; }
    assert.ok(ratioPath, "a figure of two parts");
    assert.ok(steps.some((action) => action.endsWith("/answer")), `the step “Trả lời” of ${record}`);
    const kinds = [];
    const add = (name, login, path, more = {}) => kinds.push({ name, login, path, status: 200, ...more });
    const fails = (name, login, path, action, fields = {}, status = 422) => add(name, login, path, { status, submit: { action, fields } });

    add("week", "chuyen-vien", "/lich/tuan/2021-W30", { rows: 10 });
    const [planned] = hrefs((await reporter.get("/lich?state=planned")).text, /^\/lich\/[0-9a-hjkmnp-tv-z]{13}$/);
    assert.ok(planned, "a meeting to come");
    add("meeting to come", "chuyen-vien", planned, { statements: 8 }); // what it clashes with: one more for each register of its table
    add("week of one leader", "van-thu", "/lich/tuan/2021-W29?who=Ch%C3%A1nh%20V%C4%83n%20ph%C3%B2ng", { rows: 3 });
    add("sign-in", "", "/dang-nhap");
    fails("sign-in with errors", "", "/dang-nhap", "/dang-nhap", { login: "van-thu" });
    add("inbox", "chuyen-vien", "/viec-cua-toi", { rows: 20 });
    add("inbox of one register, of what is late", "chuyen-vien", "/viec-cua-toi?due=overdue");
    add("inbox of one queue", "lanh-dao", "/viec-cua-toi?register=outgoing&step=sign", { rows: 28 });
    add("morning's digest", "chuyen-vien", "/viec-cua-toi/ban-tin", { rows: 10 });
    add("empty digest", "ke-toan", "/viec-cua-toi/ban-tin");
    add("empty inbox", "ke-toan", "/viec-cua-toi");
    add("list", "van-thu", "/van-ban/den", { rows: 50 });
    add("board", "lanh-dao", "/nhiem-vu/bang/duoc-giao?from=01/06/2021&to=31/07/2021", { rows: 5 });
    add("compact list", "lanh-dao", "/van-ban/di?density=compact", { rows: 50 });
    add("filtered and sorted list", "van-thu", "/van-ban/den?received_on=2021-07-20..2021-07-30&sort=author&q=họp");
    add("empty list", "van-thu", "/van-ban/den?q=khongcogiquaroi");
    add("list with a wrong condition", "van-thu", "/van-ban/den?received_on=hom-kia", { status: 422 });
    add("list for paper", "van-thu", "/van-ban/den?received_on=2021-07-30&print=yes", { rows: 20 });
    add("list of feedback", "tong-hop", "/1022/phieu", { rows: 50 });
    add("record", "chuyen-vien", record);
    add("record, to the clerk", "van-thu", record);
    add("record, to the leader", "lanh-dao", record);
    fails("direction without words", "lanh-dao", record, `${record}/chi-dao`);
    add("form of the tasks of a direction", "lanh-dao", direction);
    fails("form of the tasks of a direction with errors", "lanh-dao", direction, direction, { lead: "khong-co", due: "mai" });
    add("cancelled record", "van-thu", cancelled);
    add("entry form", "van-thu", "/van-ban/den/moi");
    fails("entry form with errors", "van-thu", "/van-ban/den/moi", "/van-ban/den/moi", { received_on: "31/02/2021", summary: "" });
    add("change form", "van-thu", `${record}/sua`);
    fails("change form with errors", "van-thu", `${record}/sua`, `${record}/sua`, { author: "", dated_on: "mai" });
    add("step form", "chuyen-vien", `${record}/buoc/finish`);
    fails("step form with errors", "chuyen-vien", record, steps.find((action) => action.endsWith("/answer")));
    add("question before cancelling", "van-thu", `${record}/buoc/cancel`);
    fails("question without its reason", "van-thu", `${record}/buoc/cancel`, `${record}/buoc/cancel`);
    add("assign form", "van-thu", `${record}/giao`);
    fails("assign form with errors", "van-thu", `${record}/giao`, `${record}/giao`, { due: "mai" });
    add("assign form of several", "van-thu", `/van-ban/den/giao?${records.slice(0, 3).map((path) => `id=${path.split("/").at(-1)}`).join("&")}`);
    add("account of a deadline", "van-thu", `${record}/thoi-han`);
    add("link form", "van-thu", `${record}/lien-ket`);
    fails("link form with errors", "van-thu", `${record}/lien-ket`, `${record}/lien-ket`);
    fails("comment without words", "van-thu", record, `${record}/nhan-xet`);
    add("question before a file is withdrawn", "van-thu", `${file}/rut`);
    add("search", "tong-hop", "/tim-kiem?q=khieu%20nai", { rows: 20 });
    add("search before words", "tong-hop", "/tim-kiem");
    add("search that finds nothing", "tong-hop", "/tim-kiem?q=khongcogiquaroi");
    add("dashboard", "tong-hop", "/dieu-hanh?period=2021-07");
    add("report", "tong-hop", "/bao-cao/2021-07");
    add("report with a chosen figure", "tong-hop", "/bao-cao/2021-07?figure=feedback_handled");
    add("figure", "tong-hop", "/bao-cao/2021-07/so/feedback_handled", { rows: 50 });
    add("figure of two parts", "tong-hop", ratioPath);
    add("account", "tong-dai", "/tai-khoan");
    fails("account with errors", "tong-dai", "/tai-khoan", "/tai-khoan/ma-truy-cap", { name: "", days: "9999" });
    fails("account with a wrong address", "tong-dai", "/tai-khoan", "/tai-khoan/thu", { address: "tong-dai" });
    add("question before other sessions end", "tong-dai", "/tai-khoan/phien-khac");
    add("password form", "tong-dai", "/tai-khoan/mat-khau");
    fails("password form with errors", "tong-dai", "/tai-khoan/mat-khau", "/tai-khoan/mat-khau", { password: "khong-phai", password_new: "ngan", password_again: "khac" });
    add("administration", "quan-tri", "/quan-tri");
    add("users", "quan-tri", "/quan-tri/nguoi-dung", { rows: 20 });
    add("form of a new user", "quan-tri", "/quan-tri/nguoi-dung/moi");
    fails("form of a new user with errors", "quan-tri", "/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/moi", { login: "Chữ Hoa" });
    add("user", "quan-tri", "/quan-tri/nguoi-dung/chuyen-vien");
    add("form of a user's mail", "quan-tri", "/quan-tri/nguoi-dung/chuyen-vien/thu");
    fails("form of a user's mail with errors", "quan-tri", "/quan-tri/nguoi-dung/chuyen-vien/thu", "/quan-tri/nguoi-dung/chuyen-vien/thu", { address: "x" });
    add("question before a user is locked", "quan-tri", "/quan-tri/nguoi-dung/ke-toan/khoa");
    add("question before a password is set", "quan-tri", "/quan-tri/nguoi-dung/ke-toan/mat-khau");
    add("question before a user's sessions end", "quan-tri", "/quan-tri/nguoi-dung/chuyen-vien/ket-thuc-phien");
    add("units and positions", "quan-tri", "/quan-tri/don-vi");
    add("form of a distribution template", "van-thu", "/mau-phan-cong/moi");
    add("distribution templates", "van-thu", "/mau-phan-cong");
    add("hand-over and absence", "quan-tri", "/quan-tri/ban-giao");
    fails("hand-over with errors", "quan-tri", "/quan-tri/ban-giao", "/quan-tri/ban-giao", { from: "", to: "ai-do", reason: "" });
    add("working calendar", "quan-tri", "/quan-tri/lich?year=2021");
    fails("working calendar with errors", "quan-tri", "/quan-tri/lich", "/quan-tri/lich", { day: "31/02/2021", kind: "off", reason: "" });
    fails("question before a day is set", "quan-tri", "/quan-tri/lich", "/quan-tri/lich", { day: "04/10/2021", kind: "off", reason: "Phun khử khuẩn", decision: "QĐ 2/QĐ-VP", decided_on: "30/07/2021" }, 200);
    add("jobs", "quan-tri", "/quan-tri/viec-chay-nen", { rows: 5 });
    add("roles", "quan-tri", "/quan-tri/vai-tro");
    add("sessions", "quan-tri", "/quan-tri/phien");
    add("history of the office", "quan-tri", "/nhat-ky", { rows: 20 });
    add("not allowed", "chuyen-vien", "/quan-tri", { status: 403 });
    add("not found", "van-thu", "/khong-co-trang-nay", { status: 404 });
    add("not found, to a stranger", "", "/khong-co-trang-nay", { status: 404 });
    add("record that is not there", "van-thu", "/van-ban/den/0r581tdq00zzz", { status: 404 });
    return kinds;
}
