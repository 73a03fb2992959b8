// SPDX-License-Identifier: Apache-2.0
// check, explain, overlays and migrate: faults with file, line and column; an office that follows its definitions.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { bareOffice, emptyOffice, run } from "./helper.mjs";
import { defined, readSource } from "./tree.mjs";

// An overlay folder of the office's with FILES (path → text); gives its path.
function overlay(office, name, files) {
    const folder = join(office.files, name);
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    return folder;
}
const petition = ["source=buu-dien", "sender=A", "address=B", "signers=mot-nguoi", "summary=Đơn"];
const room = (fields, states = "[ { name: kept, label: Đang giữ, group: open } ]", more = "") => `register: room
slug: phong
label: Phòng
date: opened_on
title: summary
fields:
  - { name: opened_on, type: date, label: Ngày mở, required: true, initial: today }
  - { name: summary, type: text, label: Tên phòng, required: true }
${fields}states: ${states}
list: { columns: [opened_on, summary] }
${more}`;

// Planted and seen red: with definitions_load in the place of definitions_read in `congvu check`, the query stays unsaid.
test("a missing book does not hide the next error of the same file", (t) => {
    const office = bareOffice(t);
    const folder = overlay(office, "book", {
        "registers/meeting.yaml": "register: meeting\nnumber: no-such-book\nlist:\n  tabs:\n    - { label: Lạ, query: \"form=onlin\" }\n",
    });
    const { stdout } = run(["check", "--office", folder], { expect: 1 });
    assert.match(stdout, /meeting\.yaml:2:\d+: .*no-such-book/);
    assert.match(stdout, /meeting\.yaml:5:\d+: .*onlin/);
});

// Planted and seen red: without .judges of migrate and serve.
test("what check refuses of a query nobody makes, follows or serves", (t) => {
    const office = emptyOffice(t);
    const folder = overlay(office, "panel", {
        "dashboard.yaml": "panels:\n  - { name: rooms, kind: records, title: Phòng họp, register: meeting, query: \"form=onlin\" }\n",
    });
    const told = (args) => {
        const { stdout, stderr } = run([...args, "--office", folder], { expect: null });
        return (stdout + stderr).split("\n").filter((line) => line.includes("onlin"));
    };
    const [line, ...more] = told(["check"]);
    assert.match(line, /dashboard\.yaml:2:\d+: .*onlin/);
    assert.deepEqual(more, []);
    for (const args of [["migrate"], ["migrate", "--dry-run"], ["serve", "--listen", "127.0.0.1:0"]])
        assert.deepEqual(told([...args, ...office.place]).map((each) => each.replace(/^congvu: /, "")), [line], args.join(" "));
    assert.deepEqual(told(["init", ...bareOffice(t).place]).map((each) => each.replace(/^congvu: /, "")), [line]);
    assert.equal(office.run(["migrate", "--dry-run"]).stdout.trim(), emptyOffice(t).run(["migrate", "--dry-run"]).stdout.trim(), "nothing is changed");
});

test("check says what an office asks for and the program does not do, and exits 0; the delivered one asks for nothing", (t) => {
    const warnings = (...more) => run(["check", ...more]).stdout.split("\n").filter((line) => line.includes("(cảnh báo)"));
    assert.deepEqual(warnings(), []);
    const folder = overlay(bareOffice(t), "undone", { "registers/task.yaml": "register: task\nsteps:\n  - { name: accept, was: take }\n" });
    assert.match(warnings("--office", folder).join("\n"), /task\.yaml:\d+:\d+: \(cảnh báo\) .*was: take/);
});

test("check finds a step that its clock never lets be taken in a state", (t) => {
    const folder = overlay(bareOffice(t), "stop", { "registers/dossier.yaml": "register: dossier\nsteps:\n  - { name: stop, from: [accepted, payment] }\n" });
    assert.match(run(["check", "--office", folder]).stdout, /dossier\.yaml:3:\d+: .*“stop” không bao giờ làm được ở trạng thái “payment”.*luôn đang tạm dừng/);
});

