// SPDX-License-Identifier: Apache-2.0
// A department's submission from its tờ trình to the leader's answer, and what the answer makes: by form, program and command.
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);

const person = (login, unit, role) => programOf(office, server, login, unit, role, `Người Thử ${login}`);

const people = {
    health: person("thu.syt", "syt", "specialist"), money: person("thu.stc", "stc", "specialist"), office: person("thu.nc", "nc", "specialist"),
    other: person("thu.kt", "kt", "specialist"), first: person("thu.pct", "vp", "leader"), second: person("thu.ct", "vp", "leader"),
};
const step = (who, id, name, fields = {}, on) => who("POST", `/records/${id}/steps/${name}`, { fields, ...(on ? { on } : {}) });
const submission = { document_number: "311/TTr-SYT", submitted_on: "2021-07-30", issue: "Lập bệnh viện dã chiến số 3", purpose: "ky", appraiser: "nc" };
const appraisal = { outline: "Hai trăm giường, một tháng", appraisal: "Thống nhất", proposal: "Đồng ý, giao Sở Y tế" };

const refused = (answer, status, field, words) => {
    assert.equal(answer.status, status, JSON.stringify(answer));
    assert.match(field ? answer.errors.find((one) => one.field === field)?.message ?? answer.detail : answer.detail, words, JSON.stringify(answer));
};

test("a file of submissions names a fault by line and column, and figures count what was submitted and answered", async () => {
    const path = join(office.files, "submissions.csv");
    writeFileSync(path, "unit,submitted_on,issue,purpose,appraiser\nsyt,2021-07-30,Một,ky,nc\nsyt,2021-07-30,Hai,sai,kt\n");
    const { stderr } = office.run(["import", "submission", path], { expect: 1 });
    assert.match(stderr, /submissions\.csv:3: cột “purpose”: Trình để: “sai”/);
    const figure = (name) => office.json(["figure", "submissions", "2021-07", name, "--json"]).value;
    assert.deepEqual(["received", "presented", "answered", "on_time", "waiting", "overdue"].map((name) => figure(`submissions_${name}`)), [34, 27, 18, 16, 16, 1]);
    const byLeader = office.json(["list", "submission", "state=presented&by=leader", "--json"]).groups;
    assert.deepEqual(byLeader.map((one) => [one.value, one.count]), [["khiem.dh", 3], ["khoa.th", 1], ["lanh-dao", 1], ["luan.tp", 1]]);
    const report = office.run(["report", "submissions", "2021-07"]).stdout.replace(/\s+/g, " ");
    assert.match(report, /Các đơn vị gửi 34 hồ sơ, trình lãnh đạo 27 lượt; lãnh đạo đã đồng ý 18 hồ sơ/);
});

test("a submission goes from its department to a named leader, three times, and each time is kept", async () => {
    const made = await people.health("POST", "/registers/submission/records", { fields: submission, step: "submit" });
    assert.equal(made.status, 201, JSON.stringify(made));
    const id = made.id, path = `/ho-so-trinh/${id}`;
    assert.deepEqual([made.state, made.due.slice(0, 10)], ["submitted", "2021-08-05"]);
    assert.equal((await people.money("GET", `/records/${id}`)).status, 404, "another department's");
    assert.equal((await people.other("GET", `/records/${id}`)).status, 404, "another room's");
    refused(await step(people.health, id, "appraise", appraisal), 403, null, /“Thẩm tra” chỉ người \(của đơn vị\) được ghi ở “Phòng thẩm tra”/);
    const lacks = await step(people.office, id, "appraise", {}, "2021-08-02");
    assert.deepEqual(lacks.errors?.map((one) => one.field), ["outline", "appraisal", "proposal"], JSON.stringify(lacks));
    assert.equal((await step(people.office, id, "appraise", appraisal)).state, "appraised");
    refused(await step(people.office, id, "lay-before", { leader: "khong.co", presentation: "Kính trình" }), 422, "leader", /không có tài khoản “khong\.co” đang dùng/);
    // it would wait for ever with somebody who takes no step of a leader, and with nobody once the field is emptied
    refused(await step(people.office, id, "lay-before", { leader: "thu.syt", presentation: "Kính trình" }), 422, "leader", /vai trò của “thu\.syt” không làm bước “Đồng ý”/);

    // the first time: an opinion; the second: passed on and returned; the third: agreed
    assert.equal((await step(people.office, id, "lay-before", { leader: "thu.pct", presentation: "Trình lần đầu" })).fields.round, 1);
    refused(await step(people.second, id, "agree"), 403, null, /chỉ người \(của đơn vị\) được ghi ở “Trình lãnh đạo”/);
    assert.equal((await step(people.first, id, "opine", { opinion: "Làm rõ kinh phí" })).state, "opined");
    assert.equal((await step(people.office, id, "lay-before", { leader: "thu.pct", presentation: "Đã làm rõ kinh phí" })).fields.round, 2);
    refused(await step(people.first, id, "pass-on", { leader: "thu.pct" }), 422, "leader", /phải là người khác/);
    refused(await step(people.first, id, "pass-on", { leader: "", opinion: "Chuyển" }), 422, "leader", /phải là người khác/);
    assert.equal((await step(people.first, id, "pass-on", { leader: "thu.ct", opinion: "Kính chuyển Chủ tịch" })).fields.leader, "thu.ct");
    refused(await step(people.first, id, "agree"), 403, null, /chỉ người/);
    assert.equal((await step(people.second, id, "return", { opinion: "Sở bổ sung dự toán" })).state, "returned");
    assert.equal((await step(people.health, id, "submit")).state, "submitted");
    await step(people.office, id, "appraise", appraisal);
    assert.equal((await step(people.office, id, "lay-before", { leader: "thu.ct", presentation: "Đã có dự toán" })).fields.round, 3);
    assert.equal((await step(people.second, id, "agree", { opinion: "Đồng ý" })).state, "consented");
    const { lines } = await people.second("GET", `/records/${id}/lines`);
    const said = (field) => lines.filter((one) => one.field === field).map((one) => one.text).reverse();
    assert.deepEqual(said("presentation"), ["Trình lần đầu", "Đã làm rõ kinh phí", "Đã có dự toán"]);
    assert.deepEqual(said("opinion"), ["Làm rõ kinh phí", "Kính chuyển Chủ tịch", "Sở bổ sung dự toán", "Đồng ý"]);

    // on paper: who it is for by name, and an empty box for the answer
    const leader = await server.signIn("lanh-dao");
    const sheet = (await leader.get(`${path}/in/phieu-trinh`)).text;
    assert.match(sheet, /PHIẾU TRÌNH/);
    assert.match(sheet, /Kính trình: <b>Người Thử thu\.ct<\/b>/);
    assert.match(sheet, /Trình lần thứ: <b>3<\/b>/);
    assert.match(sheet, /<h3>4\. Ý kiến của lãnh đạo<\/h3>\s*<div class="panel"><div class="panel-body" aria-hidden="true">\s*(<p>&nbsp;<\/p>\s*){8}<\/div>/);
});

