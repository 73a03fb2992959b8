// SPDX-License-Identifier: Apache-2.0
// Work handed down a tree, as people do it: by a form without JavaScript, by programs, on the command line beside a server and without
// one. On both databases, and the history proves all of it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);

const person = (login, unit, role) => programOf(office, server, login, unit, role);

const people = {
    health: person("vien.syt", "syt", "specialist"), money: person("vien.stc", "stc", "specialist"), room: person("vien.kt", "kt", "specialist"),
    head: person("truong.syt", "syt", "unit_head"), leader: person("lanh.dao.thu", "vp", "leader"),
};
const mine = async (who, record) => (await who("GET", "/inbox?page_size=200")).assignments.filter((one) => one.record === record);
const tree = (record) => office.json(["assign", "list", record, "--json"]).assignments;

let made = 0;
function task(summary = `Nhiệm vụ thử ${++made}`, more = []) {
    return office.json(["add", "task", "source=ubnd", `summary=${summary}`, "assigned_on=2021-08-02", "finish_by=2021-08-20", ...more, "--json"]).id;
}
test("one act makes three inbox lines and two clocks", async () => {
    const record = task();
    const given = await people.leader("POST", `/records/${record}/hand-out`, { lead: "unit:syt", support: ["unit:stc"], inform: ["unit:kt"], due: "2021-08-15", opinion: "Giao Sở Y tế chủ trì" });
    assert.equal(given.status, 201, JSON.stringify(given));
    const lines = tree(record);
    assert.deepEqual(lines.map((one) => [one.to, one.role, one.due]), [["unit:syt", "lead", "2021-08-15T17:00"], ["unit:stc", "support", "2021-08-15T17:00"], ["unit:kt", "inform", null]]);
    assert.equal(lines.filter((one) => one.due).length, 2, "two clocks");
    for (const [who, role] of [["health", "lead"], ["money", "support"], ["room", "inform"]]) {
        const [line, second] = await mine(people[who], record);
        assert.deepEqual([line.role, line.opinion, second], [role, "Giao Sở Y tế chủ trì", undefined], who);
    }
});

test("one form does the same, and the record's page shows the tree", async () => {
    const record = task(), path = `/nhiem-vu/${record}`;
    const leader = await server.signIn("lanh-dao");
    const form = await leader.get(`${path}/giao`);
    const asked = { lead: "Sở Y tế · syt", "support-1": "stc", "inform-1": "Phòng Kinh tế · kt", due: "15/08/2021", opinion: "Giao Sở Y tế chủ trì" };
    const done = await leader.submit(form, `${path}/giao`, asked);
    assert.match(done.text, /Đã giao .* cho Sở Y tế \(chủ trì\), Sở Tài chính \(phối hợp\), Phòng Kinh tế \(nhận để biết\), hạn 15\/08\/2021/);
    assert.deepEqual(tree(record).map((one) => [one.to, one.role, one.due]), [["unit:syt", "lead", "2021-08-15T17:00"], ["unit:stc", "support", "2021-08-15T17:00"], ["unit:kt", "inform", null]]);
    for (const who of ["health", "money", "room"]) assert.equal((await mine(people[who], record)).length, 1, who);
    const [first] = tree(record);
    await people.head("POST", `/records/${record}/hand-out`, { lead: "vien.syt", opinion: "Đồng chí làm" });
    await people.health("POST", `/assignments/${tree(record).at(-1).id}/pass-back`, { reason: "Không đúng chuyên môn" });
    await people.room("POST", `/assignments/${tree(record)[2].id}/return`, { reason: "Gửi nhầm" });
    const shown = await leader.get(path);
    assert.match(shown.text, /<b>Sở Y tế<\/b>, chủ trì[^]*<ul class="comments">\s*<li><b>Người Thử<\/b>, chủ trì[^]*Chuyển trả 02\/08\/2021 .*: Không đúng chuyên môn/);
    assert.match(shown.text, /Trả lại nơi gửi 02\/08\/2021 .*: Gửi nhầm/);
    assert.doesNotMatch(shown.text, new RegExp(`/giao/${first.id}/chuyen-tra`), "who gave it does not pass it back");
});

