import { Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fields } from '../rules/compare';
import { shownValidity } from './shown';
import { keyOf, type Edit } from '../rules/files';

/** What the names of a row of the negative list are. */
const REASONS: Record<string, string> = { en: 'reasonEn', zh: 'reasonZh' };

/** Changes of rows in words: which row of which list, and each field before and after. */
export function Difference({ edits, more }: { edits: Edit[]; more?: (edit: Edit, index: number) => ReactNode }) {
  const { t } = useTranslation();
  const said = (field: string, value: string) => (field === 'validity' ? shownValidity(value, t) : value);
  if (edits.length === 0) {
    return <Text>{t('difference.none')}</Text>;
  }
  return (
    <ul data-testid="difference">
      {edits.map((edit, index) => (
        <li key={index}>
          <Kind edit={edit} /> {t(`difference.lists.${edit.file.replace('.yaml', '')}.${edit.list}`)}:{' '}
          <strong>{keyOf(edit.list, edit.after ?? edit.before ?? {})}</strong>
          {edit.after !== null && (
            <ul>
              {fields(edit)
                .filter(({ field }) => field !== 'item')
                .map(({ field, before, after }) => (
                <li key={field}>
                  {t(`fields.${edit.list === 'negative' ? (REASONS[field] ?? field) : field}`, { defaultValue: field })}
                  {before !== '' && (
                    <>
                      {' '}
                      {t('difference.from')} <del>{said(field, before)}</del>
                    </>
                  )}
                  {after !== '' && (
                    <>
                      {' '}
                      {t('difference.to')} <ins>{said(field, after)}</ins>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          {more?.(edit, index)}
        </li>
      ))}
    </ul>
  );
}

function Kind({ edit }: { edit: Edit }) {
  const { t } = useTranslation();
  const kind = edit.before === null ? 'added' : edit.after === null ? 'removed' : 'changed';
  const color = { added: 'green', removed: 'red', changed: 'gray' }[kind];
  return (
    <Badge color={color} variant="light">
      {t(`difference.${kind}`)}
    </Badge>
  );
}