test("what waits stands with who is named, and with their stand-in", async () => {
    const queue = async (login, register, name) => (await (await server.signIn(login)).get(`/viec-cua-toi?register=${register}&step=${name}`)).text;
    const waiting = await queue("lanh-dao", "submission", "agree");
    assert.match(waiting, /Đón công dân của Tỉnh từ Thành phố Hồ Chí Minh về/);
    assert.doesNotMatch(waiting, /Kế hoạch tiêm vắc xin đợt 5/, "another leader's");
    const appraising = await queue("chuyen-vien", "submission", "appraise");
    assert.match(appraising, /Kết luận thanh tra việc sử dụng kinh phí chống dịch/);
    assert.doesNotMatch(appraising, /Danh mục dự án kêu gọi đầu tư/, "another room's");
    office.run(["absence", "add", "khoa.th", "lanh-dao", "from=2021-08-02", "until=2021-08-06", "reason=Đi công tác"]);
    assert.match(await queue("lanh-dao", "submission", "agree"), /Kế hoạch tiêm vắc xin đợt 5/);
    const waits = office.json(["list", "submission", "state=presented&leader=khiem.dh", "--json"]);
    assert.equal(waits.total, 3);
});

test("the leader's answer makes the draft of a document and the tasks", async () => {
    const [record] = office.json(["list", "submission", "state=consented&sort=submitted_on", "--json"]).records;
    const drafter = await server.signIn("van-thu"), page = await drafter.get(`/ho-so-trinh/${record.id}`);
    const [, href] = page.text.match(/href="(\/van-ban\/di\/moi\?submission=[0-9a-z]+)"[^>]*>(?:<svg[^]*?<\/svg>)?\s*Soạn văn bản/);
    const form = await drafter.get(href);
    assert.match(form.text, /name="summary"[^>]*value="Phương án thiết lập khu cách ly tập trung đợt 3"/);
    assert.match(form.text, /name="submission"[^>]*value="[^"]*1\/2021\/HST/);
    const out = office.json(["add", "outgoing", "type=qd", "summary=Thiết lập khu cách ly", `submission=${record.id}`, "unit=thvx", "--json"]);
    assert.match((await drafter.get(`/ho-so-trinh/${record.id}`)).text, new RegExp(`/van-ban/di/${out.id}"`), "each page leads to the other");
    const said = office.run(["direct", record.id, "words=Giao Sở Y tế chuẩn bị giường"]).stdout.trim().split("\n")[0];
    const task = office.run(["direct", "tasks", said, "lead=unit:syt", "due=2021-08-13", "source=ubnd"]).stdout.trim().split("\n")[0];
    assert.equal(office.json(["show", task, "--json"]).fields.summary, "Giao Sở Y tế chuẩn bị giường");
});