test("what is refused changes nothing, by form, program and command, and says every fault", async () => {
    const record = task(), before = office.json(["show", record, "--json"]).version;
    office.run(["assign", record, "lead=unit:syt"]);
    office.run(["user", "add", "da.nghi", "name=Người Đã Nghỉ", "unit=kt", "roles=specialist"]);
    const administrator = await server.signIn("quan-tri");
    const page = await administrator.get("/quan-tri/nguoi-dung/da.nghi");
    const closed = await administrator.submit(page, "/quan-tri/nguoi-dung/da.nghi/khoa", {});
    assert.equal(closed.status, 200, closed.text.slice(0, 300));
    const said = { lead: /Mỗi cấp chỉ có một nơi chủ trì, cấp này đã có Sở Y tế/, support: /Tài khoản của Người Đã Nghỉ đã đóng/, due: /Hạn 30\/08\/2021 sau hạn của cấp trên \(20\/08\/2021/ };
    const command = office.run(["assign", record, "lead=unit:stc", "support=da.nghi", "due=2021-08-30"], { expect: 1 });
    for (const words of Object.values(said)) assert.match(command.stderr, words);
    const leader = await server.signIn("lanh-dao");
    const form = await leader.get(`/nhiem-vu/${record}/giao`);
    const refused = await leader.submit(form, `/nhiem-vu/${record}/giao`, { lead: "stc", "support-1": "da.nghi", "inform-1": "Sở không có thật", due: "30/08/2021", opinion: "" });
    assert.equal(refused.status, 422);
    const summary = refused.text.match(/error-summary[^]*?<\/ul>/)[0];
    for (const words of [said.lead, said.due, /không tìm thấy “Sở không có thật”/]) assert.match(summary, words);
    const { errors } = await people.head("POST", `/records/${record}/hand-out`, { lead: "unit:syt", support: ["da.nghi"], due: "2021-08-30" });
    assert.deepEqual(errors.map((one) => one.field), ["lead", "due", "support"], "not to oneself, who has it");
    assert.equal(tree(record).length, 1);
    assert.equal(office.json(["show", record, "--json"]).version, before + 1, "one act, the first");
});

test("handed on level by level, the upper waits, and what is passed back is there again", async () => {
    const record = task();
    const [first] = office.json(["assign", record, "lead=unit:syt", "due=2021-08-15", "--json"]).assignments;
    assert.equal((await mine(people.head, record)).length, 1);
    const given = await people.head("POST", `/records/${record}/hand-out`, { lead: "vien.syt", due: "2021-08-10", opinion: "Đồng chí làm" });
    assert.equal(given.status, 201, JSON.stringify(given));
    assert.equal(given.assignments[0].parent, first.id);
    assert.equal((await people.head("POST", `/records/${record}/hand-out`, { support: ["unit:stc"], due: "2021-08-16" })).status, 422, "beyond the upper one");
    assert.equal((await mine(people.health, record)).length, 1, "one line, however many reach them");
    assert.equal((await mine(people.head, record))[0].below, 1);
    const early = await people.head("POST", `/assignments/${first.id}/finish`, { result: "Xong" });
    assert.equal(early.status, 409);
    assert.match(early.detail, /chưa xong: Người Thử/);
    assert.equal((await people.health("POST", `/assignments/${given.assignments[0].id}/pass-back`, { reason: "Không đúng chuyên môn" })).status, 204);
    const [again] = await mine(people.head, record);
    assert.deepEqual([again.back_from, again.back_why, again.below], ["vien.syt", "Không đúng chuyên môn", 0]);
    assert.equal((await people.head("POST", `/assignments/${first.id}/finish`, { result: "Đã báo cáo" })).status, 204);
    assert.deepEqual(tree(record).map((one) => one.outcome), ["done", "passed-back"]);
});

test("a hand-over is withdrawn while unread, and not after", async () => {
    const record = task();
    const [line] = office.json(["assign", record, "lead=vien.stc", "--json"]).assignments;
    office.run(["assign", "withdraw", line.id]);
    assert.deepEqual(tree(record), []);
    const [other] = office.json(["assign", record, "lead=vien.stc", "--json"]).assignments;
    assert.equal((await people.money("POST", `/assignments/${other.id}/read`, {})).status, 204);
    assert.match(office.run(["assign", "withdraw", other.id], { expect: 1 }).stderr, /đã mở xem, không thu hồi được/);
    assert.match(office.run(["assign", "pass-back", other.id, "reason= "], { expect: 1 }).stderr, /phải ghi lý do/);
    office.run(["assign", "return", other.id, "reason=Gửi nhầm nơi"]);
    assert.deepEqual(tree(record).map((one) => [one.role, one.outcome, one.back_of]), [["lead", "returned", null], ["inform", null, other.id]]);
});

test("who sends it back reads the record no more, wherever they would", async () => {
    for (const [act, role] of [["pass-back", "support"], ["return", "inform"]]) {
        const record = task(`Việc trả lại ${act}`), word = `việc trả lại ${act}`;
        const [line] = office.json(["assign", record, `${role}=unit:stc`, "--json"]).assignments;
        const seen = async () => ({
            record: (await people.money("GET", `/records/${record}`)).status,
            history: (await people.money("GET", `/records/${record}/history`)).status,
            listed: (await people.money("GET", "/registers/task/records?page_size=200")).records.filter((one) => one.id === record).length,
            found: (await people.money("GET", `/search?q=${encodeURIComponent(word)}`)).records?.filter((one) => one.id === record).length,
            comment: (await people.money("POST", `/records/${record}/comments`, { text: " " })).status,
        });
        const before = await seen();
        assert.deepEqual([before.record, before.history, before.listed, before.comment], [200, 200, 1, 422], JSON.stringify(before));
        assert.equal((await people.money("POST", `/assignments/${line.id}/${act}`, { reason: "Không phải việc của Sở" })).status, 204);
        const after = await seen();
        assert.deepEqual([after.record, after.history, after.listed, after.comment], [404, 404, 0, 404], JSON.stringify(after));
        assert.notEqual(after.found, 1);
        assert.equal((await mine(people.money, record)).length, 0);
    }
});

test("a record is completed when all who work on it are done", async () => {
    const record = task();
    for (const step of [["accept"], ["start"], ["report", "result_on=2021-08-02", "result_document=12/BC-SYT"]]) office.run(["step", record, ...step]);
    const { assignments } = office.json(["assign", record, "lead=unit:syt", "support=unit:stc", "inform=unit:kt", "--json"]);
    await people.head("POST", `/records/${record}/hand-out`, { lead: "vien.syt" });
    const refused = office.run(["step", record, "complete"], { expect: 1 });
    assert.match(refused.stderr, /Chưa làm được bước “Xác nhận hoàn thành”: việc đã giao chưa xong ở Người Thử/);
    const below = tree(record).at(-1);
    await people.health("POST", `/assignments/${below.id}/finish`, { result: "Xong" });
    office.run(["step", record, "complete"]);
    assert.deepEqual(tree(record).map((one) => [one.to, one.outcome]), [["unit:syt", "done"], ["unit:stc", "done"], ["unit:kt", null], ["vien.syt", "done"]]);
    assert.ok(assignments.length === 3);
});

test("ticked rows are handed on in one act, or none is", async () => {
    const records = [task(), task(), task()];
    office.run(["assign", records[1], "lead=unit:stc"]);
    const leader = await server.signIn("lanh-dao");
    const ids = (list) => list.map((id) => ["id", id]);
    const form = await leader.get(`/nhiem-vu/giao?${records.map((id) => `id=${id}`).join("&")}`);
    const pairs = [["lead", "Sở Y tế · syt"], ["inform-1", "kt"], ["inform-2", "nc"], ["due", "15/08/2021"], ["opinion", "Cùng làm"]];
    const csrf = form.text.match(/name="_csrf" value="([0-9a-f]{128})"/)[1];
    const refused = await leader.post("/nhiem-vu/giao", [...ids(records), ...pairs, ["_key", "gui-mot-lan"]], { csrf });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /Chưa giao hồ sơ nào: 1 trong 3/);
    assert.equal(tree(records[0]).length, 0);
    const ticked = [...refused.text.matchAll(/name="id" value="([0-9a-z]{13})" checked/g)].map(([, id]) => id);
    assert.deepEqual(ticked.sort(), [records[0], records[2]].sort(), "what was refused is ticked no more");
    const sent = await leader.post("/nhiem-vu/giao", [...ids(ticked), ...pairs, ["_key", "gui-lai"]], { csrf });
    assert.equal(sent.status, 303);
    for (const id of ticked) assert.deepEqual(tree(id).map((one) => one.to), ["unit:syt", "unit:kt", "unit:nc"]);
});

