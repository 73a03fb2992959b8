// SPDX-License-Identifier: Apache-2.0
// Work that comes again opens itself: rows made by form, program, file and command; a server that starts later opens what is due,
// once, and says so on the jobs page, the row's page and in its list.
// Planted and seen red (on SQLite): the next day not moved in the act that opens; of the figure, what was late taken for in time.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { rowsOf, sampleOffice } from "./helper.mjs";
import { ask, programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const tasks = (words) => office.json(["list", "task", `q="${words}"`, "--json"]).records;
const row = { summary: "Báo cáo nhanh", source: "van-phong", lead: "hcqt", every: "week", starts_on: "2021-08-06" };

async function until(what, probe) {
    for (let tries = 0; tries < 400; tries++) {
        const answer = await probe();
        if (answer) return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail(`never: ${what}`);
}

test("rows are made by form, program, file and command, and refused in the same words", async () => {
    const server = await serve(null, office);
    try {
        const head = await server.signIn("truong-phong");
        const form = await head.get("/nhiem-vu/dinh-ky/moi");
        const sent = await head.submit(form, "/nhiem-vu/dinh-ky/moi", { ...row, summary: "Báo cáo nhanh theo phiếu", lead: "Phòng Hành chính - Quản trị · hcqt", starts_on: "06/08/2021" });
        assert.equal(sent.status, 200, sent.text.match(/<main[^]*/)?.[0].slice(0, 2000));
        const token = office.json(["user", "token", "truong-phong", "thử", "--json"]).token;
        const add = (fields) => {
            const body = JSON.stringify({ fields });
            return ask(server.port, "POST", "/api/v1/registers/task_series/records", { headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }, body });
        };
        assert.equal((await add({ ...row, summary: "Báo cáo nhanh theo lệnh máy" })).status, 201);
        const refused = JSON.parse((await add({ summary: "Thiếu", every: "day" })).text);
        assert.deepEqual(refused.errors.map((one) => one.field).sort(), ["every", "lead", "source", "starts_on"]);
    } finally {
        await server.stop();
    }
    const csv = join(office.folder ?? process.env.CONGVU_TEST_WORK ?? "/tmp", "loat.csv");
    writeFileSync(csv, `summary,source,lead,every,starts_on\nBáo cáo nhanh theo tệp,van-phong,hcqt,week,2021-08-06\n`);
    office.run(["import", "task_series", csv]);
    office.run(["add", "task_series", ...Object.entries({ ...row, summary: "Báo cáo nhanh theo dòng lệnh" }).map(([name, value]) => `${name}=${value}`)]);
    const { stderr } = office.run(["add", "task_series", "summary=Thiếu", "every=day"], { expect: 1 });
    for (const words of ["Đơn vị chủ trì", "Nguồn giao", "Lặp lại", "Ngày mở lần đầu"]) assert.match(stderr, new RegExp(words));
    assert.equal(office.json(["list", "task_series", 'q="Báo cáo nhanh"', "--json"]).total, 4);
});

test("a server that starts on the day opens each once, after a restart nothing, later what was missed", async () => {
    const seen = async (now, words) => {
        const server = await serve(null, office, { args: ["--now", now] });
        try {
            const administrator = await server.signIn("quan-tri");
            const jobs = await until(words, async () => {
                const page = (await administrator.get("/quan-tri/viec-chay-nen")).text;
                return /Mở việc định kỳ đến ngày/.test(page) && words.test(page) && page;
            });
            const leader = await server.signIn("lanh-dao");
            const list = await leader.get("/nhiem-vu/dinh-ky");
            const [path] = list.text.match(/\/nhiem-vu\/dinh-ky\/[0-9a-z]{13}(?=[^]{0,400}Báo cáo nhanh theo phiếu)/) ?? list.text.match(/\/nhiem-vu\/dinh-ky\/[0-9a-z]{13}/);
            return { jobs, list: list.text, page: (await leader.get(path)).text };
        } finally {
            await server.stop();
        }
    };
    const first = await seen("2021-08-06T08:00", /Mở 5 việc định kỳ, trong đó 0 mở bù/); // four rows here, one of the sample
    assert.match(first.list, /13\/08\/2021/, "the next day stands in the list");
    assert.match(first.page, /Mở lần của ngày 06\/08\/2021/);
    assert.match(first.page, /\/nhiem-vu\/[0-9a-z]{13}/, "the row's page names its tasks");
    assert.equal(tasks("Báo cáo nhanh").length, 4);
    const [one] = tasks("Báo cáo nhanh theo tệp");
    assert.equal(office.json(["assign", "list", one.id, "--json"]).assignments[0].to, "unit:hcqt");
    const server = await serve(null, office, { args: ["--now", "2021-08-06T09:00"] });
    await until("it looked again", async () => rowsOf(office, "select ended_at from job_run where name = 'series'").length > 0);
    await server.stop();
    assert.equal(tasks("Báo cáo nhanh").length, 4);
    await seen("2021-08-20T08:00", /Mở 16 việc định kỳ, trong đó 11 mở bù/); // 13 and 20 August of five rows, the month of the 10th, and five reports cut off on 14/09
    assert.equal(tasks("Báo cáo nhanh").length, 12);
    office.run(["history", "verify"]);
});

// A report owed (che-do-bao-cao): opened by its kind with its period, cut-off and send-by day, made into an outgoing document and sent
// with it. Planted and seen red, each alone: the document's issue without what it takes along; the first day of the period a day off; and on
// what was there: a kind in force from today whose first cut-off was six years ago opened 340 reports that nobody owed.
test("a periodic report opens itself, and is sent with the document that is issued, late with its reason or not owed with one", async () => {
    const now = ["--now", "2021-09-16T09:00"];
    const owed = (query) => office.json(["list", "obligation", query, ...now, "--json"]).records;
    const told = (one) => [one.fields.period_from, one.fields.cut_off, one.fields.send_by, one.state];
    const [month] = owed('summary="Báo cáo tình hình kinh tế - xã hội"&cut_off=2021-09-14');
    assert.deepEqual(told(month), ["2021-08-15", "2021-09-14", "2021-09-16", "owed"]);
    const [quarter] = owed("unit=ksttthc&cut_off=2021-09-14");
    assert.deepEqual(told(quarter), ["2021-06-15", "2021-09-14", "2021-09-16", "owed"]);
    assert.match(quarter.fields.form_version, /II\.06a/);
    assert.deepEqual(office.json(["assign", "list", month.id, "--json"]).assignments.map((one) => [one.to, one.role, one.due]), [["unit:skhdt", "lead", "2021-09-16T17:00"]]);
    const districts = owed("flow=nhan&cut_off=2021-09-14");
    assert.deepEqual(districts.map((one) => one.fields.send_by), ["2021-09-15", "2021-09-15"]);
    assert.equal(owed("unit=thvx&cut_off=2021-12-14").length, 0, "a half year that has not come");
    const old = ["summary=Báo cáo tuần", "report_to=Bộ", "lead=thvx", "flow=gui", "every=week", "first_cut_off=2015-01-04", "days_ahead=14", "working_days=2", "valid_from=2021-08-02"];
    assert.match(office.run(["add", "report_kind", ...old], { expect: 1 }).stderr, /“Ngày chốt số liệu đầu tiên” \(04\/01\/2015\) không được trước “Hiệu lực từ ngày”/);

    const server = await serve(null, office, { args: now });
    try {
        const program = programOf(office, server, "vien.bc", "skhdt", "specialist,clerk"), head = programOf(office, server, "truong.bc", "ksttthc", "unit_head");
        const visitor = await server.signIn("truong-phong"), page = await visitor.get(`/che-do-bao-cao/${month.id}`);
        assert.match(page.text, new RegExp(`href="/van-ban/di/moi\\?obligation=${month.id}&amp;type=bc">Soạn báo cáo<`));
        assert.match((await visitor.get("/che-do-bao-cao?verdict=overdue")).text, /Báo cáo tình hình kinh tế - xã hội của thành phố/);
        const refused = await program("POST", `/records/${month.id}/steps/note-sent`, { fields: { channel: "truc" } });
        assert.deepEqual([refused.status, refused.errors?.map((one) => one.field)], [422, ["sent_number"]], JSON.stringify(refused));
        assert.equal((await program("POST", `/records/${month.id}/steps/not-owed`, { fields: { end_reason: "x" } })).status, 403);
        assert.equal((await program("POST", `/records/${month.id}/steps/prepare`, { fields: { prepared_on: "2021-09-15" } })).state, "prepared");
        assert.equal((await program("POST", `/records/${month.id}/steps/submit`, { fields: {} })).state, "submitted");
        const letter = await program("POST", "/registers/outgoing/records", { fields: { obligation: month.id, type: "bc" } });
        assert.deepEqual([letter.status, letter.title], [201, "Báo cáo tình hình kinh tế - xã hội"], JSON.stringify(letter));
        const [{ fields: like }] = office.json(["list", "outgoing", `state=issued&issuer=${office.json(["show", letter.id, "--json"]).issuer ?? "ubnd"}&signer=any`, "--json"]).records;
        office.run(["step", letter.id, "submit", ...now]);
        office.run(["step", letter.id, "sign", `authority=${like.authority}`, `signer=${like.signer}`, `signer_title=${like.signer_title ?? ""}`, "signed_on=2021-09-16", ...now]);
        office.run(["step", letter.id, "number", "dated_on=2021-09-16", ...now]);
        office.run(["step", letter.id, "issue", "issued_on=2021-09-16", ...now]);
        const sent = await program("GET", `/records/${month.id}`);
        assert.deepEqual([sent.state, sent.finished, sent.fields.document], ["sent", "2021-09-16", letter.id], JSON.stringify(sent));
        assert.ok(owed("verdict=early,on-time").some((one) => one.id === month.id));

        office.run(["step", districts[0].id, "note-sent", "sent_number=250/BC-UBND", "channel=truc", ...now]);
        assert.ok(owed("verdict=late&late_reason=none").some((one) => one.id === districts[0].id));
        const without = await head("POST", `/records/${quarter.id}/steps/not-owed`, { fields: {} });
        assert.deepEqual([without.status, without.errors?.map((one) => one.field)], [422, ["end_reason"]], JSON.stringify(without));
        assert.equal((await head("POST", `/records/${quarter.id}/steps/not-owed`, { fields: { end_reason: "Lồng trong báo cáo 9 tháng" } })).state, "not_owed");
        const again = await program("GET", `/registers/obligation/records?kind=${month.fields.kind}`);
        assert.equal(again.records?.length ?? again.total, 5, "June to October, each once: that of 14/10 was opened on 14/09");
    } finally {
        await server.stop();
    }
    const { value, ids } = office.json(["figure", "monthly", "2021-09", "obligations_on_time", ...now, "--json"]);
    assert.deepEqual([value, ids], [1, [month.id]]);
    office.run(["history", "verify"]);
});
