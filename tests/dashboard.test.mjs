// SPDX-License-Identifier: Apache-2.0
// Điều hành: the parts of a number sum to it, today's backlog is not mixed with a month's figures, and it opens on the month of
// the clock. Its panels are those of dashboard.yaml, in that order. Planted and seen red: the part without a due date left out;
// group=open taken from the total; the month before as default; panels from the last to the first; one grid for panels before and
// after the totals; links of a month's query without its days; comparisons found by the suffixes of their names.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

const other = `registers: [task]
replace: [panels]
panels:
  - { name: sources, kind: groups, title: "Đơn theo nguồn, {{period}}", width: 6, register: petition, query: "received_on=@period", by: source }
  - { name: late, kind: records, title: Việc gần hạn, width: 6, register: task, query: "group=open&sort=due_on", limit: 2 }
  - { name: totals, kind: totals }
  - { name: none, kind: days, title: Công văn theo ngày, register: meeting, query: "chair=Khôngai", counts: Văn bản, nothing: Không có gì. }
`;

const compared = `report: monthly
annex: [party_drafts_done, drafts_then, drafts_more]
figures:
  - { name: drafts_then, label: Dự thảo tháng trước, count: before, figure: party_drafts_done, counts: dự thảo }
  - { name: drafts_more, label: "Dự thảo, so với tháng trước", count: change, figure: party_drafts_done, against: drafts_then, counts: dự thảo }
`;

test("a figure is compared by the definition, whatever the names: not by a suffix", async (t) => {
    const office = sampleOffice(t);
    const folder = join(office.files, "own");
    mkdirSync(join(folder, "reports"), { recursive: true });
    writeFileSync(join(folder, "reports/monthly.yaml"), compared);
    office.run(["migrate", "--office", folder]);
    const server = await serve(t, office, { env: { CONGVU_OFFICE: folder } });
    const reporter = await server.signIn("tong-hop");
    const page = (await reporter.get("/bao-cao/2021-07/so/party_drafts_done")).text;
    assert.match(page, /<dl class="pairs">\s*<div><dt>tháng 6\/2021<\/dt><dd>0 <span class="muted">\(6\)/);
});

test("another office has its own panels: their order, titles, registers and links", async (t) => {
    const office = sampleOffice(t);
    const folder = join(office.files, "own");
    mkdirSync(folder);
    writeFileSync(join(folder, "dashboard.yaml"), other.replace("by: source", "by: sauce"));
    assert.match(office.run(["check", "--office", folder], { expect: 1 }).stdout, /dashboard\.yaml:4:\d+: không có trường “sauce”/);
    writeFileSync(join(folder, "dashboard.yaml"), other);
    office.run(["migrate", "--office", folder]);
    assert.match(office.run(["explain", "dashboard", "--office", folder]).stdout, /^ {2}late — Việc gần hạn: danh sách hồ sơ trong sổ Nhiệm vụ/m);
    const server = await serve(t, office, { env: { CONGVU_OFFICE: folder } });
    const reporter = await server.signIn("tong-hop");
    const { text } = await reporter.get("/dieu-hanh?period=2021-07");
    assert.deepEqual([...text.matchAll(/<h2 id="([^"]*)">([^<]*)/g)].map(([, id, title]) => `${id}: ${title}`),
        ["sources: Đơn theo nguồn, tháng 7/2021", "late: Việc gần hạn", "none: Công văn theo ngày"]);
    assert.ok(text.indexOf('id="late"') < text.indexOf('class="totals"') && text.indexOf('class="totals"') < text.indexOf('id="none"'));
    assert.doesNotMatch(text, /class="figures"|#by-register|id="hotline"/);
    assert.match(panel(text, "none"), /Không có gì\./);
    assert.equal(rows(panel(text, "late")).length, 2);
    const bars = [...panel(text, "sources").matchAll(/<li><span><a href="([^"]*)">([^<]*)<\/a><\/span>[\s\S]*?<b>([^<]*)<\/b>/g)]
        .map(([, href, label, value]) => ({ href: href.replaceAll("&amp;", "&"), label, value: number(value) }));
    assert.equal(bars.find((bar) => bar.label === "Bưu điện").value, 62);
    assert.deepEqual(bars.map((bar) => bar.value), bars.map((bar) => bar.value).sort((a, b) => b - a));
    for (const { href, label, value } of bars) {
        const [, shown, total] = (await reporter.get(href)).text.match(/<p><b>([\d.]+)<\/b> [^<]*(?:<b>([\d.]+)<\/b>)?/);
        assert.equal(number(total ?? shown), value, label);
    }
});
