// SPDX-License-Identifier: Apache-2.0
// Work that comes again opens itself: rows made by form, program, file and command; a server that starts later opens what is due,
// once, and says so on the jobs page, the row's page and in its list.
// Planted and seen red: see src/handling/series_test.c.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { rowsOf, sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

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
    await seen("2021-08-20T08:00", /Mở 11 việc định kỳ, trong đó 6 mở bù/); // 13 and 20 August of five rows, and the month of the 10th
    assert.equal(tasks("Báo cáo nhanh").length, 12);
    office.run(["history", "verify"]);
});
