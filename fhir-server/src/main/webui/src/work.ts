import { createContext, useContext } from 'react';
import type { Session } from './api/session';
import { apply, type Edit, type Files } from './rules/files';
import type { Draft } from './rules/draft';
import { inForce, type Rules, type Version } from './rules/versions';

/** What the steward's screens share: the rules as they were read, and what is not published yet. */
export interface Work {
  session: Session;
  rules: Rules;
  reload: () => Promise<Rules>;
  draft: Draft;
  setDraft: (draft: Draft) => void;
  add: (edits: Edit[], since: string) => void;
}

export const WorkContext = createContext<Work | null>(null);

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (work === null) {
    throw new Error('outside of the steward screens');
  }
  return work;
}

/** The files in force at an instant; those of now with the draft in them. */
export function filesAt(work: Work, at: number | null): { version: Version | undefined; files: Files } {
  const version = inForce(work.rules.versions, at ?? Date.now());
  const files = version?.files ?? {};
  return { version, files: at === null ? apply(files, work.draft.edits).files : files };
}

/** The newest version, which the next one takes the place of. */
export function newest(work: Work): Version | undefined {
  return work.rules.versions[0];
}
