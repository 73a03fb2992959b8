// SPDX-License-Identifier: Apache-2.0
// The list of every register in Debian's Chromium, with the banner of the sample's clock above it: how many records a
// screen shows, that no column breaks a word or a number, that a phone shows records before it shows filters.
// Seen red: what was there before (4 rows, “Điện thoạ i”, a phone's filters above its records); a table without
// overflow-wrap: normal; the filter bar opened by default.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { newPage, open, PHONE, signedIn, WIDE } from "./browser.mjs";
import { sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const ROWS_NORMAL = 9, ROWS_COMPACT = 15, ROWS_PHONE = 2;
const FILTER_LINE = 60; // pixels that the folded bar takes at most
const LISTS = {
    "lanh-dao": ["ky-hop", "to-chuc/ban-chi-dao", "truyen-thong/so-lieu", "mot-cua/ho-so", "1022/phieu", "van-ban/den", "lich", "van-ban/di", "nhan-su", "don-thu",
        "ke-hoach", "mot-cua/thu-tuc", "truyen-thong", "tiep-dan", "xu-phat", "nhiem-vu", "lich/cong-tac"],
    "van-thu": ["van-ban/den", "van-ban/di"], // with boxes before the rows
    "mot-cua": ["mot-cua/ho-so"], // with personal values
    "tiep-dan": ["don-thu", "tiep-dan"],
    "tong-dai": ["1022/phieu"],
};

const file = { after };
const server = await serve(file, sampleOffice(file));
const browser = await open(file);
const visits = new Map();
const enter = async (login) => {
    if (!visits.has(login)) visits.set(login, await signedIn(browser, server, login));
    return visits.get(login);
};

// Of the rows: how many are wholly on the screen, and the words that stand on two lines.
const look = (page) => page.evaluate(() => {
    const rows = [...document.querySelectorAll("main tr[data-row]")];
    const broken = new Set(), range = document.createRange();
    for (const row of rows.slice(0, 50)) {
        const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode())
            for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
                range.setStart(node, index);
                range.setEnd(node, index + word.length);
                const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
                if (tops.size > 1 && !/[-–/]/.test(word.replace(/^[\d-]+$/, ""))) broken.add(word);
                if (tops.size > 1 && node.parentElement.closest(".nowrap, .first")) broken.add(word);
            }
    }
    const filter = document.querySelector("main .filter"), box = (element) => element?.getBoundingClientRect();
    const controls = [...(filter ?? document.createElement("form")).querySelectorAll("input:not([type=hidden]):not(.hidden), select, button")].filter((control) => box(control).height > 0);
    return {
        whole: rows.filter((row) => box(row).bottom <= innerHeight + 0.5).length,
        all: rows.length,
        broken: [...broken],
        first: rows.length ? box(rows[0]).top : 0,
        filterHeight: box(filter)?.height,
        controlsAbove: controls.filter((control) => rows.length && box(control).top < box(rows[0]).top).length,
        sideways: document.documentElement.scrollWidth - innerWidth,
    };
});

let cases = 0;
for (const [login, slugs] of Object.entries(LISTS))
    for (const slug of slugs)
        test(`a screen of records, whole words, records before filters: /${slug} for ${login}`, async () => {
            const page = await enter(login), wrong = [];
            const path = `/${slug}?cancelled=no`; // all of them: many to count
            const expect = (right, text) => { cases++; if (!right) wrong.push(text); };
            for (const [density, least] of [["compact", ROWS_COMPACT], ["normal", ROWS_NORMAL]]) {
                await page.setViewportSize(WIDE);
                await page.goto(`${path}&density=${density}`);
                const seen = await look(page);
                expect(seen.whole >= Math.min(least, seen.all), `${density}: ${seen.whole} rows of ${seen.all}, the first at ${seen.first}`);
                expect(seen.broken.length === 0, `${density}: broken: ${seen.broken.slice(0, 6).join(" ")}`);
                expect(seen.filterHeight <= FILTER_LINE, `${density}: the filter bar takes ${seen.filterHeight}`);
                expect(seen.sideways <= 0, `${density}: ${seen.sideways} pixels to the side`);
            }
            await page.setViewportSize(PHONE);
            await page.goto(path);
            const seen = await look(page);
            expect(seen.controlsAbove === 0, `phone: ${seen.controlsAbove} filters above the first record`);
            expect(seen.whole >= Math.min(ROWS_PHONE, seen.all), `phone: ${seen.whole} records, the first at ${seen.first}`);
            expect(seen.broken.length === 0, `phone: broken: ${seen.broken.slice(0, 6).join(" ")}`);
            expect(seen.sideways <= 0, `phone: ${seen.sideways} pixels to the side`);
            assert.deepEqual(wrong, []);
        });

for (const [login, path] of [["tong-hop", "/bao-cao/2021-07/so/feedback_handled"], ["tong-hop", "/bao-cao/2021-07/so/complaint_documents"], ["tong-hop", "/tim-kiem?q=khieu%20nai"],
    ["tong-hop", "/dieu-hanh?period=2021-07"], ["chuyen-vien", "/viec-cua-toi"], ["quan-tri", "/quan-tri/nguoi-dung"], ["quan-tri", "/nhat-ky"],
    ["lanh-dao", "/1022/phieu?columns=number.received_on.channel.kind.summary.sector.district.unit.level.answered_on.due_on.satisfaction.state"]])
    test(`whole words in a table elsewhere: ${path}`, async () => {
        const page = await enter(login);
        for (const viewport of [WIDE, { width: 1024, height: 768 }, PHONE]) {
            await page.setViewportSize(viewport);
            await page.goto(path);
            const seen = await look(page);
            cases += 2;
            assert.deepEqual(seen.broken, [], `${viewport.width}`);
            assert.ok(seen.sideways <= 0, `${viewport.width}: ${seen.sideways} pixels to the side`);
        }
        if (path.includes("columns=")) await page.goto("/1022/phieu?columns=default");
    });

test("the bar opens by a press, with JavaScript and without, and filters", async () => {
    const page = await enter("tong-dai");
    const plain = await newPage(browser, server, { javaScriptEnabled: false, storageState: await page.context().storageState() });
    for (const visitor of [page, plain])
        for (const viewport of [WIDE, PHONE]) {
            await visitor.setViewportSize(viewport);
            await visitor.goto("/1022/phieu");
            assert.equal(await visitor.locator("#filter-channel").isVisible(), false);
            await visitor.locator(".filter-label").click();
            await visitor.selectOption("#filter-channel", "zalo");
            await Promise.all([visitor.waitForEvent("load"), visitor.locator(".filter-end button").click()]);
            assert.match(visitor.url(), /channel=zalo/);
            assert.match((await visitor.locator(".chip").allInnerTexts()).join(), /Kênh: Zalo/);
            assert.equal(await visitor.locator("#filter-channel").isVisible(), false, "folded again: the chip says what is set");
            assert.match(await visitor.locator(".filter-label").innerText(), /1/);
        }
    await page.goto("/1022/phieu?received_on=hom-kia");
    assert.equal(await page.locator("#filter-received_on-from").isVisible(), true, "open where a condition is wrong");
    await plain.context().close();
});

test("the count of cases", () => {
    assert.ok(cases >= 260, `${cases}`);
    console.log(`# ${cases} cases of lists`);
});
