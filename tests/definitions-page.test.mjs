// SPDX-License-Identifier: Apache-2.0
// docs/definitions.md is whole: every key of the binder's tables stands there with its kind, whether it is required and the words
// it takes; every setting too; nothing else does. A comment before a table of the page names what it is of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readSource } from "./tree.mjs";

const folder = "src/definitions/";
const files = ["shapes_register.c", "shapes_dashboard.c", "shapes_office.c", "shapes_report.c", "overlay.c", "setting_names.c", "check_registers.c", "check_steps.c", "check_figures.c", "check_dashboard.c"];
const sources = () => files.map((file) => readSource(folder + file)).join("\n");
const page = () => readSource("docs/definitions.md");

const kinds = {
    TEXT: "text", WORD: "word", CHOICE: "word", DATE: "date", TEXTS: "texts", INT: "number", YES_NO: "yes/no",
    STRUCT: "mapping", NEW: "mapping", LIST: "list",
};
const strings = (text) => [...text.matchAll(/"([^"]*)"/g)].map(([, inside]) => inside);
const sorted = (words) => [...words].sort().join(" ");

// Name → words of every array of texts.
function readWords(source) {
    const arrays = source.matchAll(/const char \*const (\w+)\[\] = \{([\s\S]*?)\};/g);
    return new Map([...arrays].map(([, name, inside]) => [name, strings(inside)]));
}