test("check finds nothing wrong with the office as it is delivered", () => {
    assert.match(run(["check"]).stdout, new RegExp(`${defined.registers} sổ`));
    const answer = JSON.parse(run(["check", "--json"]).stdout);
    assert.deepEqual(Object.keys(answer), ["faults", "errors", "hash"]);
    assert.deepEqual(answer.faults.filter((fault) => !fault.warning), []);
    assert.match(answer.hash, /^[0-9a-f]{64}$/);
});

test("check names every fault of every file by file, line and column, and exits 1", (t) => {
    const office = bareOffice(t);
    const folder = overlay(office, "bad", {
        "registers/meeting.yaml": "register: meeting\nfields:\n  - { name: floor, type: numbre, label: Tầng }\n  - { name: level, label: Mức, colour: red }\n",
        "books.yaml": "books:\n  - { name: outgoing, start: nhiều }\n",
        "topics.yaml": "list: topics\n  label: [\n",
    });
    const { stdout, stderr } = run(["check", "--office", folder], { expect: 1 });
    assert.match(stdout, /registers\/meeting\.yaml:3:\d+: .*numbre/);
    assert.match(stdout, /registers\/meeting\.yaml:4:\d+: .*colour/);
    assert.match(stdout, /books\.yaml:2:\d+: .*nhiều/);
    assert.match(stdout, /topics\.yaml:[23]:\d+: /);
    assert.match(stderr, /lỗi/);
    const answer = JSON.parse(run(["check", "--office", folder, "--json"], { expect: 1 }).stdout);
    assert.equal(answer.errors, answer.faults.filter((fault) => !fault.warning).length);
    assert.ok(answer.errors >= 4);
    for (const fault of answer.faults) assert.deepEqual(Object.keys(fault), ["file", "line", "column", "warning", "text"]);
});

test("check judges the queries that definitions hold", (t) => {
    const office = bareOffice(t);
    const folder = overlay(office, "queries", {
        "registers/meeting.yaml": "register: meeting\nfigures:\n  - { name: meetings_odd, label: Lạ, count: records, query: \"form=onlin&held_on=@period\" }\n"
            + "  - { name: meetings_odder, label: Lạ hơn, count: records, query: \"hour_of=8\" }\n",
    });
    const { stdout } = run(["check", "--office", folder], { expect: 1 });
    assert.match(stdout, /meeting\.yaml:3:\d+: .*onlin/);
    assert.match(stdout, /meeting\.yaml:4:\d+: .*hour_of/);
});

test("a broken overlay stops every command with its places and changes nothing", (t) => {
    const office = emptyOffice(t);
    office.run(["add", "petition", ...petition]);
    const before = office.run(["list", "petition", "--json"]).stdout;
    const folder = overlay(office, "bad", { "registers/meeting.yaml": "register: meeting\nfields: nothing\n" });
    for (const args of [["add", "petition", ...petition], ["list", "petition"], ["migrate"], ["deadline", "2021-08-02", "3 ngày"], ["explain", "petition"], ["settings"]]) {
        const { stdout, stderr } = office.run([...args, "--office", folder], { expect: 1 });
        assert.equal(stdout, "");
        assert.match(stderr, /registers\/meeting\.yaml:2:\d+: /, args.join(" "));
    }
    assert.equal(office.run(["list", "petition", "--json"]).stdout, before);
});

test("an overlay folder that is not there is refused", (t) => {
    const office = emptyOffice(t);
    assert.match(office.run(["list", "petition", "--office", "/nowhere/at/all"], { expect: 1 }).stderr, /\/nowhere\/at\/all/);
    assert.match(run(["check", "--office", "/nowhere/at/all"], { expect: 1 }).stderr, /\/nowhere\/at\/all/);
});

