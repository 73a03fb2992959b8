// SPDX-License-Identifier: Apache-2.0
// The sources of the tree, for tests that read them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const top = dirname(dirname(fileURLToPath(import.meta.url)));

// Paths below FOLDER (relative to ROOT, forward slashes) whose names end in one of ENDINGS, sorted.
export function filesBelow(folder, endings, root = top) {
    const found = [];
    const walk = (path) => {
        for (const entry of readdirSync(path, { withFileTypes: true })) {
            const inside = join(path, entry.name);
            if (entry.isDirectory()) walk(inside);
            else if (endings.some((ending) => entry.name.endsWith(ending))) found.push(relative(root, inside));
        }
    };
    if (existsSync(join(root, folder))) walk(join(root, folder));
    return found.sort();
}

export const readSource = (path, root = top) => readFileSync(join(root, path), "utf8");

// How many registers, books of numbers and reports the office that comes with the program has.
export const defined = {
    registers: filesBelow("office/registers", [".yaml"]).length,
    books: readSource("office/books.yaml").match(/^  - name: /gm).length,
    reports: filesBelow("office/reports", [".yaml"]).length,
};

// C with comments and the insides of strings and characters made blank; lines stay where they are.
export function withoutTexts(source) {
    return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (text) => {
        const blank = text.replace(/[^\n]/g, " ");
        return text[0] === '"' ? `"${blank.slice(2)}"` : blank;
    });
}
