import { keyOf, LISTS, rowsOf, same, type Edit, type Files } from './files';

/** What differs between two versions, row by row, as the edits that lead from one to the other. */
export function difference(before: Files, after: Files): Edit[] {
  return LISTS.flatMap(({ file, list }) => {
    const old = rowsOf(before, file, list).filter(
      (row) => !rowsOf(after, file, list).some((other) => same(row, other)),
    );
    const fresh = rowsOf(after, file, list).filter(
      (row) => !rowsOf(before, file, list).some((other) => same(row, other)),
    );
    const edits: Edit[] = [];
    for (const row of old) {
      const at = fresh.findIndex((other) => keyOf(list, other) === keyOf(list, row));
      edits.push({ file, list, before: row, after: at < 0 ? null : (fresh[at] ?? null) });
      if (at >= 0) {
        fresh.splice(at, 1);
      }
    }
    edits.push(...fresh.map((row): Edit => ({ file, list, before: null, after: row })));
    return edits;
  });
}

/** Fields of an edit that differ, with what they were and are. */
export function fields(edit: Edit): { field: string; before: string; after: string }[] {
  const names = new Set([...Object.keys(edit.before ?? {}), ...Object.keys(edit.after ?? {})]);
  return [...names]
    .filter((field) => !same(edit.before?.[field], edit.after?.[field]))
    .map((field) => ({ field, before: shown(edit.before?.[field]), after: shown(edit.after?.[field]) }));
}

export function shown(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(shown).join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([field, one]) => `${field}: ${shown(one)}`)
      .join('; ');
  }
  return String(value);
}
