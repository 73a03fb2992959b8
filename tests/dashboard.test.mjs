// SPDX-License-Identifier: Apache-2.0
// Điều hành: the parts of a number sum to it, today's backlog is not mixed with a month's figures, and it opens on the month of
// the clock. Planted and seen red: the part without a due date left out; group=open taken from the total; the month before as default.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const number = (text) => Number(text.replaceAll(".", ""));
const bare = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
const panel = (html, id) => html.match(new RegExp(`aria-labelledby="${id}"[\\s\\S]*?</section>`))[0];

// [[name, 1, 2, …], …] of the table of a panel.
const rows = (html) => [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].slice(1)
    .map(([, row]) => [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell]) => bare(cell)))
    .map(([name, ...numbers]) => [name, ...numbers.map(number)]);
const tiles = (html) => [...html.match(/<nav class="totals"[\s\S]*?<\/nav>/)[0].matchAll(/<b>([^<]*)<\/b>/g)].map(([, value]) => number(value));
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

test("the parts of the backlog sum to it, today, whichever month is shown", async (t) => {
    const server = await serve(t, sampleOffice(t));
    const reporter = await server.signIn("tong-hop");
    const { text } = await reporter.get("/dieu-hanh");
    assert.match(text, /<h1[^>]*>Điều hành tháng 8\/2021/);
    const [, all] = text.match(/Hôm nay 02\/08\/2021 đang xử lý ([\d.]+) hồ sơ; số liệu là của tháng 8\/2021/);
    assert.equal(sum(tiles(text)), number(all));
    const table = rows(panel(text, "by-register"));
    assert.equal(table.length, 6);
    for (const [name, ...numbers] of table) assert.equal(sum(numbers.slice(0, -1)), numbers.at(-1), name);
    assert.equal(sum(table.map((row) => row.at(-1))), number(all));
    const july = (await reporter.get("/dieu-hanh?period=2021-07")).text;
    assert.deepEqual(rows(panel(july, "by-register")), table);
    assert.deepEqual(tiles(july), tiles(text));
    assert.notDeepEqual(rows(panel(july, "done")), rows(panel(text, "done")));
    assert.ok(sum(rows(panel(july, "done")).map(([, done]) => done)) > 5418);
});

test("the parts of a month's dossiers sum to those received", async (t) => {
    const office = sampleOffice(t);
    const { records: [dossier] } = office.json(["list", "dossier", "group=open&page_size=1", "--format", "json"]);
    office.run(["step", dossier.id, "cancel", "reason=nhập hai lần"]);
    const server = await serve(t, office);
    const reporter = await server.signIn("tong-hop");
    for (const period of ["2021-06", "2021-07", "2021-08"]) {
        const dossiers = panel((await reporter.get(`/dieu-hanh?period=${period}`)).text, "dossiers");
        const [, received] = bare(dossiers).match(/([\d.]+) nhận giải quyết/);
        const parts = [...dossiers.matchAll(/<dd>([\s\S]*?)<\/dd>/g)].map(([, value]) => number(bare(value)));
        assert.equal(sum(parts), number(received), period);
    }
});