test("several records are handed on in one act, or none is", async () => {
    const [free, held, other] = [task(), task(), task()];
    office.run(["assign", held, "lead=unit:stc"]);
    const body = { lead: "unit:syt", inform: ["unit:kt", "unit:nc"], due: "2021-08-15", opinion: "Cùng làm" };
    const refused = await people.leader("POST", "/registers/task/hand-out", { records: [free, held, other], ...body });
    assert.deepEqual([refused.status, refused.errors.map((one) => one.field)], [409, [held]]);
    assert.deepEqual([tree(free).length, tree(other).length], [0, 0]);
    const done = await people.leader("POST", "/registers/task/hand-out", { records: [free, other], ...body });
    assert.deepEqual([done.status, done.records, done.assignments], [201, 2, 6]);
    for (const id of [free, other]) assert.deepEqual(tree(id).map((one) => one.to), ["unit:syt", "unit:kt", "unit:nc"]);
    const foreign = office.json(["list", "feedback", "--json"]).records[0].id;
    for (const [records, status] of [[[], 422], [[free, free], 422], [["khong-phai-ma"], 422], [[foreign], 404]])
        assert.equal((await people.leader("POST", "/registers/task/hand-out", { records, ...body })).status, status, records.join());
    assert.match(office.run(["assign", `${free},${task()}`, "lead=unit:dtxd"], { expect: 1 }).stderr, new RegExp(`${free}: Mỗi cấp`));
    const two = [task(), task()];
    office.run(["assign", two.join(","), "lead=unit:dtxd", "support=unit:nc"]);
    assert.equal(tree(two[1]).length, 2);
});

