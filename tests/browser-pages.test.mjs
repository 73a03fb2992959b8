// SPDX-License-Identifier: Apache-2.0
// Record pages and forms of every register in Debian's Chromium: the summary and the way, groups, what is empty, columns.
// Seen red: the pages before groups; a way without the state beside it; a form that forgot the fields of no group.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { newPage, open, PHONE, signedIn, WIDE } from "./browser.mjs";
import { run, sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const READER = "lanh-dao"; // reads every register
const RECORDS = ["ky-hop", "to-chuc/ban-chi-dao", "truyen-thong/so-lieu", "mot-cua/ho-so", "1022/phieu", "van-ban/den", "lich", "van-ban/di", "nhan-su", "don-thu",
    "ke-hoach", "mot-cua/thu-tuc", "truyen-thong", "tiep-dan", "xu-phat", "nhiem-vu", "lich/cong-tac"];
const FORMS = { "chuyen-vien": ["ky-hop", "to-chuc/ban-chi-dao", "lich", "van-ban/di", "nhan-su", "don-thu", "ke-hoach", "mot-cua/thu-tuc", "xu-phat", "nhiem-vu", "lich/cong-tac"],
    "van-thu": ["van-ban/den"], "mot-cua": ["mot-cua/ho-so"], "tong-dai": ["1022/phieu"], "tiep-dan": ["tiep-dan"], "bien-tap": ["truyen-thong", "truyen-thong/so-lieu"] };
const LONG_FORM = 7;

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const browser = await open(file);
const visits = new Map();
const enter = async (login) => {
    if (!visits.has(login)) visits.set(login, await signedIn(browser, server, login));
    return visits.get(login);
};
const explained = (slug) => JSON.parse(run(["explain", slug, "--json"]).stdout);
const texts = (page, selector) => page.locator(selector).allInnerTexts();
let cases = 0;

for (const slug of RECORDS)
    test(`a record opens with its summary and its way, in groups, without what is empty: /${slug}`, async () => {
        const page = await enter(READER), register = explained(slug);
        await page.setViewportSize(WIDE);
        await page.goto(`/${slug}?cancelled=no`);
        for (const at of [0, 7]) {
            const rows = page.locator("main tr[data-row] a");
            if ((await rows.count()) <= at) continue;
            cases++;
            const path = await rows.nth(at).getAttribute("href");
            await page.goto(path);
            const state = (await page.locator(".page-head p").innerText()).trim();
            const way = await texts(page, ".way li"), here = await texts(page, '.way [aria-current="step"]');
            assert.equal(way.length > 0, register.way.length > 0);
            if (way.length) {
                assert.equal(here.length, 1, way.join());
                assert.ok(state.includes(here[0].replace(/, đang ở đây$/, "").trim()), `${here} of ${state}`);
                const labels = register.way.map((name) => register.states.find((state) => state.name === name).label);
                const known = way.map((label) => label.replace(/, (đã qua|đang ở đây)$/, "").trim()).filter((label) => labels.includes(label));
                assert.deepEqual(known, labels.slice(0, known.length), "in the order of the definition");
            }
            const facts = await texts(page, ".facts dd");
            assert.ok(!facts.some((text) => /^(Chưa ghi|)$/.test(text.trim())), `${path} shows what is empty`);
            const parts = await texts(page, "main .part"), named = register.groups.map((group) => group.label);
            assert.deepEqual(parts, named.filter((label) => parts.includes(label)), "groups in their order");
            for (const group of register.groups.filter((group) => parts.includes(group.label))) {
                const shown = await texts(page, `dl[aria-labelledby="${await page.locator(".part", { hasText: group.label }).first().getAttribute("id")}"] dt`);
                const labels = group.fields.map((name) => register.fields.find((field) => field.name === name).label);
                assert.deepEqual(shown.filter((label) => !labels.includes(label)), []);
            }
            const summary = await page.locator("section[aria-labelledby=summary]").boundingBox();
            assert.ok(summary.y + summary.height < WIDE.height, `the summary ends at ${summary.y + summary.height}`);
            await page.goto(`/${slug}?cancelled=no`);
        }
    });

for (const [login, slugs] of Object.entries(FORMS))
    for (const slug of slugs)
        test(`a form in named groups, in two columns where it is long and the screen wide: /${slug}`, async () => {
            const page = await enter(login), register = explained(slug);
            cases++;
            await page.setViewportSize(WIDE);
            await page.goto(`/${slug}/moi`);
            const entered = register.fields.filter((field) => !field.set_by).map((field) => field.name);
            const there = await page.locator("main form.form").evaluate((form) => [...new Set(Array.from(form.elements).map((field) => field.name))].filter((name) => name && name[0] !== "_" && !["again", "check", "wait"].includes(name)));
            assert.deepEqual([...there].sort(), [...entered].sort(), "every field once, whatever its group");
            const headings = (await texts(page, "main form.form section > header h2")).slice(0, -1); // the last: where it is kept
            assert.deepEqual(headings, register.groups.filter((group) => group.fields.some((name) => entered.includes(name))).map((group) => group.label));
            const lefts = () => page.locator("main form.form .field").evaluateAll((fields) => new Set(fields.map((field) => Math.round(field.getBoundingClientRect().left))).size);
            assert.equal(await lefts(), entered.length >= LONG_FORM ? 2 : await lefts());
            await page.setViewportSize(PHONE);
            assert.equal(await lefts(), 1);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
        });

test("the file chooser speaks Vietnamese in an English browser, with JavaScript and without", async () => {
    const page = await enter("van-thu");
    await page.setViewportSize(WIDE);
    await page.goto("/van-ban/den");
    const path = await page.locator("main tr[data-row] a").first().getAttribute("href");
    const plain = await newPage(browser, server, { javaScriptEnabled: false, locale: "en-US", storageState: await page.context().storageState() });
    for (const visitor of [page, plain]) {
        await visitor.goto(path);
        const words = () => visitor.locator("input[type=file]").evaluate((input) => [getComputedStyle(input, "::file-selector-button").display, getComputedStyle(input).color]);
        assert.deepEqual(await words(), ["none", "rgba(0, 0, 0, 0)"], "what the browser says is not shown");
        assert.match(await visitor.locator(".file").innerText(), /Chọn tệp…[^]*Chưa chọn tệp/);
        const [chooser] = await Promise.all([visitor.waitForEvent("filechooser"), visitor.locator(".file label").click()]);
        await chooser.setFiles({ name: "Tờ trình.txt", mimeType: "text/plain", buffer: Buffer.from("một\n") });
        assert.notEqual((await words())[1], "rgba(0, 0, 0, 0)", "the name of the file is");
        assert.doesNotMatch(await visitor.locator(".file").innerText(), /Chưa chọn tệp/);
    }
    await plain.context().close();
});

test("the signs of the folded menu differ and have names", async () => {
    for (const login of [READER, "tong-hop", "chuyen-vien", "quan-tri"]) {
        const page = await enter(login);
        await page.setViewportSize(WIDE);
        const shown = await page.goto("/bao-cao/2021-07");
        if (!shown.ok()) await page.goto("/viec-cua-toi");
        const items = await page.locator(".rail a").evaluateAll((links) => links.map((link) => [link.querySelector("use").getAttribute("href").split("#")[1], link.textContent.trim(), link.title]));
        assert.equal(new Set(items.map(([sign]) => sign)).size, items.length, `${login}: ${items.map(([sign]) => sign).sort()}`);
        for (const [sign, name, title] of items) {
            assert.ok(name, sign);
            if (shown.ok()) assert.ok(name.startsWith(title) && title, `${sign}: ${title}`);
        }
    }
});

test("texts: a refused step, what a list is filtered by, what a file may be, the course", async () => {
    const page = await enter("van-thu");
    const main = () => page.locator("main").innerText();
    await page.goto("/van-ban/den?cancelled=no&group=resolved");
    const record = await page.locator("main tr[data-row] a").first().getAttribute("href");
    const shown = await page.goto(`${record}/buoc/submit`);
    assert.equal(shown.status(), 409);
    assert.match(await main(), /Lúc này không làm được[^]*“Trình”[^]*Hoàn thành/);
    assert.doesNotMatch(await main(), /Đã có người sửa|người khác sửa/);
    await page.goto("/van-ban/den?received_on=hom-kia");
    assert.match((await texts(page, ".chip")).join(), /^Ngày đến = hom-kia/);
    await page.goto("/van-ban/den?received_on=2021-07-30");
    assert.doesNotMatch(await page.locator(".result > p").innerText(), / ,/);
    await page.goto("/van-ban/den");
    await page.goto(await page.locator("main tr[data-row] a").first().getAttribute("href"));
    const hint = await page.locator("#file-hint").innerText();
    assert.equal(hint.match(/Ảnh JPEG/g).length, 1, hint);
    const first = await texts(page, ".timeline > li:last-child li");
    assert.ok(first.length > 3 && first.every((line) => !line.includes("→")), first.join("; "));
    const labels = explained("incoming").fields.map((field) => field.label), order = first.map((line) => labels.indexOf(line.split(": ")[0])).filter((at) => at >= 0);
    assert.deepEqual(order, [...order].sort((a, b) => a - b), "in the order of the definition");
    const reader = await enter("tong-hop");
    for (const figure of ["feedback_handled", "complaint_documents", "dossiers_on_time"]) {
        await reader.goto(`/bao-cao/2021-07/so/${figure}`);
        assert.doesNotMatch(await reader.locator(".facts").innerText(), /[a-z_]+=|entered\.|@/, "the query in words");
    }
});

test("the card of the dossiers has its bar: the parts are those of the figures", async () => {
    const page = await enter("tong-hop");
    await page.setViewportSize(WIDE);
    await page.goto("/dieu-hanh?period=2021-07");
    const card = page.locator('section[aria-labelledby="dossiers"]');
    const values = (await card.locator(".pairs dd").allInnerTexts()).map((text) => Number(text.replaceAll(".", "")));
    const widths = await card.locator("[data-stack] rect").evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    const some = values.filter((value) => value > 0), sum = some.reduce((a, b) => a + b), wide = widths.reduce((a, b) => a + b);
    assert.equal(widths.length, some.length);
    widths.forEach((width, at) => assert.ok(Math.abs(width / wide - some[at] / sum) < 0.01, `${widths} of ${values}`));
});

const NOT_SEARCHED = [
    ["van-thu", "/van-ban/den", "Trong dữ liệu cá nhân chỉ tìm trọn số điện thoại, trọn số giấy tờ, trọn họ tên. Chưa tìm trong: địa chỉ, nội dung tệp đính kèm, hồ sơ đã hủy, sổ không thuộc quyền xem"],
    ["bien-tap", "/truyen-thong", "Chưa tìm trong: dữ liệu cá nhân (tên, điện thoại, số giấy tờ, địa chỉ), nội dung tệp đính kèm, hồ sơ đã hủy, sổ không thuộc quyền xem"],
];
test("a search that finds nothing says what it does not search", async () => {
    for (const [login, list, text] of NOT_SEARCHED) {
        const page = await enter(login);
        for (const path of ["/tim-kiem", list]) {
            await page.goto(`${path}?q=khongcogiquaroi`);
            const said = await page.locator(".empty").innerText();
            assert.ok(said.includes(text), `${login} ${path}: ${said}`);
        }
    }
});

// A control that chooses, with and without JavaScript.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
async function sound(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
}
const documents = async (page, from) => {
    await page.goto("/van-ban/den?group=open&handling=xu-ly");
    return page.locator("main tr[data-row] a").nth(from).getAttribute("href");
};

test("work is handed on by keyboard alone, by a few letters of a name", async () => {
    const page = await enter("van-thu"), record = await documents(page, 30);
    await page.setViewportSize(WIDE);
    await page.goto(`${record}/giao`);
    const input = page.locator("#support-1"), list = page.locator("#support-1-list"), options = list.getByRole("option"), status = page.locator(".pick [role=status]").nth(1);
    assert.equal(await page.locator(".pick button").count(), 0, "the script takes the place of the button");
    await sound(page);
    await input.focus();
    const answered = page.waitForResponse((answer) => answer.url().includes("q=so+t")); // what was found for “so” may come before it
    await page.keyboard.type("so t", { delay: 20 });
    await (await answered).finished();
    await options.first().waitFor();
    const count = await options.count();
    assert.ok(count >= 3 && count <= 20, `${count}`);
    assert.match(await status.innerText(), new RegExp(`^${count} kết quả`));
    assert.equal(await input.getAttribute("aria-expanded"), "true");
    const active = async () => page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.textContent ?? "");
    const names = await options.allInnerTexts();
    for (const [key, at] of [["ArrowDown", 0], ["ArrowDown", 1], ["End", count - 1], ["ArrowDown", 0], ["ArrowUp", count - 1], ["Home", 0]]) {
        await page.keyboard.press(key);
        assert.equal(await active(), names[at], key);
        assert.equal(await page.locator('[role=option][aria-selected="true"]').innerText(), names[at]);
    }
    await sound(page);
    for (const viewport of [PHONE, WIDE]) {
        await page.setViewportSize(viewport);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing to scroll sideways");
    }
    await page.keyboard.press("Escape");
    assert.equal(await list.isVisible(), false);
    assert.equal(await input.inputValue(), "so t");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("stc");
    await options.filter({ hasText: "Sở Tài chính" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await input.inputValue(), "Sở Tài chính · stc");
    assert.equal(new URL(page.url()).pathname, `${record}/giao`, "Enter chose, it did not send");
    await page.keyboard.press("Tab");
    await page.keyboard.type("so y te", { delay: 20 });
    await page.locator("#support-2-list [role=option]").first().waitFor();
    await page.keyboard.press("Enter"); // the only one
    assert.equal(await page.inputValue("#support-2"), "Sở Y tế · syt");
    await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Thêm nơi nhận" }).click()]);
    assert.equal(await page.inputValue("#support-2"), "Sở Y tế · syt");
    await sound(page);
    await page.locator("#inform-6").focus();
    await page.keyboard.type("kt", { delay: 20 });
    await page.locator("#inform-6-list [role=option]", { hasText: "Phòng Kinh tế" }).waitFor();
    await page.keyboard.press("Escape");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.match(await page.locator("main .notice").first().innerText(), /^Đã giao .* cho Sở Tài chính \(phối hợp\), Sở Y tế \(phối hợp\), Phòng Kinh tế \(nhận để biết\)/);
});

test("only the newest answer counts, and nothing found is said", async () => {
    const page = await enter("van-thu"), record = await documents(page, 31);
    await page.goto(`${record}/giao`);
    await page.route("**/chon?*", async (route) => {
        if (new URL(route.request().url()).searchParams.get("q") === "so") await new Promise((resolve) => setTimeout(resolve, 900));
        await route.continue().catch(() => {});
    });
    await page.fill("#support-1", "");
    await page.locator("#support-1").pressSequentially("so");
    await page.waitForRequest(/chon\?.*q=so&/);
    await page.locator("#support-1").pressSequentially(" y te");
    await page.locator("#support-1-list [role=option]").first().waitFor();
    await page.waitForTimeout(1000);
    assert.deepEqual(await page.locator("#support-1-list [role=option]").allInnerTexts(), ["Sở Y tế · syt"]);
    await page.fill("#support-1", "");
    await page.locator("#support-1").pressSequentially("qqq");
    await page.locator(".pick [role=status]", { hasText: "Không tìm thấy" }).waitFor({ state: "attached" });
    assert.equal(await page.locator("#support-1-list").isVisible(), false);
    await page.unroute("**/chon?*");
});

test("the same work is handed on without JavaScript", async () => {
    const scripted = await enter("van-thu"), record = await documents(scripted, 32);
    const page = await newPage(browser, server, { javaScriptEnabled: false, storageState: await scripted.context().storageState() });
    const send = (act) => Promise.all([page.waitForEvent("load"), act()]);
    await page.goto(`${record}/giao`);
    await page.fill("#opinion", "Xem giúp");
    await page.fill("#support-1", "so t");
    await send(() => page.getByRole("button", { name: "Tìm Phối hợp", exact: true }).click());
    assert.match(await page.locator(".pick + fieldset legend").innerText(), /kết quả/);
    assert.equal(await page.inputValue("#opinion"), "Xem giúp");
    await page.getByLabel("Sở Tài chính · stc").check();
    await send(() => page.getByRole("button", { name: "Thêm nơi nhận" }).click());
    assert.equal(await page.inputValue("#support-1"), "Sở Tài chính · stc", "what was ticked is chosen");
    await page.fill("#support-6", "sở y tế");
    await page.locator("#due").focus();
    await send(() => page.keyboard.press("Enter")); // the form's own button, not the finding one
    assert.match(await page.locator("main .notice").first().innerText(), /^Đã giao .* cho Sở Tài chính \(phối hợp\), Sở Y tế \(phối hợp\)/);
    await page.context().close();
});

test("a list is filtered by a unit that is typed, with JavaScript and without", async () => {
    const scripted = await enter("lanh-dao");
    const plain = await newPage(browser, server, { javaScriptEnabled: false, storageState: await scripted.context().storageState() });
    await scripted.setViewportSize(WIDE);
    for (const page of [scripted, plain]) {
        await page.goto("/van-ban/di");
        await page.locator(".filter-label").click();
        await page.locator("#filter-unit").pressSequentially("vp");
        if (page === scripted) {
            await page.locator(".pick [role=option]").first().waitFor();
            await sound(page);
            await page.keyboard.press("Escape");
        }
        await page.locator("#filter-unit").fill("văn phòng ủy");
        await Promise.all([page.waitForEvent("load"), page.locator(".filter-end button").click()]);
        assert.match(await page.locator(".error-summary").innerText(), /đơn vị/i);
        assert.equal(await page.inputValue("#filter-unit"), "văn phòng ủy", "nothing typed is lost");
        const found = page.locator(".filter fieldset label");
        assert.ok((await found.count()) >= 1);
        await found.first().click();
        await Promise.all([page.waitForEvent("load"), page.locator(".filter-end button").click()]);
        assert.match(new URL(page.url()).search, /unit=[a-z0-9-]+/);
        assert.match(await page.locator(".chip").allInnerTexts().then((chips) => chips.join()), /Đơn vị: Văn phòng/);
        assert.match(await page.inputValue("#filter-unit"), /^Văn phòng .* · /);
    }
    await plain.context().close();
});

test("the count of cases of records and forms", () => {
    assert.ok(cases >= 45, `${cases}`);
    console.log(`# ${cases} cases of records and forms`);
});
