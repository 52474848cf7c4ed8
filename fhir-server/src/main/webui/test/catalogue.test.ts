import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { itemsOf, matching } from '../src/rules/catalogue';
import { apply, rowsOf } from '../src/rules/files';
import { editsOf, formOf, problems } from '../src/screens/itemForm';

const ROOT = '../../../../';
const CATALOGUE = `${ROOT}terminology/src/main/resources/org/hulian/terminology/catalogue/`;
const REGION = `${ROOT}src/demo/region/recognition/`;
const load = (folder: string, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, readFileSync(folder + name, 'utf8')]));
const base = load(CATALOGUE, ['laboratory.yaml', 'examinations.yaml']);
const files = load(REGION, ['overrides.yaml', 'prices.yaml', 'places.yaml', 'certificates.yaml', 'panels.yaml']);
const items = itemsOf(base, files);
const item = (id: string) => items.find((one) => one.id === id) ?? assert.fail(id);
const ALL = { words: '', kind: '', negative: false } as const;

test('every item of the release is there with what the region decides about it', () => {
  assert.equal(items.filter((one) => one.kind === 'laboratory').length, rowsOf(base, 'laboratory.yaml', 'items').length);
  assert.equal(item('us-carotid').validity, 'P90D');
  assert.equal(item('glucose').price, '5.00');
  assert.ok(item('abo-group').negative);
  assert.ok(item('ct-chest').codes.includes('29252-4'));
});

test('items are found by names in both languages, LOINC and specimen, and filtered', () => {
  for (const words of ['葡萄糖', 'glucose', '14749-6', 'GLUCOSE ser/plas']) {
    assert.ok(matching(items, { ...ALL, words }).includes(item('glucose')), words);
  }
  assert.ok(matching(items, { ...ALL, kind: 'examination' }).every((one) => one.kind === 'examination'));
  assert.equal(matching(items, { ...ALL, negative: true }).length, rowsOf(files, 'overrides.yaml', 'negative').length);
});

test('a form that was not touched changes nothing, for every item there is', () => {
  for (const one of items) {
    const form = formOf(one, one.kind);
    assert.deepEqual(editsOf(form, one.kind, one, files), [], one.id);
    assert.deepEqual(problems(form, one.kind, new Set()), {}, one.id);
  }
});

test('another validity is the region\'s decision, another name a definition of its own', () => {
  const glucose = item('glucose');
  const form = formOf(glucose, 'laboratory');
  const validity = editsOf({ ...form, validity: 'P9D' }, 'laboratory', glucose, files);
  const named = editsOf({ ...form, en: 'Glucose, other' }, 'laboratory', glucose, files);

  assert.deepEqual(validity, [
    { file: 'overrides.yaml', list: 'validity', before: null, after: { item: 'glucose', validity: 'P9D' } },
  ]);
  const after = itemsOf(base, apply(files, named).files).find((one) => one.id === 'glucose');
  assert.equal(after?.en, 'Glucose, other');
  assert.ok(after?.regional);
  assert.equal(after?.validity, glucose.validity);
});

test('a price of its own leaves the other items of a row as they are', () => {
  const shared = { 'prices.yaml': 'version: "1"\nprices:\n  - {items: [glucose, sodium], price: 2.00}\n' };
  const glucose = itemsOf(base, shared).find((one) => one.id === 'glucose') ?? assert.fail();
  const edits = editsOf({ ...formOf(glucose, 'laboratory'), price: '3.00' }, 'laboratory', glucose, shared);
  const after = itemsOf(base, apply(shared, edits).files);

  assert.equal(after.find((one) => one.id === 'glucose')?.price, '3.00');
  assert.equal(after.find((one) => one.id === 'sodium')?.price, '2.00');
});