test("as the last time is offered for what is alike, and only there", async () => {
    const leader = await server.signIn("lanh-dao");
    const [first, alike, other] = [task("Giống một", ["topic=y-te"]), task("Giống hai", ["topic=y-te"]), task("Khác", ["topic=giao-duc"])];
    const form = await leader.get(`/nhiem-vu/${first}/giao`);
    await leader.submit(form, `/nhiem-vu/${first}/giao`, { lead: "syt", "support-1": "stc", due: "", opinion: "Làm như mọi khi" });
    const offered = await leader.get(`/nhiem-vu/${alike}/giao`);
    assert.match(offered.text, /Lần trước \(02\/08\/2021\): Sở Y tế \(chủ trì\), Sở Tài chính \(phối hợp\)/);
    const filled = await leader.get(`/nhiem-vu/${alike}/giao?same=yes`);
    assert.match(filled.text, /name="lead" type="text" value="Sở Y tế · syt"/);
    assert.doesNotMatch((await leader.get(`/nhiem-vu/${other}/giao`)).text, /Lần trước/);
});

// --- what a leader says, and the tasks of it ------------------------------------------------------------------------------

const document = () => office.json(["add", "incoming", "received_on=2021-08-02", "author=Bộ Y tế", "document_number=5096/BYT-DP", "type=cv", `summary=Văn bản thử ${++made}`, "--json"]).id;

