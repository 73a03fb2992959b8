// SPDX-License-Identifier: Apache-2.0
// Tasks as the office follows them: progress line by line. By a form without JavaScript, by programs and on the command line, on both
// databases, and the history proves all of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { ask, programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);

const person = (login, unit, role) => programOf(office, server, login, unit, role);

const people = { health: person("vien.syt", "syt", "specialist"), money: person("vien.stc", "stc", "specialist"), leader: person("lanh.dao.thu", "vp", "leader") };

let made = 0;
const task = (more = {}) => {
    const values = { source: "ubnd", summary: `Nhiệm vụ thử ${++made}`, assigned_on: "2021-07-01", finish_by: "2021-07-20", unit: "syt", ...more };
    return office.json(["add", "task", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
};

test("progress is kept line by line, by form, program and command", async () => {
    const record = task(), path = `/nhiem-vu/${record}`, visitor = await server.signIn("chuyen-vien");
    office.run(["step", record, "accept", "on=2021-07-02"]);
    office.run(["step", record, "update", "on=2021-07-05", "progress=Đã họp với các sở"]);
    const written = await people.health("POST", `/records/${record}/steps/update`, { on: "2021-07-12", fields: { progress: "Đang lấy ý kiến" } });
    assert.deepEqual([written.status, written.fields.progress], [200, "Đang lấy ý kiến"], JSON.stringify(written));
    const again = await people.health("POST", `/records/${record}/steps/update`, { on: "2021-07-13", fields: {} });
    assert.deepEqual(again.errors.map((one) => one.field), ["progress"]);
    office.run(["assign", record, "lead=chuyen-vien"]);
    const form = await visitor.get(path);
    assert.match(form.text, /name="progress"[^>]*>\s*<\/textarea>/, "the form of the step begins empty");
    const sent = await visitor.submit(form, `${path}/buoc/update`, { progress: "Sắp xong", _on: "14/07/2021", _reason: "" });
    assert.equal(sent.status, 200);
    const page = await visitor.get(path);
    const { lines } = await people.health("GET", `/records/${record}/lines`);
    assert.deepEqual(lines.map((one) => [one.field, one.on, one.by === "vien.syt", one.text]), [["progress", "2021-07-14", false, "Sắp xong"], ["progress", "2021-07-12", true, "Đang lấy ý kiến"], ["progress", "2021-07-05", false, "Đã họp với các sở"]]);
    assert.equal((await people.money("GET", `/records/${record}/lines`)).status, 404, "whose record it is not");
    assert.match(page.text, /<dt>Tiến độ<\/dt><dd>\s*<ul class="comments">\s*<li><p>Sắp xong[^]*?<li><p>Đang lấy ý kiến<\/p><span class="sub">12\/07\/2021, Người Thử<\/span><\/li>\s*<li><p>Đã họp với các sở<\/p>/);
    assert.doesNotMatch((await visitor.get(`${path}/sua`)).text, /name="progress"/, "no line is corrected");
    const set = office.run(["set", record, "progress=Khác"], { expect: 1 });
    assert.match(set.stderr, /“Tiến độ” ghi thành từng dòng/);
    assert.match(office.run(["show", record]).stdout, /05\/07\/2021 {2}Cập nhật tiến độ[^\n]*: Đã họp với các sở\n[^\n]*12\/07\/2021 {2}Cập nhật tiến độ[^\n]*: Đang lấy ý kiến/);
    const list = (await visitor.get(`/nhiem-vu?state=in_progress&q=${encodeURIComponent(`"Nhiệm vụ thử ${made}"`)}`)).text;
    assert.match(list, /Sắp xong/, list.match(/<main[^]*/)[0].slice(0, 9000));
});

// --- đôn đốc --------------------------------------------------------------------------------------------------------------

const urged = (id) => office.json(["show", id, "--json"]).fields;

test("by form: each late unit is shown before anything is written, and gets one draft", async () => {
    const [one, two, three] = [task(), task(), task({ unit: "stc" })], leader = await server.signIn("lanh-dao");
    const list = await leader.get("/nhiem-vu?group=open&verdict=overdue");
    assert.match(list.text, /formaction="\/nhiem-vu\/don-doc">Đôn đốc…</);
    assert.match(list.text, /href="\/nhiem-vu\/don-doc\?query=group%3Dopen%26verdict%3Doverdue"/);
    const form = await leader.get(`/nhiem-vu/don-doc?${[one, two, three].map((id) => `id=${id}`).join("&")}`);
    assert.match(form.text, /Đôn đốc 3 nhiệm vụ quá hạn của 2 đơn vị/);
    assert.match(form.text, /Sở Y tế: 2[^]*quá hạn 13 ngày/);
    assert.equal(urged(one).urged_times, null);
    const csrf = form.text.match(/name="_csrf" value="([0-9a-f]{128})"/)[1];
    const sent = await leader.post("/nhiem-vu/don-doc", [["id", one], ["id", three], ["_key", "don-doc-mot-lan"]], { csrf });
    assert.equal(sent.status, 303, sent.text);
    const after = await leader.get("/nhiem-vu");
    assert.match(after.text, /Đã lập 2 dự thảo ở sổ Văn bản đi: [^<]*Sở Y tế \(1\)/);
    assert.deepEqual([one, two, three].map((id) => urged(id).urged_times), [1, null, 1]);
    const letter = urged(one).urged_by, page = await leader.get(`/van-ban/di/${letter}`);
    assert.match(page.text, /Đôn đốc Sở Y tế thực hiện 01 nhiệm vụ quá hạn/);
    assert.match(page.text, /don-doc-syt\.docx/);
    const file = join(office.files, "don-doc.docx");
    writeFileSync(file, (await leader.get(page.text.match(/href="(\/tep\/[^"]+)"/)[1])).bytes);
    const paper = spawnSync("unzip", ["-p", file, "word/document.xml"], { encoding: "utf8" }).stdout.replace(/<\/w:p>/g, "\n").replace(/<[^>]+>/g, "");
    // seen red: a letter without its table
    assert.match(paper, /Kính gửi: Sở Y tế[^]*đến ngày 02\/08\/2021, Sở Y tế còn 01 nhiệm vụ[^]*Quá hạn \(ngày\)[^]*20\/07\/2021\s+13\s+1\s/, paper);
    assert.match(page.text, new RegExp(`href="/nhiem-vu/${one}"`), "the letter's page leads to what is late");
    assert.match((await leader.get(`/nhiem-vu/${one}`)).text, /Số lần đôn đốc<\/dt><dd>1</);
    const again = await leader.post("/nhiem-vu/don-doc", [["id", one], ["id", three], ["_key", "don-doc-mot-lan"]], { csrf });
    assert.equal(again.status, 303);
    assert.equal(urged(one).urged_times, 1, "a form sent twice urges once");
});

test("by program and command, of a query or of ids; what may not be urged is named", async () => {
    const [one, two] = [task(), task({ unit: "stc" })], early = task({ finish_by: "2021-08-20" }), urge = (body, who = people.leader) => who("POST", "/registers/task/urge", body);
    const seen = await urge({ records: [one, two], preview: true });
    assert.deepEqual([seen.status, seen.records, seen.units.map((unit) => unit.letter)], [200, 2, [null, null]], JSON.stringify(seen));
    assert.equal(urged(one).urged_times, null);
    const refused = await urge({ records: [one, early] });
    assert.deepEqual([refused.status, refused.errors.map((fault) => fault.field)], [422, [early]], JSON.stringify(refused));
    const others = await urge({ records: [one] }, people.money);
    assert.ok([403, 422].includes(others.status), JSON.stringify(others));
    const done = await urge({ records: [one, two] });
    assert.deepEqual([done.status, done.units.map((unit) => unit.records.length)], [201, [1, 1]], JSON.stringify(done));
    assert.equal(urged(one).urged_by, done.units.find((unit) => unit.unit === "syt").letter);
    const list = office.run(["urge", "list", "task", `${one},${two}`]).stdout;
    assert.match(list, /Sở Y tế: 1\n[^\n]*quá hạn 13 ngày, đôn đốc lần 2/);
    const letters = office.run(["urge", "task", `${one},${two}`]).stdout.match(/^[0-9a-z]{13}/gm);
    assert.equal(letters.length, 2);
    assert.deepEqual([one, two].map((id) => urged(id).urged_times), [2, 2]);
    assert.match(office.run(["urge", "task", early], { expect: 1 }).stderr, new RegExp(`${early}: không quá hạn`));
    assert.match(office.run(["urge", "task", `${one},${one}`], { expect: 1 }).stderr, new RegExp(`Hồ sơ “${one}” được ghi hai lần`));
    assert.match(office.run(["urge", "task", `${one},abc`], { expect: 1 }).stderr, /“abc”/);
    assert.match(office.run(["urge", "list", "task", Array.from({ length: 201 }, () => one).join(",")], { expect: 1 }).stderr, /nhiều nhất 200 hồ sơ, đang chọn 201/);
    assert.match(office.run(["urge", "incoming"], { expect: 1 }).stderr, /không có đôn đốc/);
    const all = office.json(["urge", "list", "task", "source=ubnd", "--json"]);
    assert.ok(all.records >= 3 && all.units.some((unit) => unit.unit === "stc"));
});

// --- the report -----------------------------------------------------------------------------------------------------------

const FIGURES = ["tasks_done_on_time", "tasks_done_late", "tasks_open_in_time", "tasks_open_overdue", "tasks_open_no_limit"];

test("the report on tasks adds up on every day of July, and is read as a page and a file", async () => {
    for (let day = 1; day <= 31; day++) {
        const { figures } = office.json(["report", "tasks", `2021-07-01..2021-07-${String(day).padStart(2, "0")}`, "--json"]);
        const value = (id) => figures.find((figure) => figure.id === id).value;
        assert.equal(value("tasks_total"), FIGURES.reduce((sum, id) => sum + value(id), 0), `${day} July`);
        assert.equal(value("tasks_total"), value("tasks_done") + value("tasks_open"), `${day} July`);
    }
    const leader = await server.signIn("lanh-dao");
    const main = await leader.get("/bao-cao/2021-07");
    assert.match(main.text, /href="\/bao-cao\/nhiem-vu\/2021-07"/);
    const page = await leader.get("/bao-cao/nhiem-vu/2021-07");
    assert.equal(page.status, 200);
    const [, total, done, onTime, late] = page.text.replace(/<[^>]*>/g, "").match(/Tổng số nhiệm vụ được giao: ([\d.]+); đã hoàn thành: ([\d.]+) \(đúng hạn ([\d.]+), quá hạn ([\d.]+)\)/);
    assert.ok(Number(total) > 0 && Number(done) === Number(onTime) + Number(late));
    assert.match((await leader.get("/bao-cao/nhiem-vu/2021-07/so/tasks_open_overdue")).text, /href="\/bao-cao\/nhiem-vu\/2021-07">Báo cáo thực hiện nhiệm vụ 2021-07</, "the way back names its own report");
    assert.match((await leader.get("/bao-cao/nhiem-vu/2021-07/xuat.docx")).headers["content-disposition"], /bao-cao-nhiem-vu-2021-07\.docx/);
    assert.equal((await leader.get("/bao-cao/khong-co/2021-07")).status, 404);
    assert.equal((await leader.get("/bao-cao/nhiem-vu/2021-07-01..2021-07-15")).status, 200, "until any day");
    const newest = await leader.get("/bao-cao/nhiem-vu");
    assert.equal(newest.status, 200, "without a period the newest");
    assert.match(newest.text, /href="\/bao-cao\/nhiem-vu\/2021-07\/xuat\.docx"/);
    const clerk = await server.signIn("van-thu");
    assert.equal((await clerk.get("/bao-cao/nhiem-vu/2021-07")).status, 403);
    assert.equal((await people.leader("GET", "/reports/tasks/2021-07")).status, 200);
});

test("recipients are told one by one, by form, program, file and command", async () => {
    const csv = join(office.files, "outgoing.csv");
    writeFileSync(csv, "summary,type,issuer,unit,drafted_on,recipients,step.submit,step.sign,authority,signer,step.number,step.issue\n" +
        `Văn bản gửi thử,cv,van-phong,kt,2021-07-26,"Kính gửi: Sở Y tế; UBND huyện, thành phố (để biết); Bộ Y tế (b/c); Lưu: VT, KT",2021-07-26,2021-08-02,kt,Lâm Ái Vân,2021-08-02,2021-08-02\n`);
    office.run(["import", "outgoing", csv]);
    const found = office.json(["list", "outgoing", "unsent=3&q=\"Văn bản gửi thử\"", "--json"]);
    assert.equal(found.total, 1, JSON.stringify(found));
    const record = found.records[0].id, path = `/van-ban/di/${record}`, clerk = await server.signIn("van-thu");
    assert.match((await clerk.get("/van-ban/di?group=resolved&unsent=any")).text, /Văn bản gửi thử/, "the list of what was not sent");
    const inbox = async (who) => (await who("GET", "/inbox?page_size=200")).assignments.filter((one) => one.record === record);
    assert.deepEqual(await inbox(people.health), [], "before it is sent");
    const form = await clerk.get(`${path}/buoc/send`);
    assert.equal((await clerk.submit(form, `${path}/buoc/send`, { sent_way: "truc", sent_to: "Sở Y tế", _on: "02/08/2021", _reason: "" })).status, 200);
    assert.deepEqual(await inbox(people.money), []);
    office.run(["step", record, "send", "on=2021-08-02", "sent_way=giay"]);
    const [inboxLine] = await inbox(people.health);
    assert.ok(inboxLine, "it stands in the inbox of whom it was sent to");
    assert.equal((await people.health("POST", `/assignments/${inboxLine.id}/read`, {})).status, 204);
    const clerkProgram = person("van.thu.thu", "vp", "clerk");
    const noted = await clerkProgram("POST", `/records/${record}/steps/receive`, { on: "2021-08-02", fields: { received_by: "Bộ Y tế" } });
    assert.equal(noted.status, 200, JSON.stringify(noted));
    const told = await clerkProgram("GET", `/records/${record}/recipients`);
    assert.deepEqual([told.all, told.sent, told.seen], [3, 3, 2], JSON.stringify(told));
    assert.deepEqual(told.recipients.map((one) => [one.name, one.purpose, one.group, one.units.length, one.sent_on, one.way, one.received_on]), [
        ["Sở Y tế", "kính gửi", null, 1, "2021-08-02", "Trục liên thông văn bản", null],
        ["UBND huyện, thành phố", "để biết", "cap-huyen", 12, "2021-08-02", "Văn bản giấy", null],
        ["Bộ Y tế", "để báo cáo", null, 0, "2021-08-02", "Văn bản giấy", "2021-08-02"],
        ["VT, KT", "lưu", null, 0, null, null, null],
    ]);
    const page = (await clerk.get(path)).text;
    assert.match(page, /Đã gửi 3\/3, đã xem 2/);
    assert.match(page, /<li><p>Kính gửi: Sở Y tế<\/p><span class="sub">gửi 02\/08\/2021 qua Trục liên thông văn bản, đã xem \d/);
    assert.match(page, /<li><p>UBND huyện, thành phố \(để biết\)<\/p><span class="sub">gửi 02\/08\/2021 qua Văn bản giấy, đã xem 0\/12 đơn vị/);
    const print = (await clerk.get(`${path}/in/dau-cuoi-van-ban`)).text;
    assert.match(print, /<h3>Kính gửi:<\/h3>\s*<p>- Sở Y tế\.<\/p>[^]*<h3>Nơi nhận:<\/h3>\s*<p>- Như trên;<\/p>\s*<p>- UBND huyện, thành phố \(để biết\);<\/p>\s*<p>- Bộ Y tế \(để báo cáo\);<\/p>\s*<p>- Lưu: VT, KT\.<\/p>/);
    const refused = office.run(["step", record, "bounce", "on=2021-08-02", "returned_by=Sở Tài chính"], { expect: 1 });
    assert.match(refused.stderr, /Nơi trả lại: “Sở Tài chính” không có trong danh sách nơi nhận/);
});

test("the history proves all of it", () => {
    office.run(["history", "verify", "--files"]);
    office.run(["tally", "check"]);
});

test("the two boards: page, file, program and command say the same, never mixed, and every number opens as long a list", async () => {
    const leader = await server.signIn("lanh-dao"), asked = "from=2021-06-01&to=2021-07-31";
    const token = office.json(["user", "token", "lanh-dao", "bảng", "--json"]).token;
    const units = new Map();
    for (const board of ["van-phong", "duoc-giao"]) {
        const page = await leader.get(`/nhiem-vu/bang/${board}?${asked}`);
        assert.equal(page.status, 200);
        const told = office.json(["board", "task", board, "from=2021-06-01", "to=31/07/2021", "--json", "--as", "lanh-dao"]);
        const api = await ask(server.port, "GET", `/api/v1/registers/task/boards/${board}?${asked}`, { headers: { Authorization: `Bearer ${token}` } });
        assert.deepEqual(JSON.parse(api.text), told);
        assert.ok(told.total > 0 && told.rows.length > 0);
        for (const row of [told, ...told.rows]) assert.equal(Object.values(row.parts).reduce((sum, one) => sum + one, 0), row.total, row.label);
        for (const row of told.rows) {
            assert.ok(!units.has(row.unit), `${row.unit} stands on both`);
            units.set(row.unit, row);
            assert.equal(office.json(["list", "task", row.query, "--json", "--as", "lanh-dao"]).total, row.total, row.query);
        }
        const cells = [...page.text.matchAll(/<a href="(\/nhiem-vu\?[^"]*unit=[^"]*)">([\d.]+)<\/a>/g)];
        assert.equal(cells.length, 6 * (told.rows.length + 1));
        const [, href, number] = cells.find(([, , number]) => number !== "0");
        assert.match((await leader.get(href.replaceAll("&amp;", "&"))).text, new RegExp(`\\b${number}\\b`));
        const csv = await leader.get(`/nhiem-vu/bang/${board}/csv?${asked}`);
        assert.equal(csv.text.trim().split("\r\n").length, told.rows.length + 2);
        assert.ok(csv.text.includes(`Cộng,${told.total},`), csv.text);
        assert.match(page.text, /\/nhiem-vu\/don-doc\?query=unit%3D/);
    }
    assert.ok((await leader.get("/nhiem-vu")).text.includes("/nhiem-vu/bang/van-phong"));
    assert.equal((await leader.get("/nhiem-vu/bang/khong-co")).status, 404);
    assert.equal((await leader.get("/nhiem-vu/bang/van-phong?from=2021-07-31&to=2021-07-01")).status, 422);
    assert.equal((await leader.get("/nhiem-vu/bang/van-phong?to=2031-07-01")).status, 422);
    assert.match(office.run(["board", "task", "van-phong", "to=hôm nay"], { expect: 1 }).stderr, /“hôm nay” không phải là ngày/);
    assert.equal((await (await server.signIn("van-thu")).get("/nhiem-vu/bang/van-phong")).status, 403, "who reads no tasks");
});
