// SPDX-License-Identifier: Apache-2.0
// Mornings of the office of 2 August 2021 in Debian's Chromium, with JavaScript and without: the clerk enters thirty documents by the
// keyboard alone; the specialist works on a task; the head of a unit hands work down; the leader reads, decides and gives the
// paragraphs of a conclusion to those who do it. What they saw, and what the office keeps of it. No page of theirs has a fault that
// axe-core knows. Planted and seen red, each alone: “nhập tiếp” without the sender of before; a day beyond the one above taken.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { content, open, signedIn } from "./browser.mjs";
import { sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const browser = await open(file);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const scripted = { true: "", false: ", without JavaScript" };

function morning(name, login, run) {
    for (const javaScriptEnabled of [true, false])
        test(`${name}${scripted[javaScriptEnabled]}`, { timeout: 120_000 }, async () => {
            const page = await signedIn(browser, server, login, { javaScriptEnabled });
            await run(page, javaScriptEnabled);
            content(page);
            await page.context().close();
        });
}

const load = (page, act) => Promise.all([page.waitForEvent("load"), act()]);
const press = (page, name) => load(page, () => page.locator("main").getByRole("button", { name, exact: true }).first().click());
const said = (page) => page.locator("main .notice").first().innerText();
const show = (id) => office.json(["show", id, "--json"]);
const tree = (id) => office.json(["assign", "list", id, "--json"]).assignments.map((one) => [one.to, one.role, one.due]);
const add = (register, values) => office.json(["add", register, ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;

async function sound(page, javaScript = true) {
    if (!javaScript) return; // axe needs it; the page is the same
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), [], page.url());
}

// Opens a fold of the record's page where the control in it is not shown.
async function unfold(page, form) {
    const fold = page.locator("main details", { has: page.locator(form) }).first();
    if ((await fold.count()) && (await fold.getAttribute("open")) === null) await fold.locator("summary").first().click();
    return page.locator(`main ${form}`).first();
}

const DOCUMENTS = 30;
morning("the clerk enters thirty documents by the keyboard alone", "van-thu", async (page, javaScript) => {
    const key = (...names) => names.reduce((before, name) => before.then(() => page.keyboard.press(name)), Promise.resolve());
    const at = () => page.evaluate(() => `${document.activeElement.name ?? ""}${document.activeElement.value === "yes" ? "=yes" : ""}`);
    const until = async (name, tabs = 60) => {
        for (let i = 0; i < tabs && (await at()) !== name; i++) await key("Tab");
        assert.equal(await at(), name, "reached by Tab");
    };
    await page.goto("/van-ban/den/moi");
    await sound(page, javaScript);
    const authors = ["Sở Nội vụ", "Sở Y tế", "Bộ Tài chính"], numbers = [];
    for (let i = 0; i < DOCUMENTS; i++) {
        const author = authors[Math.floor(i / 10)];
        await until("author");
        if (i % 10 > 0) assert.equal(await page.inputValue("#author"), author, "the sender of before stands there");
        else {
            await key("Control+a");
            await page.keyboard.insertText(author);
        }
        await until("document_number");
        await page.keyboard.insertText(`${i + 1}/${javaScript ? "CM" : "KM"}-VP`);
        await until("dated_on");
        await page.keyboard.insertText("30/07/2021");
        await until("type");
        for (let down = 0; down < 40 && (await page.inputValue("#type")) !== "cv"; down++) await key("ArrowDown");
        await until("summary");
        await page.keyboard.insertText(`Về việc thứ ${i + 1} của buổi sáng`);
        await until("again=yes");
        await load(page, () => key("Enter"));
        const told = (await page.locator("main").innerText()).match(/Đã vào sổ: Văn bản đến số (\d+)/);
        assert.ok(told, `${i + 1}: ${await page.locator("main").innerText()}`);
        numbers.push(Number(told[1]));
        if (i > 0) assert.equal(numbers[i], numbers[i - 1] + 1, "the next number of the book");
    }
    await sound(page, javaScript);

    const first = office.json(["list", "incoming", `document_number=1/${javaScript ? "CM" : "KM"}-VP`, "--json"]).records[0];
    const last = office.json(["list", "incoming", `document_number=30/${javaScript ? "CM" : "KM"}-VP`, "--json"]).records[0];
    assert.deepEqual([first.number, first.state, first.fields.author, first.fields.dated_on, first.fields.received_on, first.fields.type],
        [String(numbers[0]), "registered", "Sở Nội vụ", "2021-07-30", "2021-08-02", "cv"]);
    assert.deepEqual([last.number, last.state, last.fields.author, last.fields.summary], [String(numbers[0] + 29), "registered", "Bộ Tài chính", "Về việc thứ 30 của buổi sáng"]);
});

morning("the specialist accepts a task, tells of its progress and reports its result", "chuyen-vien", async (page, javaScript) => {
    const title = `Rà soát chốt kiểm dịch ${javaScript}`;
    const id = add("task", { source: "ubnd", summary: title, assigned_on: "2021-08-02", finish_by: "2021-08-10" });
    office.run(["assign", id, "lead=chuyen-vien", "due=2021-08-06"]);
    await page.goto("/viec-cua-toi");
    await sound(page, javaScript);
    const row = page.locator("main tr", { hasText: title });
    assert.match(await row.innerText(), /06\/08[^]*chủ trì[^]*Còn 4 ngày/);
    await load(page, () => row.getByRole("link").first().click());
    assert.equal(new URL(page.url()).pathname, `/nhiem-vu/${id}`);
    for (const step of ["accept", "start"]) {
        const form = await unfold(page, `form[action$="/buoc/${step}"]`);
        await load(page, () => form.locator("button").last().click());
        assert.match(await said(page), /^Đã làm bước/);
    }
    let form = await unfold(page, 'form[action$="/buoc/update"]');
    await form.locator('[name="progress"]').fill("Đã kiểm tra 12 chốt.");
    await load(page, () => form.locator("button").last().click());
    form = await unfold(page, 'form[action$="/buoc/report"]');
    await form.locator('[name="result_document"]').fill("15/BC-VPUBND");
    await load(page, () => form.locator('[name="result_document"]').press("Enter"));
    await sound(page, javaScript);
    assert.match(await page.locator("main").innerText(), /Đã kiểm tra 12 chốt\./);
    const task = show(id);
    assert.deepEqual([task.state, task.due, task.fields.progress, task.fields.result_document, task.fields.result_on],
        ["reported", "2021-08-10T17:00", "Đã kiểm tra 12 chốt.", "15/BC-VPUBND", "2021-08-02"]);
    assert.deepEqual(tree(id).slice(-1), [["chuyen-vien", "lead", "2021-08-06T17:00"]]);
});

morning("the head of a unit hands work down, not beyond the day above", "truong-phong", async (page, javaScript) => {
    const title = `Tham mưu mở lại chợ ${javaScript}`;
    const id = add("task", { source: "ubnd", summary: title, assigned_on: "2021-08-02", finish_by: "2021-08-12" });
    office.run(["assign", id, "lead=truong-phong", "due=2021-08-10"]);
    await page.goto("/viec-cua-toi");
    const row = page.locator("main tr", { hasText: title });
    assert.match(await row.innerText(), /10\/08/);
    await load(page, () => row.getByRole("link").first().click());
    await load(page, () => page.locator("main").getByRole("link", { name: "Phân công" }).first().click());
    await sound(page, javaScript);
    await page.fill("#lead", "chuyen-vien");
    await page.fill("#due", "11/08/2021");
    await page.fill("#opinion", "Dự thảo trước ngày 05/8.");
    await press(page, "Phân công");
    assert.match(await page.locator(".error-summary").innerText(), /10\/08\/2021/, "the day above is told");
    assert.equal(tree(id).length, 1, "nothing was given");
    assert.equal(await page.inputValue("#opinion"), "Dự thảo trước ngày 05/8.");
    await page.fill("#due", "05/08/2021");
    await press(page, "Phân công");
    assert.match(await said(page), /^Đã giao .* \(chủ trì\), hạn 05\/08\/2021/);
    await sound(page, javaScript);
    assert.deepEqual(tree(id), [["truong-phong", "lead", "2021-08-10T17:00"], ["chuyen-vien", "lead", "2021-08-05T17:00"]]);
    const specialist = await server.signIn("chuyen-vien");
    assert.match((await specialist.get(`/nhiem-vu/${id}`)).text, /Dự thảo trước ngày 05\/8\./);
});

morning("the leader sends what waits, and gives each paragraph of a conclusion to who does it", "lanh-dao", async (page, javaScript) => {
    await page.goto("/viec-cua-toi?register=agenda&step=send");
    await sound(page, javaScript);
    await load(page, () => page.locator("main tr[data-row] a").first().click());
    const agenda = new URL(page.url()).pathname.split("/").at(-1);
    const send = await unfold(page, 'form[action$="/buoc/send"]');
    await load(page, () => send.locator("button").last().click());
    assert.match(await said(page), /^Đã làm bước “Gửi”/);
    assert.equal(show(agenda).state, "sent");

    const id = add("incoming", { received_on: "2021-08-02", author: "Bộ Y tế", type: "cv", summary: "Về xét nghiệm diện rộng" });
    await page.goto(`/van-ban/den/${id}`);
    const form = await unfold(page, 'form[action$="/chi-dao"]');
    await form.locator('[name="words"]').fill("Sở Y tế lập kế hoạch xét nghiệm.\nSở Tài chính cân đối kinh phí.\nVăn phòng theo dõi.");
    await load(page, () => form.getByRole("button", { name: "Ghi và giao nhiệm vụ" }).click());
    await load(page, () => page.getByRole("link", { name: "Giao từng đoạn cho nơi riêng" }).click());
    await sound(page, javaScript);
    assert.equal(await page.inputValue("#p2-words"), "Sở Tài chính cân đối kinh phí.");
    await page.selectOption("#source", { value: "ubnd" }).catch(() => page.locator('[name="source"][value="ubnd"]').check());
    await page.fill("#p1-lead", "syt");
    await page.fill("#p1-due", "06/08/2021");
    await page.fill("#p2-lead", "stc");
    await page.fill("#p2-support-1", "syt");
    await page.fill("#p2-due", "13/08/2021");
    await press(page, "Giao nhiệm vụ");
    assert.match(await said(page), /^Đã giao 2 nhiệm vụ: .*\. Chưa giao đoạn 3 vì không ghi nơi nhận$/);
    await sound(page, javaScript);
    const made = [...new Set(await page.locator('main a[href^="/nhiem-vu/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href").split("/").at(-1))))].map(show);
    assert.deepEqual(made.map((task) => [task.fields.summary, task.due]).sort(),
        [["Sở Tài chính cân đối kinh phí.", "2021-08-13T17:00"], ["Sở Y tế lập kế hoạch xét nghiệm.", "2021-08-06T17:00"]]);
    const money = made.find((task) => task.due.startsWith("2021-08-13"));
    assert.deepEqual(tree(money.id), [["unit:stc", "lead", "2021-08-13T17:00"], ["unit:syt", "support", "2021-08-13T17:00"]]);
});
