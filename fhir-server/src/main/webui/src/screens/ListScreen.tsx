import type { TFunction } from 'i18next';
import { Button, Table, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read, type Resource } from '../api/fhir';
import { RowForm } from '../parts/RowForm';
import { itemsOf } from '../rules/catalogue';
import { rowsOf, same, type Edit, type Row } from '../rules/files';
import { filesAt, newest, useWork } from '../work';
import { shownField, type Listed } from './lists';

interface Organizations extends Resource {
  entry?: { resource?: Resource & { name?: string; alias?: string[] } }[];
}

/** One list of the rules as a table; a row is changed in place, what is kept waits in the draft. */
export function ListScreen({ listed }: { listed: Listed }) {
  const { t } = useTranslation();
  const work = useWork();
  const { files } = useMemo(() => filesAt(work, null), [work]);
  const found = useMemo(() => rowsOf(files, listed.file, listed.list), [files, listed]);
  const items = useMemo(() => itemsOf(work.rules.base, files), [work.rules.base, files]);
  const [open, setOpen] = useState<Row | 'new' | null>(null);
  const names = useInstitutions();
  function keep(before: Row | null, after: Row | null) {
    const edit: Edit = { file: listed.file, list: listed.list, before, after };
    work.add([edit], newest(work)?.id ?? '');
    setOpen(null);
  }
  const form = (row: Row | null) => (
    <RowForm
      listed={listed}
      row={row}
      items={items}
      institutions={[...names.keys()]}
      refusals={work.draft.refusals.filter((refusal) => same(work.draft.edits[refusal.edit]?.after, row))}
      onKeep={(after) => keep(row, after)}
      onRemove={() => keep(row, null)}
      onClose={() => setOpen(null)}
    />
  );
  return (
    <>
      <Title order={1}>{t(`pages.${listed.page}`)}</Title>
      <Text my="sm">{t(`lists.${listed.page}`)}</Text>
      {open === 'new' ? form(null) : (
        <Button my="sm" variant="outline" onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
      )}
      {open !== null && open !== 'new' && form(open)}
      <Table className="rows" striped verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {listed.fields.map((field) => (
              <Table.Th key={field.name}>{t(`fields.${field.name}`)}</Table.Th>
            ))}
            <Table.Th>{t('change')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.map((row, index) => (
            <Table.Tr key={index}>
              {listed.fields.map((field) => (
                <Table.Td
                  key={field.name}
                  data-label={t(`fields.${field.name}`)}
                  className={field.kind === 'date' || field.name === 'scope' ? 'short' : undefined}
                >
                  {shown(shownField(row, field), field.name, names, t)}
                </Table.Td>
              ))}
              <Table.Td data-label="">
                <Button
                  size="xs"
                  variant="outline"
                  aria-label={t('changeRow', { row: shownField(row, listed.fields[0]!) || shownField(row, listed.fields[1]!) })}
                  onClick={() => setOpen(row)}
                >
                  {t('change')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function shown(value: string, field: string, names: Map<string, string>, t: TFunction): string {
  if (field === 'scope') {
    return t(`fields.areas.${value}`);
  }
  return field === 'institution' || field === 'laboratory' ? `${names.get(value) ?? ''} ${value}`.trim() : value;
}

/** Names of the region's institutions by their code, in the language shown. */
function useInstitutions(): Map<string, string> {
  const { i18n } = useTranslation();
  const [found, setFound] = useState<Organizations | null>(null);
  useEffect(() => {
    // Without the names the codes are shown: the page works all the same.
    read<Organizations>('Organization?_count=200').then(setFound, () => setFound(null));
  }, []);
  return useMemo(
    () =>
      new Map(
        (found?.entry ?? []).map(({ resource }) => [
          resource?.id ?? '',
          (i18n.language === 'en' ? resource?.alias?.[0] : resource?.name) ?? '',
        ]),
      ),
    [found, i18n.language],
  );
}
