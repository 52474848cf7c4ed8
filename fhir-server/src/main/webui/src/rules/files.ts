import { Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';

/** A row of a file: every scalar is a text, as it stands there. */
export type Value = string | Value[] | { [field: string]: Value };
export type Row = Record<string, Value>;
export type Files = Record<string, string>;

/** The lists the Library's attachments hold, in the order they are shown. */
export const LISTS = [
  { file: 'laboratory.yaml', list: 'items' },
  { file: 'examinations.yaml', list: 'items' },
  { file: 'overrides.yaml', list: 'validity' },
  { file: 'overrides.yaml', list: 'negative' },
  { file: 'overrides.yaml', list: 'codes' },
  { file: 'prices.yaml', list: 'prices' },
  { file: 'places.yaml', list: 'places' },
  { file: 'certificates.yaml', list: 'certificates' },
  { file: 'panels.yaml', list: 'panels' },
] as const;

/** One row that is added (before is null), removed (after is null) or put in the place of another. */
export interface Edit {
  file: string;
  list: string;
  before: Row | null;
  after: Row | null;
  /** The steward has seen that the row is another now and wants this all the same, whatever stands under its key. */
  anyway?: boolean;
}

/** Every scalar stays the text it is: 3.00 is a price, not the number 3. */
const OPTIONS = { schema: 'failsafe' } as const;

function parse(text: string): Document {
  const document = parseDocument(text, OPTIONS) as unknown as Document;
  if (document.errors.length > 0) {
    throw new Error(document.errors[0]?.message);
  }
  return document;
}

export function rowsOf(files: Files, file: string, list: string): Row[] {
  const text = files[file];
  if (text === undefined) {
    return [];
  }
  const content = parse(text).toJS() as Record<string, unknown> | null;
  const rows = content?.[list];
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

/** What tells a row from the others of its list when its content changes. */
export function keyOf(list: string, row: Row): string {
  const text = (field: string) => String(row[field] ?? '');
  switch (list) {
    case 'items':
      return text('id');
    case 'places':
      return text('institution');
    case 'prices':
      return row['category'] === undefined ? text('items') : text('category');
    case 'certificates':
      return [text('laboratory'), text('scope'), text('from')].join(' ');
    case 'panels':
      return text('en');
    default:
      return text('item');
  }
}

export function same(a: Value | null | undefined, b: Value | null | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => same(value, b[index]));
  }
  if (a && b && typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b)) {
    const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...fields].every((field) => same(a[field], b[field]));
  }
  return false;
}

export interface Applied {
  files: Files;
  /** Where each edit's row stands now; null where it was removed or could not be placed. */
  places: (number | null)[];
  /** Edits whose row is not there any more as it was, with the row that took its place. */
  conflicts: { edit: Edit; theirs: Row | null }[];
}

/** The files with the edits in them; comments and everything else stay as they are, and so does what is as wanted. */
export function apply(files: Files, edits: Edit[]): Applied {
  const documents = new Map<string, Document>();
  const conflicts: Applied['conflicts'] = [];
  const touched: { edit: Edit; node: unknown; seq: YAMLSeq }[] = [];
  for (const edit of edits) {
    const seq = sequence(documents, files, edit);
    const rows = seq.items.map((node) => rowOf(node));
    const exact = edit.before === null ? -1 : rows.findIndex((row) => same(row, edit.before));
    const key = keyOf(edit.list, (edit.before ?? edit.after) as Row);
    const named = rows.findIndex((row) => keyOf(edit.list, row) === key);
    const theirs = rows[named] ?? null;
    const at = edit.anyway && exact < 0 ? named : exact;
    const isDone = edit.after === null ? theirs === null : rows.some((row) => same(row, edit.after));
    if (exact < 0 && isDone) {
      continue;
    }
    if (edit.anyway) {
      if (at >= 0 || edit.after !== null) {
        place(documents.get(edit.file) as Document, seq, at, edit, touched);
      }
      continue;
    }
    if ((edit.before !== null && at < 0) || (edit.before === null && theirs !== null && edit.list !== 'certificates')) {
      conflicts.push({ edit, theirs });
      continue;
    }
    place(documents.get(edit.file) as Document, seq, at, edit, touched);
  }
  const written: Files = { ...files };
  for (const [file, document] of documents) {
    written[file] = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  }
  const places = edits.map((edit) => {
    const found = touched.find((one) => one.edit === edit);
    const index = found === undefined ? -1 : found.seq.items.indexOf(found.node);
    return index < 0 ? null : index;
  });
  return { files: written, places, conflicts };
}

function place(
  document: Document,
  seq: YAMLSeq,
  at: number,
  edit: Edit,
  touched: { edit: Edit; node: unknown; seq: YAMLSeq }[],
) {
  if (edit.after === null) {
    seq.items.splice(at, 1);
    return;
  }
  const node = document.createNode(edit.after, { flow: edit.list !== 'certificates' && edit.list !== 'panels' });
  if (at < 0) {
    seq.items.push(node);
  } else {
    const old = seq.items[at] as { commentBefore?: string | null } | undefined;
    (node as { commentBefore?: string | null }).commentBefore = old?.commentBefore;
    seq.items[at] = node;
  }
  seq.flow = false;
  touched.push({ edit, node, seq });
}

function sequence(documents: Map<string, Document>, files: Files, edit: Edit): YAMLSeq {
  let document = documents.get(edit.file);
  if (document === undefined) {
    document = parse(files[edit.file] ?? 'version: "1"\nsource: "the steward"\n');
    documents.set(edit.file, document);
  }
  const found = document.get(edit.list);
  if (isSeq(found)) {
    return found;
  }
  const created = document.createNode([]) as YAMLSeq;
  document.set(edit.list, created);
  return created;
}

function rowOf(node: unknown): Row {
  return isMap(node) ? (node.toJSON() as Row) : {};
}

/** An edit after others: what it says of a row that was edited before is said in one. */
export function combined(edits: Edit[], next: Edit): Edit[] {
  const index = edits.findIndex(
    (edit) =>
      edit.file === next.file &&
      edit.list === next.list &&
      (next.before !== null
        ? edit.after !== null && same(edit.after, next.before)
        : edit.after === null && keyOf(edit.list, edit.before as Row) === keyOf(next.list, next.after as Row)),
  );
  if (index < 0) {
    return same(next.before, next.after) ? edits : [...edits, next];
  }
  const old = edits[index];
  const merged: Edit = { ...next, before: old?.before ?? null, ...(old?.anyway ? { anyway: true } : {}) };
  const rest = edits.filter((_, at) => at !== index);
  return same(merged.before, merged.after) && !merged.anyway ? rest : [...rest, merged];
}
