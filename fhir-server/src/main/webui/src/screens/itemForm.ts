import { FILE, rows, text, texts, type Item, type Kind } from '../rules/catalogue';
import * as check from '../rules/checks';
import { rowsOf, same, type Edit, type Files, type Row } from '../rules/files';

export interface Term {
  loinc: string;
  property: string;
  unit: string;
  method: string;
}

/** What the form of an item holds, every field as a text or a choice. */
export interface ItemForm {
  id: string;
  zh: string;
  en: string;
  category: string;
  analyte: string;
  specimen: string;
  timing: string;
  scale: string;
  bound: boolean;
  terms: Term[];
  modality: string;
  body: string;
  loinc: string;
  imagesNeeded: boolean;
  validity: string;
  price: string;
  negative: boolean;
  reasonZh: string;
  reasonEn: string;
  codes: string;
}

export const SCALES = ['Qn', 'Ord', 'Nom', 'SemiQn'];
export const NO_TERM: Term = { loinc: '', property: '', unit: '', method: '' };

export function formOf(item: Item | null, kind: Kind): ItemForm {
  const row = item?.definition ?? {};
  const terms = rows(row['terms']).map((term) => ({
    loinc: text(term['loinc']),
    property: text(term['property']),
    unit: text(term['unit']),
    method: text(term['method']),
  }));
  return {
    id: item?.id ?? '',
    zh: text(row['zh']),
    en: text(row['en']),
    category: text(row['category']),
    analyte: text(row['analyte']),
    specimen: text(row['specimen']),
    timing: text(row['timing']) || 'Pt',
    scale: text(row['scale']) || 'Qn',
    bound: row['bound'] === 'true',
    terms: terms.length === 0 && kind === 'laboratory' ? [NO_TERM] : terms,
    modality: text(row['modality']),
    body: text(row['body']),
    loinc: text(row['loinc']),
    imagesNeeded: item === null || row['imagesNeeded'] === 'true',
    validity: item?.validity ?? '',
    price: text(item?.priceRow?.['price']),
    negative: item?.negative != null,
    reasonZh: text(item?.negative?.['zh']),
    reasonEn: text(item?.negative?.['en']),
    codes: texts(item?.moreCodes?.['codes']).join('\n'),
  };
}

/** What is wrong, by field; terms are terms.0.loinc and so on. Each value is a key of the words shown. */
export function problems(form: ItemForm, kind: Kind, others: Set<string>): Record<string, string> {
  const found: Record<string, string> = {};
  const say = (field: string, problem: string | null) => {
    if (problem !== null) {
      found[field] = problem;
    }
  };
  say('id', check.identifier(form.id) ?? (others.has(form.id) ? 'taken' : null));
  const needed: (keyof ItemForm)[] =
    kind === 'laboratory'
      ? ['zh', 'en', 'category', 'analyte', 'specimen', 'timing']
      : ['zh', 'en', 'category', 'modality', 'body'];
  needed.forEach((field) => say(field, check.required(String(form[field]))));
  say('validity', check.duration(form.validity));
  say('price', form.price === '' ? null : check.price(form.price));
  if (form.negative) {
    say('reasonZh', check.required(form.reasonZh));
    say('reasonEn', check.required(form.reasonEn));
  }
  say('codes', lines(form.codes).map(check.code).find((problem) => problem !== null) ?? null);
  if (kind === 'examination') {
    say('loinc', form.loinc === '' ? null : check.loinc(form.loinc));
    return found;
  }
  form.terms.forEach((term, index) => {
    say(`terms.${index}.loinc`, check.loinc(term.loinc));
    say(`terms.${index}.property`, check.required(term.property));
    say(`terms.${index}.unit`, (form.scale === 'Qn') === (term.unit !== '') ? null : 'unit');
  });
  return found;
}

function lines(value: string): string[] {
  return value.split(/\s+/).filter((line) => line !== '');
}

/** The edits that make the rules say what the form says. */
export function editsOf(form: ItemForm, kind: Kind, item: Item | null, files: Files): Edit[] {
  const edits: Edit[] = [];
  const overrides = (list: string, before: Row | null, after: Row | null) =>
    edits.push({ file: 'overrides.yaml', list, before, after });
  const definition = definitionOf(form, kind, text(item?.definition['validity']) || form.validity);
  const defines = item === null || !same(definition, plain(item.definition));
  if (defines || item.regional) {
    definition['validity'] = form.validity;
    edits.push({ file: FILE[kind], list: 'items', before: item?.regional ? item.definition : null, after: definition });
    overrides('validity', item?.override ?? null, null);
  } else {
    const isOwn = form.validity !== text(item.definition['validity']);
    overrides('validity', item.override, isOwn ? { item: form.id, validity: form.validity } : null);
  }
  overrides(
    'negative',
    item?.negative ?? null,
    form.negative ? { item: form.id, en: form.reasonEn, zh: form.reasonZh } : null,
  );
  const codes = lines(form.codes);
  overrides('codes', item?.moreCodes ?? null, codes.length === 0 ? null : { item: form.id, codes });
  edits.push(...priceEdits(form, item, files));
  return edits.filter((edit) => !same(edit.before, edit.after));
}

/** Flags that are not set are left out, as the catalogue does. */
function plain(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== 'false'));
}

function definitionOf(form: ItemForm, kind: Kind, validity: string): Row {
  const names = { id: form.id, zh: form.zh.trim(), en: form.en.trim() };
  if (kind === 'examination') {
    return {
      ...names,
      category: form.category,
      modality: form.modality,
      body: form.body,
      ...(form.loinc === '' ? {} : { loinc: form.loinc }),
      ...(form.imagesNeeded ? { imagesNeeded: 'true' } : {}),
      validity,
    };
  }
  return {
    ...names,
    analyte: form.analyte,
    category: form.category,
    specimen: form.specimen,
    timing: form.timing,
    scale: form.scale,
    ...(form.bound ? { bound: 'true' } : {}),
    validity,
    terms: form.terms.map((term) => ({
      loinc: term.loinc,
      property: term.property,
      ...(term.unit === '' ? {} : { unit: term.unit }),
      ...(term.method === '' ? {} : { method: term.method }),
    })),
  };
}

/** A price of its own; a row of several items gives this one up and keeps the others. */
function priceEdits(form: ItemForm, item: Item | null, files: Files): Edit[] {
  const edit = (before: Row | null, after: Row | null): Edit => ({
    file: 'prices.yaml',
    list: 'prices',
    before,
    after,
  });
  const row = item === null ? undefined : rowsOf(files, 'prices.yaml', 'prices').find((one) => same(one, item.priceRow));
  const wanted: Row | null = form.price === '' ? null : { items: [form.id], price: form.price };
  if (row === undefined) {
    return wanted === null ? [] : [edit(null, wanted)];
  }
  const others = texts(row['items']).filter((id) => id !== form.id);
  if (others.length === 0 && row['category'] === undefined) {
    return [edit(row, wanted)];
  }
  return text(row['price']) === form.price
    ? []
    : [edit(row, { ...row, items: others }), ...(wanted === null ? [] : [edit(null, wanted)])];
}
