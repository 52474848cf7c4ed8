import { text, texts, type Item } from '../rules/catalogue';
import * as check from '../rules/checks';
import type { Row, Value } from '../rules/files';

/** A field of a row, as a text in the form. Lists are separated by blanks or new lines. */
export interface Field {
  name: string;
  kind: 'text' | 'date' | 'choice' | 'list';
  needed: boolean;
  choices?: (items: Item[], institutions: string[]) => string[];
  check?: (value: string) => string | null;
}

/** One list of the rules with a page of its own. */
export interface Listed {
  page: string;
  file: string;
  list: string;
  fields: Field[];
  /** A problem of the whole row: the field it is shown at and its key. */
  together?: (form: Record<string, string>) => [string, string] | null;
}

export const SCOPES = ['NATIONAL', 'PROVINCE', 'JOINT_REGION', 'CITY', 'ALLIANCE'];

const categories = (items: Item[]) => [...new Set(items.map((item) => item.category))];
const institutions = (_: Item[], codes: string[]) => codes;
const listed = (value: string) => value.split(/[\s,]+/).filter((one) => one !== '');

export const LISTED: Listed[] = [
  {
    page: 'places',
    file: 'places.yaml',
    list: 'places',
    fields: [
      { name: 'institution', kind: 'choice', needed: true, choices: institutions },
      { name: 'level', kind: 'choice', needed: true, choices: () => ['1', '2', '3'] },
      ...SCOPES.map((scope): Field => ({ name: `areas.${scope}`, kind: 'list', needed: false })),
    ],
  },
  {
    page: 'certificates',
    file: 'certificates.yaml',
    list: 'certificates',
    fields: [
      { name: 'laboratory', kind: 'choice', needed: true, choices: institutions },
      { name: 'scope', kind: 'choice', needed: true, choices: () => SCOPES },
      { name: 'from', kind: 'date', needed: true, check: check.date },
      { name: 'through', kind: 'date', needed: true, check: check.date },
      { name: 'lost', kind: 'date', needed: false, check: check.date },
      { name: 'categories', kind: 'list', needed: false },
      { name: 'items', kind: 'list', needed: false },
    ],
    together: (form) =>
      listed(form['categories'] ?? '').length + listed(form['items'] ?? '').length === 0
        ? ['categories', 'covers']
        : (form['through'] ?? '') < (form['from'] ?? '')
          ? ['through', 'order']
          : null,
  },
  {
    page: 'prices',
    file: 'prices.yaml',
    list: 'prices',
    fields: [
      { name: 'category', kind: 'choice', needed: false, choices: (items) => ['', ...categories(items)] },
      { name: 'items', kind: 'list', needed: false },
      { name: 'price', kind: 'text', needed: true, check: check.price },
    ],
    together: (form) =>
      (form['category'] ?? '') === '' && listed(form['items'] ?? '').length === 0 ? ['category', 'covers'] : null,
  },
  {
    page: 'panels',
    file: 'panels.yaml',
    list: 'panels',
    fields: [
      { name: 'zh', kind: 'text', needed: true },
      { name: 'en', kind: 'text', needed: true },
      { name: 'codes', kind: 'list', needed: true, check: check.code },
      { name: 'components', kind: 'list', needed: true, check: check.code },
    ],
  },
];

export function formOf(listedRow: Row | null, fields: Field[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, shownField(listedRow, field)]));
}

/** A field of a row as it is shown; areas.CITY is CITY of the row's areas. */
export function shownField(row: Row | null, field: Field): string {
  const [name, inner] = field.name.split('.') as [string, string | undefined];
  const value = inner === undefined ? row?.[name] : (row?.[name] as Row | undefined)?.[inner];
  return field.kind === 'list' ? texts(value).join(' ') : text(value);
}

export function problems(form: Record<string, string>, listedAs: Listed): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of listedAs.fields) {
    const value = form[field.name] ?? '';
    const parts = field.kind === 'list' ? listed(value) : [value];
    const problem =
      value.trim() === ''
        ? field.needed
          ? 'required'
          : null
        : (parts.map((part) => field.check?.(part) ?? null).find((one) => one !== null) ?? null);
    if (problem !== null) {
      found[field.name] = problem;
    }
  }
  const together = listedAs.together?.(form) ?? null;
  return together === null || found[together[0]] !== undefined ? found : { ...found, [together[0]]: together[1] };
}

/** The row a form says; what is empty is left out. */
export function rowOf(form: Record<string, string>, fields: Field[]): Row {
  const row: Row = {};
  for (const field of fields) {
    const value = (form[field.name] ?? '').trim();
    if (value === '') {
      continue;
    }
    const said: Value = field.kind === 'list' ? listed(value) : value;
    const [name, inner] = field.name.split('.') as [string, string | undefined];
    if (inner === undefined) {
      row[name] = said;
    } else {
      row[name] = { ...(row[name] as Row | undefined), [inner]: said };
    }
  }
  return row;
}