// Planted and seen red, each alone: a closed account filled, so that the whole act was refused; the select without its button.
test("a named template is made from a hand-out, used in one act, edited and removed, by program, command and form", async () => {
    const first = task(), second = task(), third = task(), fourth = task();
    const given = { lead: "unit:kt", support: ["nghi.mai"], inform: ["unit:hcqt"], opinion: "Xử lý ngay" };
    office.run(["user", "add", "nghi.mai", "name=Người Sẽ Nghỉ", "unit=kt", "roles=specialist"]);
    assert.equal((await people.leader("POST", `/records/${first}/hand-out`, given)).status, 201);
    const made = await people.leader("POST", "/handing-templates", { name: "Giao phòng KT", record: first });
    assert.equal(made.status, 201, JSON.stringify(made));
    const [template] = (await people.leader("GET", "/handing-templates")).templates;
    assert.deepEqual([template.name, template.unit, template.lead, template.support, template.inform, template.opinion], ["Giao phòng KT", null, "unit:kt", ["nghi.mai"], ["unit:hcqt"], "Xử lý ngay"]);
    const twice = await people.leader("POST", "/handing-templates", { name: "giao phòng  KT", lead: "unit:kt" });
    assert.deepEqual([twice.status, twice.errors[0].field], [409, "name"]);
    const last = await people.leader("GET", `/records/${second}/last-hand-out`);
    assert.deepEqual([last.record, last.lead, last.left_out], [first, "unit:kt", []]);

    const administrator = await server.signIn("quan-tri");
    await administrator.submit(await administrator.get("/quan-tri/nguoi-dung/nghi.mai"), "/quan-tri/nguoi-dung/nghi.mai/khoa", {});
    const same = await people.leader("POST", `/records/${second}/hand-out`, { same: true, due: "2021-08-15" });
    assert.equal(same.status, 201, JSON.stringify(same));
    assert.deepEqual(same.assignments.map((one) => [one.to, one.due]), [["unit:kt", "2021-08-15T17:00"], ["unit:hcqt", null]]);
    assert.match(same.left_out[0].text, /Tài khoản của Người Sẽ Nghỉ đã đóng/);
    const command = office.run(["assign", third, "template=giao phòng kt", "due=2021-08-15"]);
    assert.match(command.stderr, /Không giao: Tài khoản của Người Sẽ Nghỉ đã đóng/);
    assert.deepEqual(tree(third).map((one) => [one.to, one.role, one.opinion]), [["unit:kt", "lead", "Xử lý ngay"], ["unit:hcqt", "inform", "Xử lý ngay"]]);
    assert.match(office.run(["assign", fourth, "template=Không có"], { expect: 1 }).stderr, /Không có mẫu phân công “Không có”/);

    const leader = await server.signIn("lanh-dao");
    const form = await leader.get(`/nhiem-vu/${fourth}/giao`);
    assert.match(form.text, /<option value="1">Giao phòng KT<\/option>/);
    assert.match(form.text, /<button[^>]*name="_fill"/, "without JavaScript it is filled by a button");
    const filled = await leader.submit(form, `/nhiem-vu/${fourth}/giao`, { template: "1", due: "15/08/2021", _fill: "yes" });
    assert.match(filled.text, /Đã điền theo mẫu “Giao phòng KT”; chưa giao cho ai\. Không điền: Tài khoản của Người Sẽ Nghỉ đã đóng/);
    assert.match(filled.text, /name="lead"[^>]*value="Phòng Kinh tế · kt"/);
    assert.match(filled.text, /name="due"[^>]*value="15\/08\/2021"/, "what was typed stays");
    assert.equal(tree(fourth).length, 0);
    const page = await leader.get("/mau-phan-cong/1");
    const saved = await leader.submit(page, "/mau-phan-cong/1", { name: "Giao phòng KT, gửi HCQT", lead: "kt", "inform-1": "hcqt", opinion: "Xử lý ngay" });
    assert.match(saved.text, /Đã lưu mẫu phân công “Giao phòng KT, gửi HCQT”/, saved.text.match(/error-summary[^]*?<\/ul>/)?.[0] ?? saved.text.match(/<main[^]*/)?.[0].slice(0, 600));
    const done = await leader.submit(await leader.get(`/nhiem-vu/${fourth}/giao`), `/nhiem-vu/${fourth}/giao`, { template: "1", due: "" });
    assert.match(done.text, /Đã giao .* cho Phòng Kinh tế \(chủ trì\), .*\(nhận để biết\)/, "nobody chosen: by the template, in one act");
    assert.match(done.text, new RegExp(`/mau-phan-cong/moi\\?record=${fourth}`));
    assert.match((await leader.get(`/mau-phan-cong/moi?record=${fourth}`)).text, /name="lead"[^>]*value="Phòng Kinh tế · kt"/);

    assert.deepEqual((await people.health("GET", "/handing-templates")).templates, [], "who hands out nothing has none");
    assert.equal((await people.health("POST", "/handing-templates", { name: "Của tôi", lead: "unit:kt" })).status, 403);
    assert.equal(office.run(["template", "add", "Ba phòng", "lead=unit:kt", "inform=unit:hcqt"]).stdout.trim(), "2");
    office.run(["template", "set", "Ba phòng", "unit=kt", "support=unit:nc", "lead=unit:kt"]);
    assert.match(office.run(["template", "list"]).stdout, /2 {2}Ba phòng \(kt\): Phòng Kinh tế \(chủ trì\), Phòng Nội chính \(phối hợp\)\n1 {2}Giao phòng KT, gửi HCQT \(dùng chung\)/);
    office.run(["template", "remove", "2"]);
    assert.match((await leader.get("/mau-phan-cong/1/bo")).text, /Bỏ mẫu phân công “Giao phòng KT, gửi HCQT”\?/);
    await leader.submit(await leader.get("/mau-phan-cong/1/bo"), "/mau-phan-cong/1/bo", {});
    assert.match((await leader.get("/mau-phan-cong")).text, /Chưa có mẫu phân công nào/);
    const late = await leader.submit(form, `/nhiem-vu/${fourth}/giao`, { template: "1", due: "16/08/2021", opinion: "Đã gõ dài", _fill: "yes" });
    assert.equal(late.status, 422, "a template that was removed meanwhile");
    assert.match(late.text, /Không có mẫu phân công “1”, hoặc mẫu đã bị bỏ[^]*Đã gõ dài/, "what was typed stays");
    assert.match((await administrator.get("/nhat-ky?register=@account")).text, /bỏ mẫu “Giao phòng KT, gửi HCQT” \(dùng chung\)/);
});

