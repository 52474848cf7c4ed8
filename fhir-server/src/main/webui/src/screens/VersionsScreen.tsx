import { Badge, NativeSelect, Table, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Difference } from '../parts/Difference';
import { shownInstant, shownStart } from '../parts/shown';
import { difference } from '../rules/compare';
import { inForce, scheduled, type Version } from '../rules/versions';
import { useWork } from '../work';

/** Every version of the rules with its date of effect, and what differs between two of them. */
export function VersionsScreen() {
  const { t, i18n } = useTranslation();
  const { rules } = useWork();
  const [query, setQuery] = useSearchParams();
  const versions = rules.versions;
  const now = inForce(versions, Date.now());
  const later = scheduled(versions, Date.now());
  const after = versions.find((one) => one.id === query.get('after')) ?? versions[0];
  const before = versions.find((one) => one.id === query.get('before')) ?? versions[1] ?? after;
  const edits = useMemo(
    () => (before && after ? difference(before.files, after.files) : []),
    [before, after],
  );
  const state = (version: Version) =>
    version === now ? 'inForce' : later.includes(version) ? 'scheduled' : 'past';
  const choice = (field: 'before' | 'after', chosen: Version | undefined) => (
    <NativeSelect
      label={t(`versions.${field}`)}
      value={chosen?.id ?? ''}
      data={versions.map((version) => ({ value: version.id, label: `${version.id}: ${version.name}` }))}
      onChange={(event) => {
        const next = new URLSearchParams(query);
        next.set(field, event.currentTarget.value);
        setQuery(next, { replace: true });
      }}
    />
  );
  return (
    <>
      <Title order={1}>{t('pages.versions')}</Title>
      <Text my="sm">{t('versions.words')}</Text>
      <Table className="rows" striped>
        <Table.Thead>
          <Table.Tr>
            {['number', 'name', 'from', 'published', 'editor', 'note'].map((column) => (
              <Table.Th key={column}>{t(`versions.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <Table.Tr key={version.id}>
              <Table.Td data-label={t('versions.number')}>{version.id}</Table.Td>
              <Table.Td data-label={t('versions.name')}>
                {version.name}{' '}
                <Badge color={state(version) === 'inForce' ? 'green' : 'gray'} variant="light">
                  {t(`versions.${state(version)}`)}
                </Badge>
              </Table.Td>
              <Table.Td data-label={t('versions.from')}>{shownStart(version, t, i18n.language)}</Table.Td>
              <Table.Td data-label={t('versions.published')}>{shownInstant(version.published, i18n.language)}</Table.Td>
              <Table.Td data-label={t('versions.editor')}>{version.editor}</Table.Td>
              <Table.Td data-label={t('versions.note')}>{version.note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Title order={2} mt="lg">
        {t('versions.difference')}
      </Title>
      <div className="tools">
        {choice('before', before)}
        {choice('after', after)}
      </div>
      <Difference edits={edits} />
    </>
  );
}
