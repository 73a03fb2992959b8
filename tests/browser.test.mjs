// SPDX-License-Identifier: Apache-2.0
// People at work in Debian's Chromium, with JavaScript and without: five roles sign in; a document is registered, handed
// on, worked on and finished; searches, exports, the report and the 1.755 records of its figure, files, comments, two who
// change the same record, keys, sessions.
// Seen red: the keys without their look at isComposing; a script that restored a draft after it was saved, and for whoever came next.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { content, newPage, open, sessionOf } from "./browser.mjs";
import { sampleOffice } from "./helper.mjs";
import { demoAccounts, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const browser = await open(file);

// Pages that nobody uses: making one costs the browser as much as three visits. Whoever comes next has other cookies and
// nothing of what was typed.
const free = { true: [], false: [] };

async function pageOf(login, javaScriptEnabled) {
    const page = free[javaScriptEnabled].pop() ?? await newPage(browser, server, { javaScriptEnabled });
    page.complaints = [];
    await page.context().clearCookies();
    if (login) await page.context().addCookies(await sessionOf(server, login));
    await page.goto(login ? "/viec-cua-toi" : "/dang-nhap");
    await page.evaluate(() => sessionStorage.clear());
    return page;
}

// A test whose people come in by enter(login).
function visiting(name, javaScriptEnabled, run) {
    test(name, async () => {
        const pages = [];
        const enter = async (login) => {
            pages.push(await pageOf(login, javaScriptEnabled));
            return pages.at(-1);
        };
        await run(enter, javaScriptEnabled);
        for (const page of pages) content(page);
        free[javaScriptEnabled].push(...pages); // those of a test that failed stay as they are
    });
}

const scripted = (name, run) => visiting(name, true, run);

function both(name, run) {
    visiting(name, true, run);
    visiting(`${name}, without JavaScript`, false, run);
}

const go = (page, act) => Promise.all([page.waitForEvent("load"), act()]);
const press = (page, name) => go(page, () => page.locator("main").getByRole("button", { name }).first().click());
const follow = (page, name) => go(page, () => page.locator("main").getByRole("link", { name }).first().click());
const said = (page) => page.locator("main .notice").first().innerText();
const rows = (page) => page.locator("main tr[data-row]").count();

// A document of its own, registered by the clerk PAGE; gives its path.
async function register(page, summary) {
    await page.goto("/van-ban/den/moi");
    await page.fill("#author", "Sở Nội vụ");
    await page.selectOption("#type", { label: "Công văn" });
    await page.fill("#summary", summary);
    await press(page, /^Vào sổ$/);
    assert.match(page.url(), /\/van-ban\/den\/[0-9a-z]{13}$/);
    return new URL(page.url()).pathname;
}

async function handOn(page, record, to, opinion) {
    await page.goto(record);
    await follow(page, "Phân công");
    await page.fill("#lead", to);
    await page.fill("#opinion", opinion);
    await press(page, "Phân công");
    assert.match(await said(page), /^Đã giao .* \(chủ trì\)$/);
}

both("five roles sign in and see what is theirs", async (enter) => {
    const sees = { "van-thu": "Văn bản đến", "chuyen-vien": "Nhiệm vụ", "truong-phong": "Báo cáo tháng", "mot-cua": "Một cửa", "quan-tri": "Quản trị" };
    for (const [login, item] of Object.entries(sees)) {
        const page = await enter("");
        await page.fill("#login", login);
        await page.fill("#password", demoAccounts(office).get(login));
        await press(page, "Đăng nhập");
        assert.match(await page.title(), /^Việc của tôi/);
        assert.match(await page.locator(".rail nav").innerText(), new RegExp(item));
        if (login === "mot-cua") assert.doesNotMatch(await page.locator(".rail nav").innerText(), /Văn bản đến|Quản trị/);
    }
});

both("a wrong password is told, the right one leads to where one wanted to go", async (enter) => {
    const page = await enter("");
    await page.goto("/bao-cao/2021-07");
    assert.match(page.url(), /dang-nhap\?next=/);
    await page.fill("#login", "tong-hop");
    await page.fill("#password", "không phải mật khẩu này");
    await press(page, "Đăng nhập");
    assert.match(await page.locator("#login-error").innerText(), /mật khẩu không đúng/);
    assert.equal(await page.inputValue("#login"), "tong-hop");
    await page.waitForTimeout(1500); // whoever failed once waits a second
    await page.fill("#password", demoAccounts(office).get("tong-hop"));
    await press(page, "Đăng nhập");
    assert.match(page.url(), /\/bao-cao\/2021-07$/);
});

both("a document is registered, handed on, worked on and finished", async (enter, scripted) => {
    const clerk = await enter("van-thu"), summary = `Về việc kiểm tra ${scripted ? "có" : "không"} mã lệnh`;
    await clerk.goto("/van-ban/den/moi");
    await clerk.fill("#received_on", "31/02/2021");
    await clerk.fill("#author", "Sở Y tế");
    await clerk.fill("#summary", summary);
    await press(clerk, /^Vào sổ$/);
    assert.match(await clerk.title(), /^Lỗi: /);
    const errors = await clerk.locator(".error-summary li").allInnerTexts();
    assert.equal(errors.length, 2, errors.join("; "));
    for (const id of ["received_on", "type"]) {
        assert.equal(await clerk.getAttribute(`#${id}`, "aria-invalid"), "true");
        assert.ok(errors.includes(await clerk.locator(`#${id}-error`).innerText()), "the same words in the summary and at the field");
    }
    if (scripted) assert.ok(await clerk.evaluate(() => document.activeElement.matches(".error-summary")), "the summary has the focus");
    assert.equal(await clerk.inputValue("#received_on"), "31/02/2021");
    assert.equal(await clerk.inputValue("#author"), "Sở Y tế");
    assert.equal(await clerk.inputValue("#summary"), summary);
    await clerk.fill("#received_on", "02/08/2021");
    await clerk.selectOption("#type", { label: "Công văn" });
    await press(clerk, /^Vào sổ$/);
    const [, number] = (await said(clerk)).match(/^Đã vào sổ: .* số (\d+)$/);
    const record = new URL(clerk.url()).pathname;
    await handOn(clerk, record, "chuyen-vien", "Tham mưu trong tuần.");

    const specialist = await enter("chuyen-vien");
    await follow(specialist, new RegExp(`${summary}|${number}`));
    assert.equal(new URL(specialist.url()).pathname, record);
    assert.match(await specialist.locator("main").innerText(), /Tham mưu trong tuần\./);
    const steps = specialist.locator("main .actions details");
    const finish = steps.filter({ has: specialist.locator('form[action$="/buoc/finish"]') });
    if (!(await finish.locator("button").isVisible())) await finish.locator("summary").click();
    const done = specialist.locator('main form[action$="/xong"]');
    await done.locator('[name="words"]').fill("Đã trình dự thảo.");
    await go(specialist, () => done.locator("button").click());
    assert.match(await specialist.locator("main").innerText(), /Xong 02\/08\/2021/);
    if (!(await finish.locator("button").isVisible())) await finish.locator("summary").click();
    await go(specialist, () => finish.locator("button").click());
    assert.match(await said(specialist), /^Đã làm bước “Hoàn thành”/);
    assert.match(await specialist.locator(".page-head").innerText(), /Hoàn thành/);
    assert.match(await specialist.locator(".timeline").innerText(), /Hoàn thành[^]*Lý Xuân Khoa[^]*Vào sổ/);
    await specialist.goto("/viec-cua-toi");
    assert.doesNotMatch(await specialist.locator("main").innerText(), new RegExp(summary));
});

both("“khieu nai” finds “khiếu nại”", async (enter) => {
    const page = await enter("tong-hop");
    await page.fill("#q", "khieu nai");
    await go(page, () => page.press("#q", "Enter"));
    assert.match(page.url(), /tim-kiem\?q=khieu/);
    assert.match(await page.locator("main [role=status]").innerText(), /^[1-9][\d.]* kết quả cho “khieu nai”$/);
    const found = await page.locator("main tr[data-row]").allInnerTexts();
    assert.ok(found.filter((row) => /khiếu nại/i.test(row)).length >= 20); // some have the words elsewhere than in the title
});

both("a list is exported as it is filtered", async (enter) => {
    const page = await enter("van-thu");
    await page.goto("/van-ban/den?received_on=2021-07-01..2021-07-31");
    const total = Number((await page.locator(".result > p").innerText()).match(/trong ([\d.]+)/)[1].replaceAll(".", ""));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Xuất .csv" }).click()]);
    const bytes = readFileSync(await download.path());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const [header, ...lines] = bytes.subarray(3).toString("utf8").trimEnd().split(/\r\n/);
    assert.match(header, /received_on|Ngày đến/);
    assert.equal(lines.length, total);
    assert.match(download.suggestedFilename(), /\.csv$/);
});

const links = (page) => page.locator("main tr[data-row]").evaluateAll((list) => list.map((row) => row.querySelector("a").getAttribute("href")));

// The records of the list that PAGE shows, to its end: “Trang sau” is pressed once and shows what it is the address of;
// from there on the addresses are followed without a browser.
async function walk(page) {
    const visitor = await server.signIn("tong-hop"), pages = [];
    const { pathname, search } = new URL(page.url());
    for (let path = pathname + search; path;) {
        const { text } = await visitor.get(path);
        pages.push([...text.matchAll(/<tr role="row" data-row[^]*?<a [^>]*?href="([^"]+)"/g)].map(([, href]) => href));
        const next = text.match(/<a class="button" href="([^"]+)" rel="next">/)?.[1].replaceAll("&amp;", "&");
        path = next && pathname + new URL(next, page.url()).search;
    }
    assert.deepEqual(await links(page), pages[0]);
    await go(page, () => page.locator(".pager a[rel=next]").click());
    assert.deepEqual(await links(page), pages[1]);
    return pages.flat();
}

both("1.755 of the report fills the panel and opens the records that it counts", async (enter, scripted) => {
    const page = await enter("tong-hop");
    await page.goto("/bao-cao/2021-07");
    const figure1755 = page.locator("article.paper a.figure", { hasText: /^1\.755$/ }).first();
    if (scripted) {
        const before = await page.evaluate(() => { window.scrollTo(0, 900); return window.scrollY; });
        await figure1755.click();
        await page.locator("[data-source] .big", { hasText: "1.755" }).waitFor();
        assert.match(await page.locator("[data-source]").innerText(), /Mở 1\.755 bản ghi/);
        assert.match(page.url(), /figure=feedback_handled/);
        assert.ok(await page.evaluate(() => window.scrollY) > 0 && before > 0, "the paper stays where it is");
        await page.locator("article.paper a.figure", { hasText: /^1\.841$/ }).first().click();
        await page.locator("[data-source] .big", { hasText: "1.841" }).waitFor();
        assert.equal(await page.locator('article.paper a.figure[aria-current="true"]').evaluateAll((links) => new Set(links.map((link) => link.textContent)).size), 1);
        await figure1755.click();
        await page.locator("[data-source] .big", { hasText: "1.755" }).waitFor();
    }
    await go(page, () => figure1755.click());
    assert.equal(await page.locator(".big").innerText(), "1.755");
    assert.match(await page.locator("#records").innerText(), /^1\.755 /);
    const figure = await walk(page);
    await page.goto("/bao-cao/2021-07?figure=feedback_handled");
    await follow(page, "Mở 1.755 bản ghi");
    await go(page, () => page.locator('#records ~ .buttons a, section[aria-labelledby=records] header a').first().click());
    assert.match(page.url(), /\/1022\/phieu\?/);
    assert.match(await page.locator(".result > p").innerText(), /trong 1\.755 /);
    const list = await walk(page);
    assert.equal(list.length, 1755);
    assert.equal(new Set(list).size, 1755);
    assert.deepEqual([...figure].sort(), [...list].sort());
});

both("the report as .docx holds its figures", async (enter) => {
    const page = await enter("tong-hop");
    await page.goto("/bao-cao/2021-07");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải .docx" }).click()]);
    const { stdout: text } = spawnSync("unzip", ["-p", await download.path(), "word/document.xml"], { encoding: "utf8", maxBuffer: 64 << 20 });
    assert.match(text, /<w:sdt>(?:(?!<\/w:sdt>)[^])*feedback_handled(?:(?!<\/w:sdt>)[^])*<w:t[^>]*>1\.755<\/w:t>/);
});

both("a file is added, replaced, and comes back as it was", async (enter, scripted) => {
    const page = await enter("van-thu"), record = await register(page, `Có tệp kèm theo ${scripted}`);
    const first = Buffer.from("Danh sách đại biểu\nmột\n"), second = Buffer.from("Danh sách đại biểu\nmột\nhai\n");
    for (const buffer of [first, second]) {
        await page.setInputFiles("#file", { name: "Danh sách.txt", mimeType: "text/plain", buffer });
        await press(page, "Tải tệp lên");
        assert.match(await said(page), /Danh sách\.txt/);
    }
    assert.match(await page.locator(".files").innerText(), /bản 2/);
    const link = page.locator(".files a[download]").first();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.deepEqual(readFileSync(await download.path()), second);
    assert.equal(download.suggestedFilename(), "Danh sách.txt");
    const answer = await page.context().request.get(await link.getAttribute("href"));
    assert.match(answer.headers()["content-disposition"], /^attachment;/);
    assert.equal(answer.headers()["x-content-type-options"], "nosniff");
    assert.match(answer.headers()["content-security-policy"], /sandbox/);
    await page.setInputFiles("#file", { name: "ảnh.png", mimeType: "image/png", buffer: Buffer.from("MZ không phải ảnh") });
    await press(page, "Tải tệp lên");
    assert.match(await page.locator(".error-summary").innerText(), /ảnh\.png|tệp/i);
    await page.goto(record);
    assert.equal(await page.locator(".files li").count(), 2);
});

both("a comment stands in the record's course", async (enter, scripted) => {
    const page = await enter("van-thu");
    await register(page, `Có ý kiến ${scripted}`);
    await page.locator('form[action$="/nhan-xet"] [name="words"]').fill("Đã gọi điện <b>nhắc</b> & hẹn lại.");
    await press(page, "Gửi ý kiến");
    assert.match(await page.locator(".timeline li").first().innerText(), /Đã gọi điện <b>nhắc<\/b> & hẹn lại\./);
});

// What stands in the form is kept a moment after it was typed: until the tab's store has it.
const draftKept = (page) => page.waitForFunction(() => {
    const form = document.querySelector("main form[data-draft]");
    const now = Array.from(form.elements, (field) => JSON.stringify([field.name, /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value]));
    return Object.keys(sessionStorage).filter((key) => key.startsWith("draft:") && key.endsWith(`:${form.dataset.draft}`))
        .map((key) => JSON.parse(sessionStorage.getItem(key))).some(({ sent, values }) => !sent && values.every((pair) => now.includes(JSON.stringify(pair))));
});

// Everything that can be typed is typed; gives the form as it was before and after, by name.
async function fillIn(page, procedure) {
    const state = () => page.locator("main form.form").evaluate((form) => Object.fromEntries(Array.from(form.elements)
        .filter((field) => field.name && field.name[0] !== "_" && !/^(hidden|submit|button)$/.test(field.type) && (field.type !== "radio" || field.checked))
        .map((field) => [field.name, field.value])));
    const before = await state();
    await page.locator("main form.form").evaluate((form, code) => Array.from(form.elements).forEach((field) => {
        const free = /^(text|textarea)$/.test(field.type) && !field.dataset.pick && !field.value && !/^(_|dossier_code|case_of|duplicate_of|position)/.test(field.name);
        if (field.name === "procedure") field.value = code;
        else if (free && field.inputMode === "tel") field.value = "0907 000 111";
        else if (free && !field.inputMode && !/\d/.test(field.placeholder)) field.value = `Người thứ nhất ${field.name}`.slice(0, field.maxLength > 0 ? field.maxLength : 40);
        else if (field.type === "radio" && !form.querySelector(`[name="${field.name}"]:checked`)) field.checked = true;
        else if (field.type === "select-one" && field.getAttribute("aria-required") && !field.value) field.selectedIndex = 1;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }), procedure);
    return { before, after: await state() };
}

// Are both a day and a minute as a form writes them, and the first one at most five minutes after the other?
function isLittleLater(value, than) {
    const [one, other] = [value, than].map((text) => {
        const [, day, month, year, hour, minute] = text.match(/^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)$/) ?? [];
        return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
    });
    return one - other >= 0 && one - other <= 5;
}