test("one act makes a task for each of fifteen units, and the words and the source stand on each", async () => {
    const record = document(), words = "Giao các sở làm ngay,\nbáo cáo trước ngày 15/8.";
    const said = await people.leader("POST", `/records/${record}/directions`, { words, speaker: "Nguyễn Văn Thử", said_on: "2021-08-01", source: "hop" });
    assert.equal(said.status, 201, JSON.stringify(said));
    const [direction] = said.directions;
    const units = [...readFileSync(new URL("../office/units.yaml", import.meta.url), "utf8").matchAll(/code: ([a-z]+), kind: so,/g)].map(([, code]) => code).slice(0, 15);
    assert.equal(units.length, 15);
    const done = await people.leader("POST", `/directions/${direction.id}/tasks`, { leads: units.map((code) => `unit:${code}`), inform: ["unit:kt"], due: "2021-08-15", fields: { source: "ubnd" } });
    assert.equal(done.status, 201, JSON.stringify(done));
    assert.equal(done.tasks.length, units.length);
    const shown = (await people.leader("GET", `/records/${record}/directions`)).directions[0];
    assert.deepEqual([shown.words, shown.tasks, shown.open], [words, units.length, units.length]);
    const one = await people.leader("GET", `/records/${done.tasks[0]}`);
    assert.deepEqual([one.fields.giver, one.fields.source_document, one.fields.summary], ["Nguyễn Văn Thử", "5096/BYT-DP", words.replace("\n", " ")]);
    const visitor = await server.signIn("lanh-dao");
    assert.match((await visitor.get(`/nhiem-vu/${done.tasks[0]}`)).text, new RegExp(`Theo ý kiến chỉ đạo[^]*Giao các sở làm ngay,[^]*href="/van-ban/den/${record}"`));
    assert.match((await visitor.get(`/van-ban/den/${record}`)).text, new RegExp(`${units.length} nhiệm vụ, ${units.length} chưa hoàn thành[^]*href="/nhiem-vu/${done.tasks.at(-1)}"`));
});

test("one form notes what was said and another makes the tasks; what is wrong is told at once", async () => {
    const record = document(), path = `/van-ban/den/${record}`;
    const visitor = await server.signIn("lanh-dao");
    const form = await visitor.submit(await visitor.get(path), `${path}/chi-dao`, { words: "Làm ngay", speaker: "", said_on: "", source: "but-phe", tasks: "yes" });
    assert.equal(form.status, 200, form.text.match(/error-summary[^]*?<\/ul>/)?.[0]);
    const [, action] = form.text.match(/action="([^"]*\/chi-dao\/[^"]*)"/);
    const wrong = await visitor.submit(form, action, { lead: "syt", "lead-2": "khong-co", due: "01/08/2021", source: "" });
    assert.equal(wrong.status, 422);
    for (const field of ["lead-2", "due", "source-1"]) assert.match(wrong.text.match(/error-summary[^]*?<\/ul>/)[0], new RegExp(`#${field}"`), field);
    const done = await visitor.submit(form, action, { lead: "Sở Y tế · syt", "lead-2": "stc", "support-1": "kt", due: "15/08/2021", source: "ubnd" });
    assert.match(done.text, /Đã giao 2 nhiệm vụ/);
    assert.match(done.text, /2 nhiệm vụ, 2 chưa hoàn thành/);
});

