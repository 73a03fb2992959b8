// SPDX-License-Identifier: Apache-2.0
// Every kind of page in Debian's Chromium: no violation that axe-core knows, wide and on a phone, light and dark; nothing
// to scroll sideways at 320 pixels; nothing that the browser complains of; and the same page without JavaScript.
// What the server sends for the same pages is tried in budgets.test.mjs.
// Seen red: <html> without lang; a text of the dark scheme that is nearly as dark as its ground; and on what was there: two
// pages that scrolled sideways.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { newPage, open, PHONE, signedIn, WIDE } from "./browser.mjs";
import { database, sampleOffice } from "./helper.mjs";
import { pageKinds } from "./page-kinds.mjs";
import { serve } from "./serving.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };
const RULES_PASSED_LEAST = 15;
const COLOUR_RULES = ["color-contrast", "link-in-text-block"]; // all that another colour scheme can change
// The database can change what a page holds, not how it is laid out or coloured: on the second one each is looked at once.
const LOOKS = database === "postgres" ? [[WIDE, "light"]] : [WIDE, PHONE].flatMap((size) => [[size, "light"], [size, "dark"]]);

const file = { after };
const server = await serve(file, sampleOffice(file));
const kinds = await pageKinds(server);
const browser = await open(file);

// A context of one visitor with JavaScript, and one of the same session without.
const visits = new Map();
async function contexts(login) {
    if (!visits.has(login)) visits.set(login, makeContexts(login));
    return visits.get(login);
}

async function makeContexts(login) {
    const page = login ? await signedIn(browser, server, login) : await newPage(browser, server);
    const plain = await newPage(browser, server, { javaScriptEnabled: false, storageState: await page.context().storageState() });
    await Promise.all([page.close(), plain.close()]); // each kind has pages of its own
    return { scripted: page.context(), plain: plain.context() };
}

// Fills in the form that KIND sends and sends it; a step's form may be folded away.
async function send(page, { action, fields }) {
    const form = page.locator(`main form[action="${action}"]`);
    const button = form.locator("button[type=submit]:not(.pick *)").first();
    if (!(await button.isVisible())) await form.locator("xpath=ancestor::details/summary").click();
    for (const [name, value] of Object.entries(fields)) {
        const control = form.locator(`[name="${name}"]`);
        const chosen = await control.evaluate((node) => node.tagName === "SELECT");
        await (chosen ? control.selectOption(value) : control.fill(value));
    }
    await Promise.all([page.waitForEvent("load"), button.click()]);
}

async function visit(context, kind) {
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (line) => {
        if (["error", "warning"].includes(line.type()) && !/status of 4\d\d/.test(line.text())) page.complaints.push(line.text());
    });
    const documents = [];
    page.on("response", (answer) => {
        if (answer.request().isNavigationRequest()) documents.push(answer.status());
    });
    await page.goto(kind.path);
    if (kind.submit) await send(page, kind.submit);
    assert.equal(documents.at(-1), kind.status, `${kind.path}: ${documents}`);
    return page;
}

// What one reads in the page; buttons that only a script can serve, or takes the place of, are not part of it.
async function words(page) {
    const text = await page.locator("main").evaluate((main) => {
        main.querySelectorAll("[data-print], .pick button").forEach((button) => { button.hidden = true; });
        return main.innerText;
    });
    return text.replace(/\b\d\d:\d\d\b/g, "hh:mm").replace(/nhật ký ghi [\d.]+ KB/, "nhật ký ghi").replace(/nêu mã \d+/, "nêu mã")
        .split("\n").map((line) => line.trim()).filter(Boolean);
}

// With ONLY, those rules alone.
async function violations(page, only) {
    const found = await page.evaluate(async (runOnly) => {
        const { violations, passes } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
        return { passed: passes.length, violations: violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(" | ")}`) };
    }, only ? { type: "rule", values: only } : { type: "tag", values: RULES });
    assert.ok(found.passed >= (only ? 1 : RULES_PASSED_LEAST), `only ${found.passed} rules apply`);
    return found.violations;
}

// The page as it is without JavaScript: [what one reads, what the browser complains of].
async function withoutScript(plain, kind) {
    const page = await visit(plain, kind);
    try {
        return [await words(page), page.complaints];
    } finally {
        await page.close();
    }
}

async function withScript(scripted, kind) {
    const page = await visit(scripted, kind);
    try {
        if (kind.rows) assert.ok((await page.locator("main tr[data-row]").count()) >= kind.rows, "rows");
        await page.evaluate(axe);
        for (const [viewport, colorScheme] of LOOKS) {
            await page.setViewportSize(viewport);
            await page.emulateMedia({ colorScheme });
            const found = await violations(page, colorScheme === "dark" ? COLOUR_RULES : undefined);
            assert.deepEqual(found, [], `${viewport.width} ${colorScheme}`);
        }
        await page.setViewportSize(NARROW);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width, "scrolls sideways");
        await page.setViewportSize(WIDE);
        return [await words(page), page.complaints];
    } finally {
        await page.close();
    }
}

async function look(kind) {
    const { scripted, plain } = await contexts(kind.login);
    const [page, bare] = await Promise.all([withScript(scripted, kind), withoutScript(plain, kind)]);
    assert.deepEqual(page[1], []);
    assert.deepEqual(bare[0], page[0], "without JavaScript");
    assert.deepEqual(bare[1], []);
}

// While one page is looked at, the next one is already.
const looked = [];
function start(at) {
    if (at < kinds.length) looked[at] ??= look(kinds[at]);
    looked[at]?.catch(() => {}); // its own test tells it
    return looked[at];
}

kinds.forEach((kind, at) => test(`the page is for everybody: ${kind.name}`, async () => {
    const mine = start(at);
    start(at + 1);
    await mine;
}));