both("the next citizen's form is empty of the last one, in every register of citizens", async (enter, scripted) => {
    let fields = 0;
    for (const [login, path] of [["tong-dai", "/1022/phieu"], ["mot-cua", "/mot-cua/ho-so"], ["tiep-dan", "/don-thu"], ["tiep-dan", "/tiep-dan"]]) {
        const page = await enter(login);
        await page.goto(`${path}/moi`);
        if (!scripted) continue; // typed below by a script of the page; without scripts nothing is kept that could come back
        const { before, after } = await fillIn(page, "1.000656");
        await draftKept(page);
        await press(page, /^(Vào sổ|Lưu hồ sơ) và nhập tiếp$/);
        assert.deepEqual(await page.locator(".error-summary li").allInnerTexts(), [], path);
        assert.match(await said(page), /^Đã (vào sổ|lưu): /);
        const { before: next } = await fillIn(page, "1.000656");
        const carried = [...new URL(page.url()).searchParams.keys()];
        for (const [name, value] of Object.entries(next)) {
            if (carried.includes(name)) continue;
            assert.ok(value === before[name] || isLittleLater(value, before[name]), `${path}: ${name}: ${before[name]} → ${value}`);
            if (after[name] !== before[name]) fields++;
        }
        assert.equal(await page.locator("main .notice", { hasText: "soạn dở" }).count(), 0);
        await draftKept(page);
        await page.goto(`${path}/moi`); // typed and not sent: it is there again, for the same person
        assert.match(await said(page), /Đã lấy lại nội dung đang soạn dở/);
        await page.locator("main [data-draft-drop]").click();
        await page.goto(`${path}/moi`);
        assert.equal(await page.locator("main .notice").count(), 0, "what was given up stays away");
    }
    if (scripted) assert.ok(fields >= 20, `${fields} fields`);
});

