// How this browser shows the console: size of the text and contrast.

export const SIZES = ['100', '125', '150'] as const;
const SIZE = 'hulian.size';
const CONTRAST = 'hulian.contrast';

export function size(): string {
  const stored = window.localStorage.getItem(SIZE);
  return stored !== null && (SIZES as readonly string[]).includes(stored) ? stored : '100';
}

export function isContrasted(): boolean {
  return window.localStorage.getItem(CONTRAST) === 'high';
}

export function setSize(next: string) {
  window.localStorage.setItem(SIZE, next);
  beginPreferences();
}

export function setContrasted(high: boolean) {
  window.localStorage.setItem(CONTRAST, high ? 'high' : 'usual');
  beginPreferences();
}

export function beginPreferences() {
  document.documentElement.dataset['size'] = size();
  document.documentElement.dataset['contrast'] = isContrasted() ? 'high' : 'usual';
}
