import type { TFunction } from 'i18next';
import { spanOf } from '../rules/checks';
import type { Version } from '../rules/versions';

export function shownValidity(validity: string, t: TFunction): string {
  const span = spanOf(validity);
  return span === null ? validity : t(`spans.${span.unit}`, { count: Number(span.count) });
}

export function shownInstant(instant: number | string, language: string): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return Number.isFinite(at)
    ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(at)
    : '';
}

export function shownStart(version: Version, t: TFunction, language: string): string {
  return Number.isFinite(version.from) ? shownInstant(version.from, language) : t('versions.fromTheBeginning');
}
