// SPDX-License-Identifier: Apache-2.0
// node tests/pictures.mjs FOLDER: the pictures of README.md, from a sample office that is served meanwhile.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPage, open, signedIn } from "./browser.mjs";
import { run } from "./helper.mjs";
import { serve } from "./serving.mjs";

const folder = process.argv[2];
const data = mkdtempSync(join(tmpdir(), "congvu-pictures-"));
const office = { folder: data, place: ["--data", data], remove() { rmSync(data, { recursive: true, force: true }); } };

async function take(page, path, name, prepare) {
    await page.goto(path);
    await page.mouse.move(0, 0);
    await prepare?.(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${folder}/${name}.png`);
}

let browser, server;
try {
    run(["sample", "--data", data, "--month", "2021-07"]);
    server = await serve(null, office);
    browser = await open();
    await take(await newPage(browser, server), "/dang-nhap", "sign-in");
    const specialist = await signedIn(browser, server, "chuyen-vien");
    await take(specialist, "/viec-cua-toi", "inbox");
    const clerk = await signedIn(browser, server, "van-thu");
    await take(clerk, "/van-ban/den", "list");
    await clerk.click("main table tbody a >> nth=0");
    await clerk.waitForLoadState();
    await clerk.mouse.move(0, 0);
    await clerk.screenshot({ path: join(folder, "record.png") });
    const reporter = await signedIn(browser, server, "tong-hop");
    await take(reporter, "/bao-cao/2021-07?figure=feedback_handled", "report");
    await take(reporter, "/dieu-hanh?period=2021-07", "dashboard");
} finally {
    await browser?.close();
    await server?.stop();
    office.remove();
}
