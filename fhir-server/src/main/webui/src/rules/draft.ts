import { useCallback, useEffect, useState } from 'react';
import { combined, type Edit } from './files';

/** Why the server refused an edit: the field of its row, such as price or terms.0.unit, and its words. */
export interface Refusal {
  edit: number;
  field: string;
  words: string;
}

export interface Draft {
  edits: Edit[];
  /** Version of the Library the first edit was made on. */
  since: string;
  refusals: Refusal[];
}

export const EMPTY: Draft = { edits: [], since: '', refusals: [] };

/** What is not published yet, kept in this browser for each person until it is. */
export function useDraft(person: string) {
  const place = `hulian.draft.${person}`;
  const [draft, setDraft] = useState<Draft>(() => stored(place));
  useEffect(() => {
    if (draft.edits.length === 0) {
      window.localStorage.removeItem(place);
    } else {
      window.localStorage.setItem(place, JSON.stringify(draft));
    }
  }, [draft, place]);
  const add = useCallback(
    (edits: Edit[], since: string) =>
      setDraft((old) => ({
        edits: edits.reduce(combined, old.edits),
        since: old.edits.length === 0 ? since : old.since,
        refusals: [],
      })),
    [],
  );
  return { draft, setDraft, add };
}

function stored(place: string): Draft {
  try {
    const found = JSON.parse(window.localStorage.getItem(place) ?? 'null') as Draft | null;
    return found && Array.isArray(found.edits) ? { ...EMPTY, ...found } : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** The row and field the server names, such as prices[3].price in prices.yaml. */
const ELEMENT = /([a-z]+\.yaml) (?:line|第) ?\d+(?: 行)? ([a-z]+)\[(\d+)\](?:\.([A-Za-z]+(?:\[\d+\]\.[A-Za-z]+)?))?/;

/** Refusals that belong to an edit, by the row it stands in; the others are shown as they are. */
export function refusalsOf(words: string[], edits: Edit[], places: (number | null)[]) {
  const refusals: Refusal[] = [];
  const others: string[] = [];
  for (const one of words) {
    const match = ELEMENT.exec(one);
    const edit = edits.findIndex(
      (each, index) =>
        match !== null && each.file === match[1] && each.list === match[2] && places[index] === Number(match[3]),
    );
    if (edit < 0) {
      others.push(one);
    } else {
      refusals.push({ edit, field: (match?.[4] ?? '').replace(/\[(\d+)\]/, '.$1'), words: one });
    }
  }
  return { refusals, others };
}
