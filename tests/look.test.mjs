// SPDX-License-Identifier: Apache-2.0
// What static/ and templates/ promise without a browser: the floor of browsers, the budgets, the CSP, that all names meet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { filesBelow, readSource } from "./tree.mjs";

const templates = filesBelow("templates", [".mustache"]);
const nameOf = (path) => path.slice("templates/".length, -".mustache".length);
const withoutComments = (text) => text.replace(/\{\{![^]*?\}\}/g, "");
const css = readSource("static/congvu.css").replace(/\/\*[^]*?\*\//g, "");
const gzipped = (path) => gzipSync(readSource(path), { level: 9 }).length;
const none = (found) => assert.ok(found.length === 0, found.join("\n"));

test("the style sheet, the script and the signs keep to their budgets", () => {
    assert.ok(gzipped("static/congvu.css") + gzipped("static/fonts.css") <= 9 * 1024);
    assert.ok(gzipped("static/congvu.js") <= 6 * 1024);
    assert.ok(gzipped("static/icons.svg") <= 3 * 1024);
});

test("the style sheet uses nothing above the floor of browsers", () => {
    const above = ["color-mix(", "light-dark(", "oklch(", "lab(", "subgrid", "popover", "anchor(", "@import", "@scope", "@starting-style", "&", ":is(dialog"];
    none(above.filter((word) => css.includes(word)));
    const open = []; // is each open block a rule (not an @-rule)?
    const nested = [...css.matchAll(/([^{};]*)\{|\}/g)].filter(([found, head]) => {
        if (found === "}") return open.pop() === undefined;
        return open.push(!head.trim().startsWith("@")) > 1 && open.at(-2);
    }).map(([found]) => found.trim());
    none(nested);
});

test("a page holds nothing that its CSP forbids", () => {
    none(templates.filter((path) => /\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:|https?:\/\//.test(withoutComments(readSource(path)))));
    none(templates.filter((path) => /<script(?![^>]* src="\{\{page\.js\}\}" defer><\/script>)/.test(withoutComments(readSource(path)))));
    const script = readSource("static/congvu.js");
    none(["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write", "DOMParser"].filter((word) => script.replace(/^\/\/.*$/gm, "").includes(word)));
});

test("no control speaks the browser's language: boxes for dates are texts, what is missing is said by the page", () => {
    none(templates.filter((path) => /type="(date|time|datetime-local|month|week|number|email|url|color|range)"/.test(withoutComments(readSource(path)))));
    none(templates.filter((path) => /type="file"/.test(withoutComments(readSource(path))) && !/class="file"/.test(readSource(path))));
    none(templates.filter((path) => /<(input|select|textarea)(?![^>]*type="file")[^>]*[\s](required|pattern|min|max|step)[\s=>]/.test(withoutComments(readSource(path)).replace(/\{\{[^}]*\}\}/g, " "))));
    none(templates.filter((path) => /multipart\/form-data/.test(withoutComments(readSource(path))) && !/multipart\/form-data" novalidate/.test(readSource(path))));
});

test("every template is in the program and says what it takes", () => {
    const build = readSource("src/web/meson.build");
    none(templates.filter((path) => !build.includes(`'${nameOf(path)}'`)));
    none(templates.filter((path) => !readSource(path).startsWith("{{!")));
});

test("no comment ends before it is meant to", () => {
    none(templates.filter((path) => withoutComments(readSource(path)).replace(/\{\{\{?[^{}]*\}?\}\}/g, "").includes("}}")));
});

test("every partial that is named is there", () => {
    const names = templates.map(nameOf);
    none(templates.flatMap((path) => [...readSource(path).matchAll(/\{\{>\s*([^\s}]+)\s*\}\}/g)]
        .filter(([, name]) => !names.includes(name)).map(([, name]) => `${path}: ${name}`)));
});

test("every sign that is named is drawn", () => {
    const drawn = [...readSource("static/icons.svg").matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
    none(templates.flatMap((path) => [...readSource(path).matchAll(/\{\{page\.icons\}\}#([a-z-]+)"/g)]
        .filter(([, id]) => !drawn.includes(id)).map(([, id]) => `${path}: ${id}`)));
});

test("what holds a textarea is not indented", () => {
    none(templates.flatMap((path) => readSource(path).split("\n").filter((line) => /^\s+\{\{>/.test(line)).map((line) => `${path}: ${line}`)));
});

test("what the pages write as a class has a rule", () => {
    const known = new Set([...css.matchAll(/\.([a-z][a-z0-9-]*)/g)].map(([, name]) => name));
    const bare = (value) => value.replace(/\{\{[#^/][^}]*\}\}/g, " ").split(/\s+/).filter((name) => name && !name.includes("{"));
    const without = ["buttons", "field", "panel"].filter((name) => !known.has(name));
    none(without.concat(templates.flatMap((path) => [...withoutComments(readSource(path)).matchAll(/\sclass="([^"]*)"/g)]
        .flatMap(([, value]) => bare(value)).filter((name) => !known.has(name)).map((name) => `${path}: ${name}`))));
});
