import { rowsOf, type Files, type Row, type Value } from './files';

export type Kind = 'laboratory' | 'examination';

/** An item as it is in force, and what of it this region decides. */
export interface Item {
  kind: Kind;
  id: string;
  /** The row that defines it, of the release or of the region. */
  definition: Row;
  /** Whether the region's file defines it. */
  regional: boolean;
  zh: string;
  en: string;
  category: string;
  specimen: string;
  codes: string[];
  units: string[];
  validity: string;
  negative: Row | null;
  override: Row | null;
  moreCodes: Row | null;
  price: string;
  priceRow: Row | null;
}

export const FILE: Record<Kind, string> = { laboratory: 'laboratory.yaml', examination: 'examinations.yaml' };

export function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: Value | undefined): string[] {
  if (Array.isArray(value)) {
    return value.filter((one): one is string => typeof one === 'string');
  }
  return typeof value === 'string' && value !== '' ? [value] : [];
}

export function rows(value: Value | undefined): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

/** The items in force under a version, and those of the release it does not replace. */
export function itemsOf(base: Files, files: Files): Item[] {
  const list = (name: string) => rowsOf(files, 'overrides.yaml', name);
  const byItem = (name: string) => new Map(list(name).map((row) => [text(row['item']), row]));
  const negative = byItem('negative');
  const validity = byItem('validity');
  const codes = byItem('codes');
  const prices = rowsOf(files, 'prices.yaml', 'prices');
  return (['laboratory', 'examination'] as const).flatMap((kind) => {
    const region = new Map(rowsOf(files, FILE[kind], 'items').map((row) => [text(row['id']), row]));
    const release = rowsOf(base, FILE[kind], 'items');
    const known = new Set(release.map((row) => text(row['id'])));
    const all = release.map((row) => region.get(text(row['id'])) ?? row);
    all.push(...[...region.values()].filter((row) => !known.has(text(row['id']))));
    return all.map((row): Item => {
      const id = text(row['id']);
      const terms = rows(row['terms']);
      const own = kind === 'laboratory' ? terms.map((term) => text(term['loinc'])) : texts(row['loinc']);
      const priceRow = prices.find((one) => texts(one['items']).includes(id)) ?? null;
      const ofCategory = prices.filter((one) => text(one['category']) === text(row['category'])).at(-1);
      return {
        kind,
        id,
        definition: row,
        regional: region.has(id),
        zh: text(row['zh']),
        en: text(row['en']),
        category: text(row['category']),
        specimen: kind === 'laboratory' ? text(row['specimen']) : text(row['body']),
        codes: [...own, ...texts(codes.get(id)?.['codes'])],
        units: [...new Set(terms.map((term) => text(term['unit'])).filter((unit) => unit !== ''))],
        validity: text(validity.get(id)?.['validity']) || text(row['validity']),
        negative: negative.get(id) ?? null,
        override: validity.get(id) ?? null,
        moreCodes: codes.get(id) ?? null,
        price: text((priceRow ?? ofCategory)?.['price']),
        priceRow,
      };
    });
  });
}

export interface Filter {
  words: string;
  kind: '' | Kind;
  negative: boolean;
}

/** Every word must be found in a name, a code, the specimen or the id. */
export function matching(items: Item[], filter: Filter): Item[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return items.filter((item) => {
    if ((filter.kind !== '' && item.kind !== filter.kind) || (filter.negative && item.negative === null)) {
      return false;
    }
    const all = [item.zh, item.en, item.id, item.specimen, item.category, ...item.codes].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
