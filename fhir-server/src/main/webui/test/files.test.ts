import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoinc } from '../src/rules/checks';
import { difference } from '../src/rules/compare';
import { refusalsOf } from '../src/rules/draft';
import { apply, combined, rowsOf, type Edit } from '../src/rules/files';
import { inForce, scheduled, versionOf, type Version } from '../src/rules/versions';

const PRICES = `# What an item costs.
version: "1"
source: "test"
prices:
  - {category: chemistry, price: 5.00}
  # blood
  - {category: hematology, price: 3.00}
`;
const files = { 'prices.yaml': PRICES };
const price = (before: Edit['before'], after: Edit['after']): Edit => ({
  file: 'prices.yaml',
  list: 'prices',
  before,
  after,
});
const chemistry = { category: 'chemistry', price: '5.00' };

test('an edit changes its row and leaves everything else as it was written', () => {
  const applied = apply(files, [price(chemistry, { category: 'chemistry', price: '6.50' })]);

  assert.equal(applied.files['prices.yaml'], PRICES.replace('5.00', '6.50'));
  assert.deepEqual(applied.places, [0]);
  assert.deepEqual(applied.conflicts, []);
});

test('rows are added and removed, also in a file that is not there yet', () => {
  const row = { item: 'glucose', validity: 'P9D' };
  const applied = apply(files, [
    price(chemistry, null),
    { file: 'overrides.yaml', list: 'validity', before: null, after: row },
  ]);

  assert.equal(rowsOf(applied.files, 'prices.yaml', 'prices').length, 1);
  assert.deepEqual(rowsOf(applied.files, 'overrides.yaml', 'validity'), [row]);
  assert.match(applied.files['overrides.yaml'] ?? '', /version: "1"/);
});

test('a row somebody else changed is a conflict that shows theirs, and nothing is written over it', () => {
  const edit = price({ category: 'chemistry', price: '4.00' }, { category: 'chemistry', price: '9.00' });
  const applied = apply(files, [edit]);

  assert.deepEqual(applied.conflicts, [{ edit, theirs: chemistry }]);
  assert.equal(applied.files['prices.yaml'], PRICES);
});

test('what is wanted all the same is put where the row of its name stands, or added, or already gone', () => {
  const edit = { ...price({ category: 'chemistry', price: '4.00' }, { category: 'chemistry', price: '9.00' }), anyway: true };
  const gone = { ...price({ category: 'other', price: '4.00' }, null), anyway: true };
  const fresh = { ...price({ category: 'other', price: '4.00' }, { category: 'other', price: '1.00' }), anyway: true };

  assert.equal(apply(files, [edit]).files['prices.yaml'], PRICES.replace('5.00', '9.00'));
  assert.equal(apply(files, [gone]).files['prices.yaml'], PRICES);
  assert.equal(rowsOf(apply(files, [fresh]).files, 'prices.yaml', 'prices').length, 3);
});

test('what is as wanted already is left as it is', () => {
  const edits = [
    price({ category: 'chemistry', price: '4.00' }, chemistry),
    price({ category: 'other', price: '4.00' }, null),
    price(null, chemistry),
  ];

  assert.equal(apply(files, edits).files['prices.yaml'], PRICES);
  assert.deepEqual(apply(files, edits).conflicts, []);
});

test('a text that looks like something else stays the text it is', () => {
  const row = { item: 'x', en: 'no: really, yes', zh: '甲：乙' };
  const applied = apply({}, [{ file: 'overrides.yaml', list: 'negative', before: null, after: row }]);

  assert.deepEqual(rowsOf(applied.files, 'overrides.yaml', 'negative'), [row]);
});

test('edits of one row become one, and one that leads back is none', () => {
  const first = combined([], price(chemistry, { category: 'chemistry', price: '6.00' }));
  const second = combined(first, price({ category: 'chemistry', price: '6.00' }, { category: 'chemistry', price: '7.00' }));

  assert.deepEqual(second, [price(chemistry, { category: 'chemistry', price: '7.00' })]);
  assert.deepEqual(combined(second, price({ category: 'chemistry', price: '7.00' }, chemistry)), []);
});

test('the difference of two versions is the edits that lead from one to the other', () => {
  const edits = [price(chemistry, { category: 'chemistry', price: '6.00' }), price(null, { items: ['a'], price: '1.00' })];

  assert.deepEqual(difference(files, apply(files, edits).files), edits);
  assert.deepEqual(difference(files, files), []);
});

test('a refusal of a term is found at the term\'s field', () => {
  const edit: Edit = { file: 'laboratory.yaml', list: 'items', before: null, after: { id: 'x' } };
  const words = 'laboratory.yaml line 4 items[0].terms[1].unit: millimols is no UCUM unit.';

  assert.deepEqual(refusalsOf([words], [edit], [0]).refusals, [{ edit: 0, field: 'terms.1.unit', words }]);
});

test('a refusal is found at the edit whose row the server names', () => {
  const edits = [price(null, { items: ['a'], price: 'x' })];
  const places = apply(files, edits).places;
  const words = 'prices.yaml 第 7 行 prices[2].price：price must be an amount。请修改后重新提交。';

  assert.deepEqual(refusalsOf([words, 'something else'], edits, places), {
    refusals: [{ edit: 0, field: 'price', words }],
    others: ['something else'],
  });
});

const version = (id: string, start?: string): Version =>
  versionOf({
    resourceType: 'Library',
    version: id,
    meta: { versionId: id },
    ...(start === undefined ? {} : { effectivePeriod: { start } }),
  });

test('the version in force is the latest start, of two the one published later', () => {
  const versions = [version('4', '2027-02-01'), version('3', '2027-02-01'), version('2', '2026-12-01'), version('1')];
  const at = (instant: string) => inForce(versions, Date.parse(instant))?.id;

  assert.equal(at('2026-11-01T00:00:00Z'), '1');
  assert.equal(at('2026-11-30T15:59:59Z'), '1');
  assert.equal(at('2026-11-30T16:00:00Z'), '2');
  assert.equal(at('2027-03-01T00:00:00Z'), '4');
  assert.deepEqual(
    scheduled(versions, Date.parse('2026-11-01T00:00:00Z')).map((one) => one.id),
    ['2', '4'],
  );
});

test('LOINC numbers are known by their check digit', () => {
  assert.ok(['14749-6', '2345-7', '718-7', '98765-1'].every(isLoinc));
  assert.ok(!['14749-5', '2345', 'x-1', ''].some(isLoinc));
});