scripted("what one person typed is not shown to the next in the same tab, though nobody signed out", async (enter) => {
    const page = await enter("tiep-dan");
    const come = async (login) => {
        await page.context().clearCookies();
        await page.goto("/dang-nhap");
        await page.fill("#login", login);
        await page.fill("#password", demoAccounts(office).get(login));
        await press(page, "Đăng nhập");
        await page.goto("/tiep-dan/moi");
    };
    await page.goto("/tiep-dan/moi");
    await page.fill("#summary", "Nội dung của người trước");
    await draftKept(page);
    await come("lanh-dao");
    assert.equal(await page.inputValue("#summary"), "");
    await come("tiep-dan");
    assert.equal(await page.inputValue("#summary"), "Nội dung của người trước");
});

both("two change the same record: both values are shown, nothing is lost", async (enter, scripted) => {
    const one = await enter("van-thu"), record = await register(one, `Cùng sửa ${scripted}`), other = await enter("van-thu");
    await one.goto(`${record}/sua`);
    await other.goto(`${record}/sua`);
    await one.fill("#author", "Sở Tài chính");
    await press(one, "Lưu thay đổi");
    await other.fill("#author", "Sở Công Thương");
    await other.fill("#note", "Bản giấy đến sau.");
    await press(other, "Lưu thay đổi");
    assert.match(await other.locator("main").innerText(), /vừa được .* sửa lúc/);
    assert.match(await other.locator("main").innerText(), /đang lưu: Sở Tài chính; của ông \(bà\): Sở Công Thương/);
    assert.equal(await other.inputValue("#author"), "Sở Công Thương");
    assert.equal(await other.inputValue("#note"), "Bản giấy đến sau.");
    await press(other, "Lưu thay đổi");
    await one.goto(record);
    assert.match(await one.locator("main").innerText(), /Sở Công Thương[^]*Bản giấy đến sau\.[^]*Sở Tài chính/);
});