test("explain tells fields, states, steps, deadlines and who may, and draws the diagram", () => {
    const { stdout } = run(["explain", "petition"]);
    for (const words of ["Đơn thư", "source", "Nguồn đơn", "dữ liệu cá nhân", "Đã phân loại", "Thụ lý", "Luật Khiếu nại 2011", "petitions_by_post"])
        assert.ok(stdout.includes(words), words);
    const dot = run(["explain", "petition", "--dot"]).stdout;
    assert.match(dot, /^digraph/);
    assert.match(dot, /received.*->.*screened/);
    assert.match(dot.trimEnd(), /}$/);
    const answer = JSON.parse(run(["explain", "don-thu", "--json"]).stdout);
    assert.deepEqual(Object.keys(answer), ["register", "slug", "label", "law", "date", "title", "number", "fields", "groups", "states", "way", "steps", "deadlines", "unique", "rules", "in_force", "urges", "opens", "boards", "week", "backed_by", "signs", "drafts", "secret_keeps", "prints", "makes", "holds", "figures"]);
    assert.deepEqual(answer.states[0], { name: "received", label: "Mới nhận", group: "open", awaits: [{ step: "screen", only_if: null }] });
    assert.equal(answer.fields.find((field) => field.name === "sender").personal, true);
    assert.deepEqual(answer.steps[0].needs, ["kind"]);
    const forms = JSON.parse(run(["explain", "dossier", "--json"]).stdout).prints.filter((print) => print.name === "phieu-kiem-soat");
    assert.deepEqual(forms.map((form) => [form.code, form.law, form.from, form.until]), [
        ["Mẫu số 05", "TT 01/2018/TT-VPCP", "2019-01-06", "2025-09-14"], ["Mẫu số 06", "TT 03/2025/TT-VPCP Phụ lục I", "2025-09-15", null]]);
    assert.match(run(["explain", "petitoin"], { expect: 2 }).stderr, /petition”\?/);
    assert.match(run(["explain"], { expect: 2 }).stderr, /Cách dùng/);
});

test("an office that differs from the definitions is read but not written until it is migrated", (t) => {
    const office = emptyOffice(t);
    const id = office.run(["add", "petition", ...petition]).stdout.trim();
    const folder = overlay(office, "more", { "registers/room.yaml": room("") });
    const before = office.run(["list", "petition", "--json"]).stdout;
    const { stdout, stderr } = office.run(["list", "petition", "--json", "--office", folder]);
    assert.equal(stdout, before);
    assert.match(stderr, /congvu migrate/);
    for (const args of [["add", "petition", ...petition], ["set", id, "persons=2"], ["step", id, "cancel", "reason=x"]])
        assert.match(office.run([...args, "--office", folder], { expect: 1 }).stderr, /congvu migrate/);
    assert.equal(office.run(["list", "petition", "--json"]).stdout, before);
    assert.match(office.run(["migrate", "--office", folder]).stdout, /Phòng/);
    office.run(["add", "petition", ...petition, "--office", folder]);
    office.run(["add", "room", "summary=Phòng họp", "--office", folder]);
    assert.equal(office.json(["list", "phong", "--json", "--office", folder]).records[0].title, "Phòng họp");
});

// Planted and seen red: schema_has_overlay always true (the bare commands read and migrate the office); plan_set left out
// (“không có gì để đổi” with a set that changes).
test("an office remembers its overlay: without it every command refuses and names the folder", (t) => {
    const office = emptyOffice(t);
    const folder = overlay(office, "own", { "settings.yaml": "settings:\n  - { name: office.short, value: UBND tỉnh khác }\n" });
    const plan = office.run(["migrate", "--dry-run", "--office", folder]);
    assert.ok(plan.stdout.includes(`Bộ định nghĩa: từ bộ có sẵn của chương trình sang thư mục ${folder}`), plan.stdout);
    assert.match(plan.stderr, /chưa đổi gì/);
    office.run(["add", "petition", ...petition]); // the office is still the built-in one's
    assert.ok(office.run(["migrate", "--office", folder]).stdout.includes(`sang thư mục ${folder}`));
    const commands = [["list", "petition"], ["add", "petition", ...petition], ["show", "1"], ["report", "monthly", "2021-07"], ["settings"], ["explain", "petition"],
        ["deadline", "2021-08-02", "3 ngày"], ["migrate"], ["migrate", "--dry-run"], ["numbers", "check"], ["user", "list"], ["serve", "--listen", "127.0.0.1:1"]];
    for (const args of commands) {
        const { stdout, stderr } = office.run(args, { expect: 1 });
        assert.ok(stderr.includes(`--office ${folder}`), `${args.join(" ")}: ${stderr}`);
        assert.equal(stdout, "", args.join(" "));
    }
    office.run(["add", "petition", ...petition, "--office", folder]);
    assert.match(office.run(["migrate", "--office", folder]).stdout, /không có gì để đổi/);
    writeFileSync(join(folder, "settings.yaml"), "settings:\n  - { name: office.short, value: UBND tỉnh khác nữa }\n");
    assert.match(office.run(["migrate", "--office", folder]).stdout, /Bộ định nghĩa đổi .* giữ nguyên/);
});