// A notice of conclusions: each paragraph is a task of its own. Planted and seen red, each alone: tasks with the words of all, a
// paragraph for nobody not said, what was given before given again.
test("each paragraph of what was concluded goes to its own place until its own day, by form, program and command", async () => {
    const words = "1. Sở Y tế tiêm xong trước ngày 10/8.\n\n2. Sở Tài chính cấp kinh phí.\n3. Các sở báo cáo.\n4. Văn phòng theo dõi.";
    const record = document(), path = `/van-ban/den/${record}`, visitor = await server.signIn("lanh-dao");
    const common = await visitor.submit(await visitor.get(path), `${path}/chi-dao`, { words, speaker: "", said_on: "", source: "hop", tasks: "yes" });
    assert.match(common.text, /Ý kiến có 4 đoạn\./);
    const [, action] = common.text.match(/href="([^"]*\/tung-doan)"/);
    const form = await visitor.get(action);
    assert.match(form.text, /name="p2-words"[^>]*>\n2\. Sở Tài chính cấp kinh phí\.</);
    assert.equal([...form.text.matchAll(/name="p\d+-words"/g)].length, 4);
    const more = await visitor.submit(form, action, { "p1-lead": "syt", _more: "yes" });
    assert.match(more.text, /name="p1-lead-2"[^]*name="p4-support-2"/);
    const nobody = await visitor.submit(form, action, { source: "ubnd" });
    assert.match(nobody.text.match(/error-summary[^]*?<\/ul>/)[0], /#p1-lead"/);
    const wrong = await visitor.submit(form, action, { "p1-lead": "syt", "p1-words": " ", "p2-support-1": "stc", "p3-lead": "khong-co", "p3-due": "01/08/2021", source: "" });
    assert.equal(wrong.status, 422);
    for (const field of ["p1-words", "p2-support-1", "p3-lead", "p3-due", "source-1"]) assert.match(wrong.text.match(/error-summary[^]*?<\/ul>/)[0], new RegExp(`#${field}"`), field);
    const done = await visitor.submit(more, action, { "p1-lead": "Sở Y tế · syt", "p1-due": "10/08/2021", "p1-support-1": "stc", "p2-lead": "stc", "p2-due": "15/08/2021", "p3-lead": "syt", "p3-lead-2": "stc", "p3-words": "Báo cáo kết quả", "p3-inform-1": "kt", source: "ubnd" });
    assert.match(done.text, /Đã giao 4 nhiệm vụ: [^<]*\. Chưa giao đoạn 4 vì không ghi nơi nhận/);
    const [direction] = (await people.leader("GET", `/records/${record}/directions`)).directions;
    assert.deepEqual([direction.words, direction.tasks], [words, 4]);
    const tasksOf = (list) => Promise.all(list.map((id) => people.leader("GET", `/records/${id}`)));
    const told = (one) => [one.fields.summary, tree(one.id).find(({ role }) => role === "lead").to, one.due];
    const made = await tasksOf([...done.text.matchAll(/href="\/nhiem-vu\/([0-9a-z]+)"/g)].map(([, id]) => id).filter((id, at, all) => all.indexOf(id) === at));
    assert.deepEqual(made.map(told).sort(), [
        ["1. Sở Y tế tiêm xong trước ngày 10/8.", "unit:syt", "2021-08-10T17:00"], ["2. Sở Tài chính cấp kinh phí.", "unit:stc", "2021-08-15T17:00"],
        ["Báo cáo kết quả", "unit:stc", null], ["Báo cáo kết quả", "unit:syt", null]]);

    const parts = [{ leads: ["unit:syt"] }, { leads: ["unit:stc"], due: "2021-08-15" }, { inform: [] }, { paragraph: 4, leads: ["unit:vp"], words: "Văn phòng theo dõi, đôn đốc." }];
    const rest = await people.leader("POST", `/directions/${direction.id}/tasks`, { parts, fields: { source: "ubnd" } });
    assert.deepEqual([rest.status, rest.tasks?.length, rest.left_out, rest.given_before], [201, 1, [3], [1, 2]], JSON.stringify(rest));
    assert.deepEqual((await tasksOf(rest.tasks)).map(told), [["Văn phòng theo dõi, đôn đốc.", "unit:vp", null]]);
    const again = await people.leader("POST", `/directions/${direction.id}/tasks`, { parts, fields: { source: "ubnd" } });
    assert.deepEqual([again.status, again.code], [409, "conflict.given"], JSON.stringify(again));
    for (const [body, field] of [[{ parts, leads: ["unit:syt"] }, "parts"], [{ parts: [{ leads: ["unit:khong"] }] }, "parts.1.leads"], [{ parts: [{ lead: "unit:syt" }] }, "parts.1.lead"], [{ parts: [{ leads: ["unit:syt"], paragraph: 9 }] }, "parts.1.words"], [{ parts: [{ leads: ["unit:syt"], paragraph: 0 }] }, "parts.1.paragraph"]]) {
        const refused = await people.leader("POST", `/directions/${direction.id}/tasks`, { ...body, fields: { source: "ubnd" } });
        assert.deepEqual([refused.status, refused.errors?.[0]?.field ?? refused.field], [422, field], JSON.stringify(refused));
    }

    const [other] = office.run(["direct", record, `words=${words}`]).stdout.trim().split("\n");
    const said = office.run(["direct", "tasks", other, "source=ubnd", "lead.1=unit:syt", "due.1=10/08/2021", "words.2=Cấp ngay", "lead.3=unit:stc,unit:syt", "words.3=Báo cáo ngay"]);
    assert.equal(said.stdout.trim().split("\n").length, 3);
    assert.match(said.stderr, /Chưa giao đoạn 2 vì không ghi nơi nhận/);
    assert.match(office.run(["direct", "tasks", other, "source=ubnd", "lead=unit:syt", "lead.1=unit:syt"], { expect: 2 }).stderr, /ghi ở từng đoạn/);
});

