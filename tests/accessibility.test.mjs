// SPDX-License-Identifier: Apache-2.0
// Every kind of page in Debian's Chromium: no violation that axe-core knows, wide and on a phone, light and dark; nothing
// to scroll sideways at 320 pixels; nothing that the browser complains of; and the same page without JavaScript.
// What the server sends for the same pages is tried in budgets.test.mjs.
// The rules of names and structure judge each document once; those of colour each text's colour on its ground once in a
// look; on a phone what was not shown before, and what its width changes.
// Seen red: a field whose label names another; a text of the dark scheme that is nearly as dark as its ground, in every
// width and on a phone alone; a pager that is wider than 320 pixels; <html> without lang; a link without a name that only a
// phone shows.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { newPage, open, PHONE, sessionOf, WIDE } from "./browser.mjs";
import { database, sampleOffice, work } from "./helper.mjs";
import { pageKinds } from "./page-kinds.mjs";
import { serve } from "./serving.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };
const RULES_PASSED_LEAST = 15;
const COLOUR_RULES = ["color-contrast", "link-in-text-block"]; // all that another colour scheme can change
const LAYOUT_RULES = ["target-size", "scrollable-region-focusable"]; // what another width can change of what is shown on both
// The database can change what a page holds, not how it is laid out or coloured: on the second one each is looked at once.
const LOOKS = database === "postgres" ? [[WIDE, "light"]] : [WIDE, PHONE].flatMap((size) => [[size, "light"], [size, "dark"]]);

const file = { after };
const server = await serve(file, sampleOffice(file));
const kinds = await pageKinds(server);
if (database === "postgres") kinds.reverse();
const browser = await open(file);
const sessions = new Map([["", []]]);
for (const { login } of kinds)
    if (!sessions.has(login)) sessions.set(login, await sessionOf(server, login));

// Two places to look from, each with a page that runs scripts and one that runs none: while one page is looked at, the
// next one is already. The pages stay from kind to kind, since a new one costs the browser as much as looking at it;
// who looks is a matter of their cookies, and what the last one typed is forgotten.
const places = await Promise.all([0, 1].map(async () => ({ scripted: await watched({}), plain: await watched({ javaScriptEnabled: false }) })));

async function watched(options) {
    const page = await newPage(browser, server, options);
    page.on("console", (line) => line.type() === "warning" && page.complaints.push(line.text()));
    page.on("response", (answer) => answer.request().isNavigationRequest() && page.documents.push(answer.status()));
    return page;
}

// Fills in the form that KIND sends and sends it with its first button that a person without scripts has. In one go: how a
// hand finds and presses what is shown is tried in browser.test.mjs, and costs a second a form.
async function send(page, { action, fields }) {
    const loaded = page.waitForEvent("load");
    const [missing] = await Promise.all([page.evaluate(([action, fields]) => {
        const form = [...document.querySelectorAll("main form")].find((each) => each.getAttribute("action") === action);
        const button = form && [...form.querySelectorAll("button[type=submit]")].find((each) => !each.closest(".pick"));
        if (!button || button.disabled) return `a button of ${action}`;
        for (const [name, value] of Object.entries(fields)) {
            const control = form.elements[name];
            if (!control) return `${name} of ${action}`;
            control.value = value;
            if (control.value !== value) return `${value} in ${name} of ${action}`;
            for (const event of ["input", "change"]) control.dispatchEvent(new Event(event, { bubbles: true }));
        }
        button.click();
        return "";
    }, [action, fields]), loaded]);
    assert.equal(missing, "", "the page lacks it");
}

async function visit(page, kind) {
    await page.context().clearCookies();
    await page.context().addCookies(sessions.get(kind.login));
    page.complaints = [];
    page.documents = [];
    await page.goto(kind.path);
    if (kind.submit) await send(page, kind.submit);
    assert.equal(page.documents.at(-1), kind.status, `${kind.path}: ${page.documents}`);
}

// What one reads in the page; buttons that only a script can serve, or takes the place of, are not part of it.
async function words(page) {
    const text = await page.locator("main").evaluate((main) => {
        const buttons = [...main.querySelectorAll("[data-print], .pick button")].filter((button) => !button.hidden);
        for (const button of buttons) button.hidden = true;
        const read = main.innerText;
        for (const button of buttons) button.hidden = false;
        return read;
    });
    return text.replace(/\b\d\d:\d\d\b/g, "hh:mm").replace(/nhật ký ghi [\d.]+ KB/, "nhật ký ghi").replace(/nêu mã \d+/, "nêu mã")
        .split("\n").map((line) => line.trim()).filter(Boolean);
}