test("migrate adds a field to a register that has records, says so, and then has nothing to do", (t) => {
    const office = emptyOffice(t);
    const id = office.run(["add", "petition", ...petition]).stdout.trim();
    const more = ["--office", overlay(office, "field", { "registers/petition.yaml": "register: petition\nfields:\n  - { name: shelf, type: number, label: Ngăn }\n" })];
    // a program newer than its office: the hint to migrate alone, none of the database's own words
    for (const command of [["show", id], ["list", "petition"]]) {
        const { stderr } = office.run([...command, ...more], { expect: 1 });
        assert.match(stderr, /^congvu: Các sổ của chương trình khác.*`congvu migrate` trước khi ghi\n$/, command.join(" "));
    }
    assert.match(office.run(["migrate", ...more]).stdout, /Đơn thư.*Ngăn/);
    assert.equal(office.json(["show", id, "--json", ...more]).fields.shelf, null);
    office.run(["set", id, "shelf=7", ...more]);
    assert.equal(office.json(["list", "petition", "shelf=7", "--json", ...more]).total, 1);
    assert.match(office.run(["migrate", ...more]).stdout, /không có gì/);
    assert.deepEqual(office.json(["migrate", "--json", ...more]), []);
    office.run(["history", "verify", ...more]);
});

test("fields, states and choices are renamed with `was:` and keep their records", (t) => {
    const office = emptyOffice(t);
    const choice = (code, was = "") => `  - { name: kind, type: choice, label: Loại, choices: [ { code: ${code}${was}, label: Loại ấy } ] }\n`;
    const first = ["--office", overlay(office, "v1", { "registers/room.yaml": room(`  - { name: floor, type: number, label: Tầng }\n${choice("nho")}`) })];
    office.run(["migrate", ...first]);
    const id = office.run(["add", "room", "summary=A", "floor=3", "kind=nho", ...first]).stdout.trim();
    const second = ["--office", overlay(office, "v2", { "registers/room.yaml": room(`  - { name: storey, type: number, label: Tầng, was: floor }\n${choice("be", ", was: nho")}`, "[ { name: held, label: Đang giữ, group: open, was: kept } ]") })];
    const { stdout } = office.run(["migrate", ...second]);
    assert.match(stdout, /floor.*storey/);
    const record = office.json(["show", id, "--json", ...second]);
    assert.deepEqual([record.fields.storey, record.fields.kind, record.state], [3, "be", "held"]);
    assert.equal(office.json(["list", "room", "state=held&kind=be", "--json", ...second]).total, 1);
    office.run(["history", "verify", ...second]);
});