test("the command does it beside a server, and others may not", async () => {
    const record = document();
    const [direction] = office.run(["direct", record, "words=Làm ngay", "speaker=Nguyễn Văn Thử"]).stdout.trim().split("\n");
    const tasks = office.run(["direct", "tasks", direction, "lead=unit:syt,unit:stc", "due=2021-08-20", "source=ubnd"]).stdout.trim().split("\n");
    assert.equal(tasks.length, 2);
    assert.deepEqual(tree(tasks[1]).map((one) => [one.to, one.role, one.due]), [["unit:stc", "lead", "2021-08-20T17:00"]]);
    assert.match(office.run(["direct", "list", record]).stdout, /Làm ngay \(2 nhiệm vụ, 2 chưa hoàn thành\)/);
    const refused = office.run(["direct", "tasks", direction, "lead=unit:khong,ai.do", "due=mai"], { expect: 1 }).stderr;
    for (const said of [/“khong”/, /“ai.do”/, /“mai” không phải là ngày/, /Nguồn giao/]) assert.match(refused, said);
    assert.equal((await people.head("POST", `/records/${record}/directions`, { words: "Làm ngay" })).status, 403);
    assert.equal((await people.leader("POST", `/records/${record}/directions`, { words: " ", said_on: "2021-08-30" })).errors.length, 2);
});

// Planted and seen red, each alone: the step of the body left out; the newer version compared with itself.
test("programs and commands take the first step with the entry, and compare two drafts", async () => {
    const clerk = person("van.thu.moi", "hcqt", "clerk");
    const fields = { author: "Bộ Y tế", document_number: "88/BYT-DP", type: "cv", summary: "Về phòng chống dịch", received_on: "2021-08-02", arrival: "buu-dien", handling: "xu-ly" };
    const entered = await clerk("POST", "/registers/incoming/records", { fields, step: "register" });
    assert.deepEqual([entered.status, entered.state], [201, "registered"], JSON.stringify(entered));
    assert.match(String(entered.number), /^\d+/, JSON.stringify(entered));
    const waits = await clerk("POST", "/registers/incoming/records", { fields: { ...fields, document_number: "89/BYT-DP" } });
    assert.deepEqual([waits.status, waits.state, waits.number], [201, "new", null]);
    const refused = await clerk("POST", "/registers/incoming/records", { fields: { ...fields, document_number: "90/BYT-DP" }, step: "vao" });
    assert.equal(refused.status, 422);
    assert.match(refused.detail, /vao/, JSON.stringify(refused));
    const added = office.json(["add", "incoming", ...Object.entries({ ...fields, document_number: "91/BYT-DP" }).map(([name, value]) => `${name}=${value}`), "step=register", "--json"]);
    assert.equal(office.json(["show", added.id, "--json"]).state, "registered");

    const draft = office.json(["add", "outgoing", "type=cv", "summary=Dự thảo thử", "unit=hcqt", "--json"]).id;
    for (const [at, words] of ["Đề nghị gửi trước ngày 10/8.", "Đề nghị gửi trước ngày 15/8."].entries()) {
        const file = join(office.folder, `du-thao-${at + 1}.txt`);
        writeFileSync(file, `${words}\n`);
        office.run(["draft", "add", draft, file]);
    }
    const compared = await clerk("GET", `/records/${draft}/draft/compare`);
    assert.deepEqual([compared.status, compared.compared], [200, true], JSON.stringify(compared));
    const words = (change) => compared.words.filter((run) => run.change === change).map((run) => run.text.trim()).join(" ");
    assert.deepEqual([words("removed"), words("added")].map((text) => text.match(/1[05]/)?.[0]), ["10", "15"]);
    assert.match(office.run(["draft", "compare", draft, "old=1", "new=2"]).stdout, /\[-[^\]]*10[^\]]*-\] ?\{\+[^}]*15[^}]*\+\}/);
    assert.equal((await clerk("GET", `/records/${draft}/draft/compare?old=1&new=9`)).status, 404);
});

test("beside a server and without one the command line does the same", async () => {
    const record = task();
    await server.stop();
    const [line] = office.json(["assign", record, "lead=unit:syt", "due=10/08/2021", "--json"]).assignments;
    assert.equal(line.due, "2021-08-10T17:00");
    assert.match(office.run(["assign", record, "lead=unit:stc", "support=khong.co"], { expect: 1 }).stderr, /Không có người, chức vụ hoặc đơn vị/);
    office.run(["assign", "finish", line.id, "result=Đã xong"]);
    assert.match(office.run(["assign", "list", record]).stdout, /Sở Y tế \(chủ trì\), hạn 10\/08\/2021, .* giao, đã xong: Đã xong/);
    assert.match(office.run(["show", record]).stdout, /→ Sở Y tế|→ unit:syt, chủ trì/);
});

// On PostgreSQL the command line is a node beside the server's: planted, an id drawn without regard to the line above it put that
// line behind its own, and the history was not proved any more.
test("the history proves all of it", () => {
    assert.match(office.run(["history", "verify"]).stdout, /nguyên vẹn/);
});
