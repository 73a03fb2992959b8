// SPDX-License-Identifier: Apache-2.0
// What a procedure gives a dossier, and which procedure is refused, over form, command line and import of the sample office.
// Seen red: on what was there before (a dossier typed by hand ended without a due date, 9.999999 got a number).
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const form = { subject: "Cấp phép", channel: "counter", return_by: "counter", copies: "1", submitted_on: "02/08/2021", sector: "", papers: "", fee: "" };

test("a form is shown with the procedure's values before it is saved, and saved with them", async () => {
    const desk = await server.signIn("mot-cua");
    const blank = await desk.get("/mot-cua/ho-so/moi");
    const checked = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "1.000656", check: "yes" });
    assert.equal(checked.status, 200);
    assert.match(checked.text, /Chưa lưu/);
    assert.match(checked.text, /<option value="[\w-]+" selected>[^<]*<\/option>[\s\S]*name="channel"/, "its sector is chosen");
    const saved = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "1.000656" });
    assert.equal(saved.status, 200);
    const path = saved.from.headers.location, step = await desk.get(`${path}/buoc/accept`);
    assert.match(step.text, /name="time_limit"[^>]*value="\d+ ngày làm việc"/);
    assert.match(step.text, /Ngày hẹn trả kết quả: \d\d\/\d\d\/2021 \d\d:\d\d/);
    const accepted = await desk.submit(step, `${path}/buoc/accept`, { accepted_on: "02/08/2021 08:00", time_limit: "", _on: "02/08/2021", _reason: "" });
    assert.equal(accepted.status, 200);
    assert.doesNotMatch(accepted.text, /Không đặt hạn/);
    assert.match(accepted.text, /<dt>Ngày hẹn trả kết quả/);
});

test("a procedure that is not there is refused in the same words by form, command and import", async () => {
    const desk = await server.signIn("mot-cua"), said = /không có “9\.999999” trong sổ “Thủ tục hành chính”/;
    const blank = await desk.get("/mot-cua/ho-so/moi");
    for (const check of ["", "yes"]) {
        const refused = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "9.999999", check });
        assert.equal(refused.status, 422);
        assert.match(refused.text, said);
    }
    assert.match(office.run(["add", "dossier", "procedure=9.999999", "subject=Cấp phép"], { expect: 1 }).stderr, said);
    const csv = join(process.env.CONGVU_TEST_WORK ?? "/tmp", `dossiers-${process.pid}.csv`);
    writeFileSync(csv, "procedure,subject\n9.999999,Cấp phép\n");
    const answer = office.run(["import", "dossier", csv], { expect: 1 });
    assert.match(answer.stderr + answer.stdout, said);
});
