import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import en from '../src/i18n/en.json';
import zh from '../src/i18n/zh-CN.json';

const SPOKEN = new Set(['label', 'title', 'placeholder', 'description', 'aria-label', 'alt', 'legend']);

function keys(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keys(value as object, `${prefix}${key}.`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(`${folder}/${entry.name}`) : /\.tsx?$/.test(entry.name) ? [`${folder}/${entry.name}`] : [],
  );
}

const files = sources('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

test('both languages have the same words, and none is empty', () => {
  assert.deepEqual(keys(en), keys(zh));
  for (const words of [en, zh]) {
    assert.ok(!JSON.stringify(words).includes('""'));
  }
});

test('no sentence stands in a component', () => {
  const found: string[] = [];
  for (const { path, text } of files) {
    const look = (node: ts.Node) => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) {
        found.push(`${path}: ${node.text.trim()}`);
      }
      if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer)) {
        found.push(`${path}: ${node.initializer.text}`);
      }
      ts.forEachChild(node, look);
    };
    look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
    if (/[\u4e00-\u9fff]/.test(text) && !path.endsWith('rules/draft.ts')) {
      found.push(`${path}: Chinese text`);
    }
  }
  assert.deepEqual(found, []);
});

test('every word asked for by its key is there', () => {
  const known = new Set(keys(en));
  const isKnown = (key: string) => known.has(key) || known.has(`${key}_other`);
  for (const { path, text } of files) {
    for (const [, key] of text.matchAll(/\bt\('([A-Za-z0-9.-]+)'/g)) {
      assert.ok(isKnown(key ?? ''), `${path}: ${key}`);
    }
  }
});
