// SPDX-License-Identifier: Apache-2.0
// A browser for whole-program tests: Debian's Chromium, driven by playwright-core.
//
//     const browser = await open(t);                                       // closed with the test
//     const page = await signedIn(browser, server, "van-thu", { javaScriptEnabled: false });
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { chromium } from "playwright-core";

export const WIDE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export async function open(t) {
    // a machine without a locale: Chromium names a download “Danh sách.txt” under a UTF-8 one only
    const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", HOME: process.env.HOME ?? tmpdir() };
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", env, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });
    t?.after(() => browser.close());
    return browser;
}

// A page of a new visitor. What the browser complains of, a blocked script or a missing file, fails the test.
export async function newPage(browser, server, options = {}) {
    const context = await browser.newContext({ baseURL: server.url, viewport: WIDE, locale: "vi-VN", ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (line) => {
        if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) page.complaints.push(line.text());
    });
    return page;
}

// The cookies of LOGIN's new session. How one signs in through the page is tried once, in browser.test.mjs.
export async function sessionOf(server, login) {
    const { cookies } = await server.signIn(login);
    return [...cookies].map(([name, value]) => ({ name, value, url: server.url }));
}

export async function signedIn(browser, server, login, options) {
    const page = await newPage(browser, server, options);
    await page.context().addCookies(await sessionOf(server, login));
    await page.goto("/viec-cua-toi");
    return page;
}

export function content(page) {
    assert.deepEqual(page.complaints, [], "the browser complains");
}