both("a session is seen and ended; who signs out is out", async (enter) => {
    const page = await enter("bien-tap"), forgotten = await enter("bien-tap");
    await page.goto("/tai-khoan");
    const sessions = await rows(page);
    assert.ok(sessions >= 2);
    const theirs = page.locator("section[aria-labelledby=my-sessions] tr[data-row]").filter({ hasNotText: "phiên này" });
    for (let left = await theirs.count(); left > 0; left--) await go(page, () => theirs.first().locator("button").click());
    assert.equal(await theirs.count(), 0);
    await forgotten.goto("/truyen-thong");
    assert.match(forgotten.url(), /dang-nhap/);
    await page.locator("details.account summary").click();
    await go(page, () => page.getByRole("button", { name: "Đăng xuất" }).click());
    assert.match(await page.locator("main").innerText(), /Đã đăng xuất/);
    await page.goto("/viec-cua-toi");
    assert.match(page.url(), /dang-nhap/);
});

both("what is typed outlives the session", async (enter, scripted) => {
    const page = await enter("van-thu"), summary = `Phiên hết giữa chừng ${scripted}`;
    await page.goto("/van-ban/den/moi");
    await page.fill("#author", "Sở Nội vụ");
    await page.selectOption("#type", { label: "Công văn" });
    await page.fill("#summary", summary);
    await page.context().clearCookies();
    await press(page, /^Vào sổ$/);
    assert.match(await page.locator("main").innerText(), /Nội dung đang soạn được giữ lại/);
    await page.fill("#login", "van-thu");
    await page.fill("#password", demoAccounts(office).get("van-thu"));
    await press(page, "Đăng nhập");
    assert.match(await page.locator("main").innerText(), /đang soạn/);
});

