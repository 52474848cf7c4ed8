// What can be said of an entry before the server is asked; each is a key of the words shown.

/** The check digit of a LOINC number, modulus 10 with double-add-double, https://loinc.org/kb/faq/structure/ */
export function isLoinc(code: string): boolean {
  const match = /^([0-9]{1,7})-([0-9])$/.exec(code);
  if (match === null) {
    return false;
  }
  const digits = (match[1] ?? '').split('').reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 0 ? digit * 2 : digit;
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(match[2]);
}

export const required = (value: string) => (value.trim() === '' ? 'required' : null);

export const price = (value: string) =>
  /^[0-9]{1,6}(\.[0-9]{1,2})?$/.test(value) ? null : 'price';

export const date = (value: string) =>
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? null : 'date';

export const loinc = (value: string) => (isLoinc(value) ? null : 'loinc');

/** A code of an institution, or a LOINC number. */
export const code = (value: string) => (value.includes('|') || isLoinc(value) ? null : 'code');

export const identifier = (value: string) => (/^[a-z0-9][a-z0-9-]{1,63}$/.test(value) ? null : 'identifier');

/** ISO 8601, as the catalogue writes it: P3D, PT12H. */
export const duration = (value: string) =>
  /^P(?=.)([0-9]{1,4}D)?(T(?=.)([0-9]{1,4}H)?([0-9]{1,4}M)?)?$/.test(value) ? null : 'duration';

export type Span = { count: string; unit: 'days' | 'hours' } | null;

export function spanOf(validity: string): Span {
  const days = /^P([0-9]+)D$/.exec(validity);
  const hours = /^PT([0-9]+)H$/.exec(validity);
  if (days) {
    return { count: days[1] ?? '', unit: 'days' };
  }
  return hours ? { count: hours[1] ?? '', unit: 'hours' } : null;
}

export function validityOf(count: string, unit: 'days' | 'hours'): string {
  return unit === 'days' ? `P${count}D` : `PT${count}H`;
}
