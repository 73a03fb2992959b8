// SPDX-License-Identifier: Apache-2.0
// Accounts: user add, list, password, token; the people of the sample; --as an account; who may do what.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyOffice, sampleAsMade, sharedSample } from "./helper.mjs";

const PASSWORD = /^([bcdghklmnprstvxz][aeiou]){3}(-([bcdghklmnprstvxz][aeiou]){3}){3}$/;
const petition = ["source=buu-dien", "sender=Nguyễn Văn Thử", "address=Ấp 1", "signers=mot-nguoi", "summary=Đơn"];

function add(office, login, unit, roles) {
    return office.json(["user", "add", login, `name=Người ${login}`, `unit=${unit}`, `roles=${roles}`, "title=Chuyên viên", "--json"]);
}

const total = (office, register, login) => office.json(["list", register, "--json", "--as", login]).total;

test("user add makes an account with a one-time password, user list shows it", (t) => {
    const office = emptyOffice(t);
    const made = add(office, "lan.nt", "nc", "specialist,clerk");
    assert.equal(made.login, "lan.nt");
    assert.match(made.password, PASSWORD);
    const { stdout } = office.run(["user", "add", "an.tv", "name=Trần Văn An", "unit=kt"]);
    assert.match(stdout, /an\.tv.*phải đổi/);
    const list = office.json(["user", "list", "--json"]);
    assert.deepEqual(list.map((one) => one.login), ["an.tv", "lan.nt", "quan-tri"]); // by given name: An, lan.nt, thống
    assert.deepEqual(list.find((one) => one.login === "lan.nt"),
        { login: "lan.nt", name: "Người lan.nt", unit: "nc", title: "Chuyên viên", roles: ["clerk", "specialist"], positions: [], disabled: false });
    assert.match(office.run(["user", "list"]).stdout, /lan\.nt +Người lan\.nt +nc +clerk, specialist/);
});

test("user add refuses what does not fit and changes nothing", (t) => {
    const office = emptyOffice(t);
    const refuses = (args, expected) => assert.match(office.run(["user", "add", ...args], { expect: 1 }).stderr, expected);
    refuses(["Lan", "name=Lan", "unit=nc"], /chữ thường không dấu/);
    refuses(["lan", "unit=nc"], /Họ tên/);
    refuses(["lan", "name=Lan", "unit=xa-xoi"], /xa-xoi/);
    refuses(["lan", "name=Lan", "unit=nc", "roles=boss"], /boss.*clerk/);
    refuses(["lan", "name=Lan", "unit=nc", "password=123456789012"], /password/);
    refuses(["quan-tri", "name=Lan", "unit=nc"], /đã có/);
    assert.equal(office.json(["user", "list", "--json"]).length, 1);
    office.run(["user", "add", "lan"], { expect: 2 });
});

test("user password and user token print a secret once", (t) => {
    const office = emptyOffice(t);
    const first = add(office, "lan.nt", "nc", "specialist").password;
    const second = office.json(["user", "password", "lan.nt", "--json"]).password;
    assert.match(second, PASSWORD);
    assert.notEqual(second, first);
    const { token } = office.json(["user", "token", "lan.nt", "Trục liên thông", "--json"]);
    assert.match(token, /^[A-Za-z0-9_-]{43}$/);
    assert.match(office.run(["user", "password", "khong-ai"], { expect: 1 }).stderr, /khong-ai/);
    assert.match(office.run(["user", "token", "khong-ai", "x"], { expect: 1 }).stderr, /khong-ai/);
    const files = office.run(["user", "list"]).stdout;
    for (const secret of [first, second, token]) assert.ok(!files.includes(secret));
});

test("only an administrator manages accounts", (t) => {
    const office = emptyOffice(t);
    add(office, "lan.nt", "nc", "specialist");
    for (const args of [["user", "list"], ["user", "password", "lan.nt"], ["user", "token", "lan.nt", "x"], ["user", "add", "b.a", "name=B"]])
        assert.match(office.run([...args, "--as", "lan.nt"], { expect: 1 }).stderr, /quản trị/);
    office.run(["user", "list", "--as", "quan-tri"]); // the account that init made
});

test("--as an account sees its unit, another account another", (t) => {
    const office = emptyOffice(t);
    add(office, "lan.nt", "nc", "specialist");
    add(office, "an.tv", "kt", "specialist");
    add(office, "ba.lt", "vp", "specialist");
    const { id } = office.json(["add", "petition", ...petition, "unit=nc", "--json"]);
    assert.equal(total(office, "petition", "lan.nt"), 1);
    assert.equal(total(office, "petition", "an.tv"), 0);
    assert.equal(total(office, "petition", "ba.lt"), 1); // a unit below
    office.run(["show", id, "--as", "an.tv"], { expect: 1 });
    office.run(["step", id, "screen", "kind=khieu-nai", "--as", "an.tv"], { expect: 1 });
    office.run(["step", id, "screen", "kind=khieu-nai", "--as", "lan.nt"]);
    assert.match(office.run(["show", id]).stdout, /\(lan\.nt\)/);
});