// Table → key → { kind, required, words }: words is the name of an array, where the kind has one.
function readTables(source) {
    const tables = new Map();
    for (const [, table, rows] of source.matchAll(/struct bind_key (\w+)_keys\[\] = \{([\s\S]*?)\n\};/g)) {
        const keys = new Map();
        for (const [, kind, key, rest] of rows.matchAll(/KEY_(\w+)\("(\w+)",([^"]*?)\),(?:\n|$)/g)) {
            const words = kinds[kind] === "word" ? rest.match(/\b\w+_words\b/)[0] : undefined;
            keys.set(key, { kind: kinds[kind], required: /\.required = true/.test(rest) ? "yes" : "no", words });
        }
        assert.equal(keys.size, rows.match(/KEY_/g).length, `every row of ${table} is understood`);
        tables.set(table, keys);
    }
    return tables;
}

// What follows the comments of the page: { what, names, block }, block its lines up to a blank one.
function readBlocks(text) {
    const marked = text.matchAll(/^<!-- (table|words|kinds|panel kinds|settings)(?:: ([\w ]+))? -->\n((?:(?!```).+\n)*)/gm);
    return [...marked].map(([, what, names, block]) => ({ what, names: names?.trim().split(" "), block }));
}

// The rows of a table as objects with the names of the head.
function readRows(block) {
    const [head, , ...rows] = block.split("\n").filter((line) => line.startsWith("|"))
        .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
    return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at]])));
}

const inTicks = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, inside]) => inside);

function compareTable(tables, words, listed, { names, block }) {
    const found = [], wanted = new Map(), seen = new Set();
    for (const name of names) {
        if (!tables.has(name)) found.push(`the page has ${name}, which is no table`);
        for (const [key, about] of tables.get(name) ?? []) wanted.set(key, about);
    }
    for (const row of readRows(block))
        for (const key of row.key.split(/, ?/).filter(Boolean)) {
            const about = wanted.get(key), where = `${names}: ${key}`;
            if (seen.has(key)) found.push(`${where} stands twice`);
            seen.add(key);
            if (!about) found.push(`${where} is no key`);
            else if (row.kind !== about.kind) found.push(`${where} is ${about.kind}, not ${row.kind}`);
            else if (row.required !== about.required) found.push(`${where}: required is ${about.required}`);
            else if (about.words && !listed.has(about.words))
                for (const word of words.get(about.words))
                    if (!inTicks(row["what it is"]).includes(word)) found.push(`${where} takes ${word}`);
        }
    for (const key of wanted.keys()) if (!seen.has(key)) found.push(`${names}: ${key} is missing`);
    return found;
}

// The keys that each kind of figure or panel needs and may have: kinds[] of check_figures.c, panel_kinds[] of check_dashboard.c.
function compareKinds(source, words, block, thing = "figure", array = "kinds") {
    const names = (text) => [...text.matchAll(/HAS_(\w+)/g)].map(([, name]) => name.toLowerCase());
    const inside = source.match(new RegExp(`\\} ${array}\\[\\] = \\{([\\s\\S]*?)\\n\\};`))[1];
    const wanted = [...inside.matchAll(/\[(?:FIGURE|PANEL)_(\w+)\] = \{([^,]*),([^}]*)\}/g)].map(([, kind, needs, may]) =>
        `${kind.toLowerCase().replaceAll("_", "-")}: ${sorted(names(needs))}; ${sorted(names(may))}`);
    assert.equal(wanted.length, words.get(`${thing}_kind_words`).length);
    const list = (cell) => sorted(cell.split(/, ?/).filter(Boolean));
    const there = readRows(block).map((row) => `${row.kind}: ${list(row.needs)}; ${list(row.may)}`);
    return [...wanted.filter((line) => !there.includes(line)).map((line) => `${thing} kind not as in C: ${line}`),
        ...there.filter((line) => !wanted.includes(line)).map((line) => `${thing} kind of the page alone: ${line}`)];
}

function compareSettings(source, block) {
    const inside = source.match(/setting_names\[\] = \{([\s\S]*?)\n\};/)[1];
    const wanted = [...inside.matchAll(/\{\s*"([^"]*)",\s*"([^"]*)",\s*(?:"([^"]*)"|NULL)(?:,\s*SETTING_\w+)?\s*\}/g)]
        .map(([, name, about, otherwise]) => `${name} | ${otherwise ?? "—"} | ${about}`);
    assert.equal(wanted.length, inside.match(/\{/g).length, "every row of setting_names is understood");
    const there = readRows(block).map((row) => `${row.setting} | ${row["where not given"]} | ${row["what it is"]}`);
    return [...wanted.filter((line) => !there.includes(line)).map((line) => `setting missing: ${line}`),
        ...there.filter((line) => !wanted.includes(line)).map((line) => `setting of the page alone: ${line}`)];
}

// Where the page and the C differ, a line each.
function faults(source, text) {
    const tables = readTables(source), words = readWords(source), blocks = readBlocks(text);
    const of = (what) => blocks.filter((block) => block.what === what);
    const listed = new Set([...of("words"), ...of("kinds"), ...of("panel kinds")].flatMap((block) => block.names));
    const tabled = of("table").flatMap((block) => block.names);
    const found = of("table").flatMap((block) => compareTable(tables, words, listed, block));
    for (const table of tables.keys())
        if (tabled.filter((name) => name === table).length !== 1) found.push(`${table} stands not once`);
    for (const { names: [name], block } of of("words")) {
        if (sorted(inTicks(block)) !== sorted(words.get(name) ?? [])) found.push(`${name}: ${sorted(words.get(name) ?? [])}`);
    }
    for (const name of ["field_type_words", "engine_columns", "list_columns", "reserved_steps", "report_words", "figure_forms", "panel_words"])
        if (!listed.has(name)) found.push(`${name} is missing`);
    for (const what of ["kinds", "panel kinds", "settings"])
        if (of(what).length !== 1) found.push(`${what}: not one table`);
    for (const { block } of of("kinds")) found.push(...compareKinds(source, words, block));
    for (const { block } of of("panel kinds")) found.push(...compareKinds(source, words, block, "panel", "panel_kinds"));
    for (const { block } of of("settings")) found.push(...compareSettings(source, block));
    return found;
}

// TEXT with OLD, which it has once, made NEW.
function changed(text, old, fresh) {
    assert.equal(text.split(old).length, 2, old);
    return text.replace(old, () => fresh);
}

test("docs/definitions.md has every key, kind, word and setting of the program, and no other", () => {
    assert.deepEqual(faults(sources(), page()), []);
});

test("a key, a required, a word, a setting and a table added to the C are found missing on the page", () => {
    const c = sources();
    const faultsOf = (old, fresh) => faults(changed(c, old, fresh), page()).join("\n");
    const row = '    KEY_TEXTS("needs", struct step, needs),\n';
    assert.equal(faultsOf(row, `${row}    KEY_YES_NO("planted", struct step, planted),\n`), "step_shape: planted is missing");
    assert.equal(faultsOf(row, row.replace("needs),", "needs, .required = true),")), "step_shape: needs: required is yes");
    assert.equal(faultsOf(row, row.replace("TEXTS", "TEXT")), "step_shape: needs is text, not texts");
    assert.match(faultsOf('"issuer", "all", NULL', '"issuer", "planted", "all", NULL'), /grant_shape: sees takes planted/);
    assert.match(faultsOf('"create",\n', '"create", "planted",\n'), /reserved_steps: .*planted/);
    assert.match(faultsOf('    { "office.short"', '    { "planted", "A line.", NULL },\n    { "office.short"'), /setting missing: planted/);
    assert.match(faultsOf("[PANEL_WAITING] = { HAS_TITLE,", "[PANEL_WAITING] = { HAS_TITLE | HAS_LIMIT,"), /panel kind not as in C: waiting: limit title/);
    assert.match(faultsOf("{ HAS_OF, HAS_MINUS }", "{ HAS_OF | HAS_MINUS, 0 }"), /not as in C: total: minus of/);
    const table = "static const struct bind_key tab_shape_keys";
    assert.equal(faultsOf(table, `static const struct bind_key planted_keys[] = {\n${row}};\n${table}`), "planted stands not once");
});

test("a row taken from the page, or one too many, is found", () => {
    const text = page();
    const faultsOf = (old, fresh) => faults(sources(), changed(text, old, fresh)).join("\n");
    const needs = text.match(/\| needs \| texts .*\n/)[0], short = text.match(/\| office.short \|.*\n/)[0];
    assert.equal(faultsOf(needs, ""), "step_shape: needs is missing");
    assert.equal(faultsOf(needs, needs.replace("needs", "planted")), "step_shape: planted is no key\nstep_shape: needs is missing");
    assert.match(faultsOf(short, ""), /^setting missing: office.short/);
    assert.match(faultsOf("<!-- table: choice_shape -->\n", ""), /choice_shape stands not once/);
});

// What a program is told of a register: each key of its parts, but those that say nothing to it. That the answers have what the
// schema requires is held by api.test.mjs. Planted and seen red: `within` taken out of the schema.
test("the API tells every key of the parts of a register", () => {
    const tables = readTables(sources()), description = JSON.parse(readSource("src/api/schemas.json")).register;
    const inner = (schema) => (schema.anyOf ? schema.anyOf.find((one) => one.properties) : schema.items ?? schema);
    const members = description.properties;
    const parts = {
        field_shape: [members.fields, ["was", "list"]], // a list's choices are told themselves
        choice_shape: [inner(members.fields).properties.choices, ["short", "group", "verb", "was"]],
        within_shape: [inner(members.fields).properties.within, []],
        copied_value_shape: [inner(members.fields).properties.copies, []],
        step_shape: [members.steps, ["was"]],
        deadline_shape: [members.deadlines, []],
        unique_shape: [members.unique, []],
        rule_shape: [members.rules, []],
        in_force_shape: [members.in_force, []],
        backing_shape: [members.backed_by, []],
    };
    const missing = Object.entries(parts).flatMap(([table, [schema, left]]) => [...tables.get(table).keys()]
        .filter((key) => !left.includes(key) && !(key in inner(schema).properties)).map((key) => `${table}: ${key}`));
    assert.deepEqual(missing, []);
});