test("removing a field, state or choice that records use is refused, with how many; nothing changes", (t) => {
    const office = emptyOffice(t);
    const fields = "  - { name: floor, type: number, label: Tầng }\n  - { name: kind, type: choice, label: Loại, choices: [ { code: nho, label: Nhỏ }, { code: to, label: To } ] }\n";
    const first = ["--office", overlay(office, "v1", { "registers/room.yaml": room(fields) })];
    office.run(["migrate", ...first]);
    office.run(["add", "room", "summary=A", "floor=3", "kind=nho", ...first]);
    office.run(["add", "room", "summary=B", "floor=4", "kind=nho", ...first]);
    const before = office.run(["list", "room", "--json", ...first]).stdout;
    const refused = [
        [room(fields.split("\n")[1] + "\n"), /floor.* 2 hồ sơ/],
        [room(fields.replace("{ code: nho, label: Nhỏ }, ", "")), /nho.* 2 hồ sơ/],
        [room(fields, "[ { name: other, label: Khác, group: open } ]"), /kept.* 2 hồ sơ/],
    ];
    refused.forEach(([text, message], at) => {
        const { stderr } = office.run(["migrate", "--office", overlay(office, `v${at + 2}`, { "registers/room.yaml": text })], { expect: 1 });
        assert.match(stderr, message);
        assert.match(stderr, /was:/);
    });
    assert.equal(office.run(["list", "room", "--json", ...first]).stdout, before);
    office.run(["add", "room", "summary=C", "floor=1", "kind=to", ...first]); // still the office's own set
});

test("a choice retired with `until:` stays on old records", (t) => {
    const office = emptyOffice(t);
    const kind = (until) => `  - { name: kind, type: choice, label: Loại, choices: [ { code: nho, label: Nhỏ${until} }, { code: to, label: To } ] }\n`;
    const first = ["--office", overlay(office, "v1", { "registers/room.yaml": room(kind("")) })];
    office.run(["migrate", ...first]);
    const id = office.run(["add", "room", "summary=A", "kind=nho", ...first]).stdout.trim();
    const second = ["--office", overlay(office, "v2", { "registers/room.yaml": room(kind(", until: 2021-07-31")) })];
    office.run(["migrate", ...second]);
    assert.equal(office.json(["show", id, "--json", ...second]).fields.kind, "nho");
    assert.equal(office.json(["list", "room", "kind=nho", "--json", ...second]).total, 1);
});

test("an overlay's limits and days off move deadlines", (t) => {
    const office = emptyOffice(t);
    const folder = overlay(office, "time", {
        "calendars/office.yaml": "calendar: vietnam\ndays:\n  - { date: 2021-09-01, kind: off, reason: Nghỉ bù của Tỉnh, decision: \"QĐ 1/QĐ-UBND\" }\n",
    });
    const due = (more) => JSON.parse(run(["deadline", "2021-08-31T15:00", "3 ngày làm việc", "--json", ...more]).stdout).due;
    assert.equal(due([]), "2021-09-07T15:00");
    assert.equal(due(["--office", folder]), "2021-09-08T15:00");
});

test("settings shows each value and where it came from", (t) => {
    const office = emptyOffice(t);
    const folder = overlay(office, "settings", { "settings.yaml": "settings:\n  - { name: office.short, value: \"1900\" }\n" });
    const settings = Object.fromEntries(office.json(["settings", "--json", "--office", folder]).map(({ name, value, origin }) => [name, [value, origin]]));
    assert.deepEqual(settings.now, ["2021-08-02T08:00", "CONGVU_NOW"]);
    assert.deepEqual(settings.office, [folder, "--office"]);
    assert.equal(settings["office.short"][0], "1900");
    assert.ok(settings["office.short"][1].endsWith("settings/settings.yaml"));
    assert.match(settings["report.main"][1], /^office\/settings\.yaml$/);
    assert.match(office.run(["settings"]).stdout, /office\.short +UBND tỉnh Đồng Tháp +office\/settings\.yaml/);
});

// Planted: a misspelt key in one example of the page.
test("the examples of docs/definitions.md are one overlay without a fault", (t) => {
    const office = bareOffice(t);
    const examples = [...readSource("docs/definitions.md").matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```/gm)];
    assert.equal(examples.length, 13);
    const files = {}; // two examples of one file are parts of it
    for (const [, path, text] of examples) files[path] = (files[path] ?? "") + text;
    const folder = overlay(office, "examples", files);
    assert.match(run(["check", "--office", folder]).stdout, // the examples add one of each
        new RegExp(`^Các tệp định nghĩa đúng: ${defined.registers + 1} sổ, ${defined.books + 1} sổ số, ${defined.reports + 1} báo cáo\\.$`, "m"));
});
