import { FhirError, textOf, update } from '../api/fhir';
import { refusalsOf, type Draft, type Refusal } from './draft';
import { apply, type Applied } from './files';
import { inForce, LIBRARY, published, scheduled, versionOf, type Publication, type Rules, type Version } from './versions';

/** One version to be published: the edits on what is in force at its start. */
export interface Step {
  on: Version;
  from: string;
  applied: Applied;
}

/** The version from the date asked for, and one for each version that is to come into force after it. */
export function steps(rules: Rules, draft: Draft, from: string): Step[] {
  const at = Date.parse(from);
  const on = inForce(rules.versions, at);
  if (on === undefined) {
    return [];
  }
  return [
    { on, from, applied: apply(on.files, draft.edits) },
    ...scheduled(rules.versions, at).map((version) => ({
      on: version,
      from: version.library.effectivePeriod?.start ?? from,
      applied: apply(version.files, draft.edits),
    })),
  ];
}

export type Outcome =
  | { kind: 'published'; names: string[] }
  | { kind: 'conflict' }
  | { kind: 'refused'; refusals: Refusal[]; others: string[] }
  | { kind: 'failed'; error: unknown };

/** Publishes the steps one after the other, each only if nobody else published before it. */
export async function publish(rules: Rules, draft: Draft, all: Step[], next: Publication): Promise<Outcome> {
  let latest = rules.versions[0] as Version;
  const names: string[] = [];
  for (const [index, step] of all.entries()) {
    const name = index === 0 ? next.name : `${next.name}/${step.from.slice(0, 10)}`;
    const library = published(latest, step.applied.files, { ...next, name, from: step.from });
    try {
      latest = versionOf(await update(LIBRARY, library, latest.id));
      names.push(name);
    } catch (error) {
      if (error instanceof FhirError && (error.status === 412 || error.status === 409)) {
        return { kind: 'conflict' };
      }
      if (error instanceof FhirError && error.status === 422) {
        return { kind: 'refused', ...refusalsOf(error.issues.map(textOf), draft.edits, step.applied.places) };
      }
      return { kind: 'failed', error };
    }
  }
  return { kind: 'published', names };
}

/** A name no version has: the day and a number. */
export function freshName(rules: Rules): string {
  const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
  const taken = new Set(rules.versions.map((version) => version.name));
  for (let number = 1; ; number++) {
    const name = `${day}.${number}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}
