export interface Session {
  name: string;
  roles: string[];
  institution: string | null;
  requestToken: string;
}

/** Who is signed in; null when nobody is. */
export async function currentSession(): Promise<Session | null> {
  const answer = await fetch('/console/session', { headers: { Accept: 'application/json' } });
  if (answer.status === 401) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  return (await answer.json()) as Session;
}

export function signInAddress(language: string): string {
  const page = window.location.pathname;
  return `/console/login?language=${language}&next=${encodeURIComponent(page)}`;
}