scripted("keys: a search, a list, its rows; not while one types or composes", async (enter) => {
    const page = await enter("van-thu");
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("/");
    assert.equal(await focused(), "q");
    await page.keyboard.type("gv/j");
    assert.match(page.url(), /viec-cua-toi/);
    assert.equal(await page.inputValue("#q"), "gv/j");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL(/\/van-ban\/den$/), page.keyboard.press("v")]);
    const current = () => page.locator("tr[data-current]").evaluateAll((list) => list.map((row) => row.rowIndex));
    for (const [key, row] of [["j", 1], ["j", 2], ["j", 3], ["k", 2]]) {
        await page.keyboard.press(key);
        assert.deepEqual(await current(), [row]);
    }
    const href = await page.locator("tr[data-current] a").first().getAttribute("href");
    await page.evaluate(() => { for (const key of ["j", "/", "g"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true })); });
    assert.deepEqual(await current(), [2]);
    assert.notEqual(await focused(), "q");
    await page.keyboard.press("Control+j");
    assert.deepEqual(await current(), [2]);
    await Promise.all([page.waitForURL(`**${href}`), page.keyboard.press("Enter")]);
});

scripted("an input method composes in a field and no key is taken from it", async (enter) => {
    const page = await enter("van-thu");
    await page.goto("/van-ban/den");
    await page.focus("#list-q");
    const client = await page.context().newCDPSession(page);
    for (const text of ["g", "gi", "gia", "giả"]) await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await client.send("Input.insertText", { text: "giải" });
    assert.equal(await page.inputValue("#list-q"), "giải");
    assert.match(page.url(), /\/van-ban\/den$/);
});

scripted("keys are off where they were switched off", async (enter) => {
    const page = await enter("ke-toan");
    await page.goto("/tai-khoan");
    const form = page.locator('form[action$="/giao-dien"]');
    await form.locator('input[name="keys"]:not(:checked)').check();
    await go(page, () => form.locator("button[type=submit]").click());
    assert.equal(await page.getAttribute("body", "data-keys"), "off");
    await page.keyboard.press("/");
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
});
