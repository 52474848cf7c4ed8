// The public FHIR API by way of the console's session: same origin, no token in any script.

export interface Resource {
  resourceType: string;
  id?: string;
  meta?: { versionId?: string; lastUpdated?: string };
}

export interface OutcomeIssue {
  severity: string;
  code: string;
  details?: { text?: string };
  diagnostics?: string;
  expression?: string[];
}

export class FhirError extends Error {
  constructor(
    readonly status: number,
    readonly issues: OutcomeIssue[],
  ) {
    super(issues.map(textOf).join(' ') || `HTTP ${status}`);
  }
}

export function textOf(issue: OutcomeIssue): string {
  return issue.details?.text ?? issue.diagnostics ?? issue.code;
}

const BASE = '/console/fhir/';
let requestToken = '';
let language = 'zh-CN';

export function useRequestToken(token: string) {
  requestToken = token;
}

export function useLanguage(next: string) {
  language = next;
}

export async function read<T extends Resource>(path: string): Promise<T> {
  return (await send('GET', path)).body as T;
}

/** A new version of a resource, unless another came first; that is a FhirError with status 412. */
export async function update<T extends Resource>(path: string, resource: T, version: string): Promise<T> {
  return (await send('PUT', path, JSON.stringify(resource), { 'If-Match': `W/"${version}"` })).body as T;
}

/** Links in answers name the hub's own address; here only what stands behind the base counts. */
export function pathOf(link: string): string {
  const at = link.indexOf('/fhir/');
  return at < 0 ? '' : link.slice(at + '/fhir/'.length);
}

export async function signOut(): Promise<void> {
  await fetch('/console/logout', { method: 'POST', headers: { 'X-Console-Token': requestToken } });
}

async function send(method: string, path: string, body?: string, more: Record<string, string> = {}) {
  const headers: Record<string, string> = {
    Accept: 'application/fhir+json',
    'Accept-Language': language,
    ...more,
  };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/fhir+json';
    headers['X-Console-Token'] = requestToken;
    headers['Prefer'] = 'return=representation';
  }
  let answer: Response;
  try {
    answer = await fetch(BASE + path, { method, headers, body });
  } catch {
    throw new FhirError(0, []);
  }
  const text = await answer.text();
  let parsed: unknown;
  try {
    parsed = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new FhirError(answer.status, []);
  }
  if (!answer.ok) {
    const outcome = parsed as { issue?: OutcomeIssue[] };
    throw new FhirError(answer.status, outcome.issue ?? []);
  }
  return { status: answer.status, body: parsed };
}
