import { pathOf, read, type Resource } from '../api/fhir';
import type { Files } from './files';

interface Library extends Resource {
  version?: string;
  status?: string;
  date?: string;
  description?: string;
  editor?: { name?: string }[];
  effectivePeriod?: { start?: string };
  content?: { title?: string; contentType?: string; data?: string }[];
}

interface Bundle extends Resource {
  entry?: { resource?: Library }[];
  link?: { relation: string; url: string }[];
}

/** One version of the rules. */
export interface Version {
  id: string;
  name: string;
  /** First instant it holds, in milliseconds; the beginning of time where the Library says none. */
  from: number;
  published: string;
  editor: string;
  note: string;
  files: Files;
  library: Library;
}

/** The rules of every time, the latest published first, and the catalogue of the release they build on. */
export interface Rules {
  versions: Version[];
  base: Files;
}

export const LIBRARY = 'Library/recognition-rules';
const CATALOGUE = 'Library/recognition-catalogue';
const PAGES = 40;
/** Days without a time begin in the hub's zone. */
export const ZONE = '+08:00';

export async function loadRules(): Promise<Rules> {
  const base = read<Library>(CATALOGUE).then(filesOf);
  const versions: Version[] = [];
  let path = `${LIBRARY}/_history?_count=50`;
  for (let page = 0; path !== '' && page < PAGES; page++) {
    const bundle: Bundle = await read<Bundle>(path);
    for (const entry of bundle.entry ?? []) {
      if (entry.resource) {
        versions.push(versionOf(entry.resource));
      }
    }
    path = pathOf(bundle.link?.find((link) => link.relation === 'next')?.url ?? '');
  }
  versions.sort((a, b) => Number(b.id) - Number(a.id));
  return { versions, base: await base };
}

export function versionOf(library: Library): Version {
  const start = library.effectivePeriod?.start;
  return {
    id: library.meta?.versionId ?? '0',
    name: library.version ?? '',
    from: start === undefined ? Number.NEGATIVE_INFINITY : instantOf(start),
    published: library.meta?.lastUpdated ?? '',
    editor: library.editor?.map((one) => one.name).join(', ') ?? '',
    note: library.description ?? '',
    files: filesOf(library),
    library,
  };
}

export function instantOf(text: string): number {
  const full =
    text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
  return Date.parse(full.length === 10 ? `${full}T00:00:00${ZONE}` : full);
}

/** The version in force at an instant: the latest start not after it, of two the one published later. */
export function inForce(versions: Version[], at: number): Version | undefined {
  let found: Version | undefined;
  for (const version of [...versions].reverse()) {
    if (version.from <= at && (found === undefined || version.from >= found.from)) {
      found = version;
    }
  }
  return found;
}

/** Versions that will come into force after an instant, the next first. */
export function scheduled(versions: Version[], at: number): Version[] {
  const starts = new Map<number, Version>();
  for (const version of [...versions].reverse()) {
    if (version.from > at) {
      starts.set(version.from, version);
    }
  }
  return [...starts.values()].sort((a, b) => a.from - b.from);
}

export interface Publication {
  name: string;
  from: string;
  note: string;
  editor: string;
}

/** The Library of a new version, from another one with other files. */
export function published(latest: Version, files: Files, next: Publication): Library {
  const { description: _, ...rest } = latest.library;
  return {
    ...rest,
    version: next.name,
    status: 'active',
    date: new Date().toISOString().slice(0, 19) + 'Z',
    ...(next.note.trim() === '' ? {} : { description: next.note.trim() }),
    editor: [{ name: next.editor }],
    effectivePeriod: { start: next.from },
    content: Object.entries(files).map(([title, text]) => ({
      contentType: 'application/yaml',
      data: encoded(text),
      title,
    })),
  };
}

function filesOf(library: Library): Files {
  const files: Files = {};
  for (const content of library.content ?? []) {
    files[content.title ?? ''] = decoded(content.data ?? '');
  }
  return files;
}

function decoded(data: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
}

function encoded(text: string): string {
  let letters = '';
  for (const byte of new TextEncoder().encode(text)) {
    letters += String.fromCharCode(byte);
  }
  return btoa(letters);
}