test("an account of two roles may what either may, and no more", (t) => {
    const office = emptyOffice(t);
    add(office, "hai.vai", "nc", "unit_head,reporter");
    const own = office.json(["add", "petition", ...petition, "unit=nc", "--json"]).id;
    const other = office.json(["add", "petition", ...petition, "unit=tiep-dan", "--json"]).id;
    const sender = (id) => office.json(["show", id, "--json", "--as", "hai.vai"]).fields.sender;
    assert.equal(sender(own), "Nguyễn Văn Thử");
    assert.equal(sender(other), "***");
    assert.equal(total(office, "petition", "hai.vai"), 2);
    const found = office.json(["list", "petition", "sender=Nguyễn Văn Thử", "--json", "--as", "hai.vai"]);
    assert.deepEqual(found.records.map((record) => record.id), [own]); // does not find by asking what it may not read
    office.run(["set", own, "summary=Đơn hai", "--as", "hai.vai"]);
    assert.match(office.run(["set", other, "summary=Đơn hai", "--as", "hai.vai"], { expect: 1 }).stderr, /đơn vị mình/);
});

test("export, import, entering and reports ask the role", (t) => {
    const office = emptyOffice(t);
    const refuses = (args, expected) => assert.match(office.run(args, { expect: 1 }).stderr, expected);
    refuses(["export", "petition", "-o", join(office.files, "x.csv"), "--as", "chuyen-vien"], /không được xuất/);
    refuses(["add", "petition", ...petition, "--as", "van-thu"], /không được vào sổ/);
    refuses(["import", "petition", "/dev/null.csv", "--as", "chuyen-vien"], /không được nhập/);
    refuses(["report", "monthly", "2021-07", "--as", "van-thu"], /không được xem báo cáo/);
    refuses(["figure", "monthly", "2021-07", "--as", "tong-dai"], /không được xem báo cáo/);
    office.run(["figure", "monthly", "2021-07", "--as", "tong-hop"]);
    assert.equal(office.json(["list", "petition", "--json", "--as", "van-thu"]).total, 0);
});

test("the sample has an account a role, and their passwords in a file of its own", () => {
    const { folder, said: { accounts } } = sampleAsMade();
    assert.equal(accounts.length, 12);
    for (const account of accounts) assert.match(account.password, PASSWORD);
    assert.equal(new Set(accounts.map((account) => account.password)).size, 12);
    const file = join(folder, "demo-accounts");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    assert.deepEqual(lines.map((line) => line.split(/ +/).slice(0, 2)), accounts.map(({ login, password }) => [login, password]));
    const people = sharedSample().json(["user", "list", "--json"]);
    assert.ok(people.length >= 30);
    assert.equal(people.filter((one) => one.positions.length > 0).length, 13);
    assert.deepEqual(people.find((one) => one.login === "lanh-dao").positions, ["chanh-van-phong"]);
});

test("every demo account sees its own registers and no petition that is not its business", () => {
    const office = sharedSample();
    const sees = (login, register) => total(office, register, login) > 0;
    for (const [login, yes, no] of [
        ["van-thu", ["incoming", "outgoing"], ["petition", "dossier", "feedback"]],
        ["mot-cua", ["dossier", "procedure"], ["petition", "incoming"]],
        ["tong-dai", ["feedback"], ["petition", "dossier"]],
        ["tiep-dan", ["reception", "petition"], ["outgoing", "sanction"]],
        ["thanh-tra", ["petition", "sanction"], ["incoming", "reception"]],
        ["bien-tap", ["publication", "channel_metric"], ["petition"]],
        ["tong-hop", ["petition", "dossier", "plan"], []],
        ["chuyen-vien", ["incoming", "outgoing"], ["reception", "publication"]],
        ["lanh-dao", ["petition", "incoming", "task"], []],
        ["ke-toan", ["sanction"], ["petition", "feedback"]],
        ["quan-tri", ["procedure"], ["petition", "reception", "feedback", "dossier"]],
    ]) {
        for (const register of yes) assert.ok(sees(login, register), `${login} sees ${register}`);
        for (const register of no) assert.ok(!sees(login, register), `${login} does not see ${register}`);
    }
});