// In the page. Every text that is shown has a paint: its colour and size, and the grounds, opacities and shadows above and
// below it. Of each paint that is not KNOWN yet one text is judged by axe's rules of colour; FIRST, all other rules judge
// the whole page, afterwards only what no look before it showed and is not KNOWN as the same element at the same place of
// another page (the menu of a phone), and the whole by the rules of LAYOUT. JUDGED: what is shown is only noted. Gives
// { faults, passed, paints, elements }.
async function judgeInPage({ first, judged, known, tags, colour, layout }) {
    const style = new Map(), shown = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    if (judged) {
        window.shownBefore = new Set([...(window.shownBefore ?? []), ...shown]);
        return { faults: [], passed: 0, paints: [], elements: [] };
    }
    const above = (element) => {
        if (!element) return "";
        if (!style.has(element)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
            style.set(element, above(element.parentElement) + (backgroundColor === "rgba(0, 0, 0, 0)" ? "" : backgroundColor) + (backgroundImage === "none" ? "" : backgroundImage) + (opacity === "1" ? "" : `/${opacity}`));
        }
        return style.get(element);
    };
    const paint = (element) => {
        const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(element), size = parseFloat(fontSize);
        const link = element.closest("a"), around = link ? `${textDecorationLine} in ${getComputedStyle(link.parentElement).color}` : "";
        return [color, size >= 24 || (size >= 18.66 && fontWeight >= 700), textShadow, element.matches(":disabled, [aria-disabled=true]"), around, above(element)].join(";");
    };
    const hasText = (element) => /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const paints = new Map();
    for (const element of shown.filter(hasText)) {
        const its = paint(element);
        if (!known.paints.includes(its) && !paints.has(its)) paints.set(its, element);
    }
    const elements = new Map();
    const digest = async (text) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const placed = (element) => {
        let place = element.outerHTML.replace(/\d+/g, "0");
        for (let at = element.parentElement; at; at = at.parentElement) place += at.cloneNode(false).outerHTML.replace(/\d+/g, "0");
        return digest(place);
    };
    const faults = [];
    let passed = 0;
    const run = async (context, options) => {
        const found = await axe.run(context, { ...options, resultTypes: ["violations"] });
        passed += found.passes.length;
        faults.push(...found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(" | ")}`));
    };
    const others = { runOnly: { type: "tag", values: tags }, rules: Object.fromEntries(colour.map((rule) => [rule, { enabled: false }])) };
    if (first) {
        await run(document, others);
        window.shownBefore = new Set(shown);
    } else {
        const fresh = shown.filter((element) => !window.shownBefore.has(element)), outer = fresh.filter((element) => !fresh.includes(element.parentElement));
        for (const element of outer) elements.set(await placed(element), element);
        for (const its of known.elements) elements.delete(its);
        if (elements.size > 0) await run({ include: [...elements.values()] }, others);
        for (const element of fresh) window.shownBefore.add(element);
        if (layout.length > 0) await run(document, { runOnly: { type: "rule", values: layout } });
    }
    if (paints.size > 0) await run({ include: [...paints.values()] }, { runOnly: { type: "rule", values: colour } });
    return { faults, passed, paints: [...paints.keys()], elements: [...elements.keys()] };
}

// What the page is to those rules: its whole document but for what is drawn anew each time, and the digits of numbers.
async function identity(page) {
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    return createHash("sha256").update(html.replace(/\b[0-9a-f]{32,}\b/g, "*").replace(/\b[0-9a-hjkmnp-tv-z]{13}\b/g, "*").replace(/\d+/g, "0")).digest("hex");
}

// What was found sound in this run, on either database: a folder for each look at a document, for its narrowest width and
// for what it is without JavaScript. What is the same document is not looked at twice so. The second database begins with the last page: where both run at once, each judges half.
const sound = join(work, "sound-pages");
const known = { paints: new Set(), elements: new Set() }; // that were judged

async function judge(page, document) {
    const marks = LOOKS.map(([viewport, colorScheme]) => join(sound, `${document}-${viewport.width}-${colorScheme}`));
    if (marks.every((mark) => existsSync(mark))) return;
    await page.evaluate(axe);
    for (const [at, [viewport, colorScheme]] of LOOKS.entries()) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        const layout = at > 0 && colorScheme === "light" ? LAYOUT_RULES : [], judged = existsSync(marks[at]);
        const { faults, passed, paints, elements } = await page.evaluate(judgeInPage, { first: at === 0, judged, known: { paints: [...known.paints], elements: [...known.elements] }, tags: RULES, colour: COLOUR_RULES, layout });
        assert.deepEqual(faults, [], `${viewport.width} ${colorScheme}`);
        assert.ok(at > 0 || judged || passed >= RULES_PASSED_LEAST, `only ${passed} rules apply`);
        for (const paint of paints) known.paints.add(paint);
        for (const element of elements) known.elements.add(element);
        mkdirSync(marks[at], { recursive: true });
    }
}

// The page as it is without JavaScript: [what one reads, what the browser complains of].
async function withoutScript(page, kind) {
    await visit(page, kind);
    return [await words(page), page.complaints];
}

// [what one reads, what the browser complains of, the document]. On SOUND the page is not read again, nor narrowed.
async function withScript(page, kind) {
    await visit(page, kind);
    try {
        if (kind.rows) assert.ok((await page.locator("main tr[data-row]").count()) >= kind.rows, "rows");
        const document = await identity(page), narrow = join(sound, `${document}-${NARROW.width}`);
        const read = existsSync(asScripted(document)) ? [] : await words(page);
        await judge(page, document);
        if (!existsSync(narrow)) {
            await page.setViewportSize(NARROW);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width, "scrolls sideways");
            mkdirSync(narrow, { recursive: true });
        }
        return [read, page.complaints, document];
    } finally {
        await page.setViewportSize(WIDE);
        await page.emulateMedia({ colorScheme: "light" });
        await page.evaluate(() => sessionStorage.clear());
    }
}

const asScripted = (document) => join(sound, `${document}-without-script`); // is there where it reads the same without

async function look(kind, { scripted, plain }) {
    const [read, complaints, document] = await withScript(scripted, kind);
    assert.deepEqual(complaints, []);
    if (existsSync(asScripted(document))) return;
    const bare = await withoutScript(plain, kind);
    assert.deepEqual(bare[0], read, "without JavaScript");
    assert.deepEqual(bare[1], []);
    mkdirSync(asScripted(document), { recursive: true });
}

const looked = [];
function start(at) {
    if (at < kinds.length) looked[at] ??= look(kinds[at], places[at % places.length]);
    looked[at]?.catch(() => {}); // its own test tells it
    return looked[at];
}

kinds.forEach((kind, at) => test(`the page is for everybody: ${kind.name}`, async () => {
    const mine = start(at);
    start(at + 1);
    await mine;
}));
