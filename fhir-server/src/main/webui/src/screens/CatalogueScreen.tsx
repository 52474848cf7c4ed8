import { Badge, Button, Checkbox, NativeSelect, Pagination, Table, Text, TextInput, Title } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { shownValidity } from '../parts/shown';
import { itemsOf, matching, type Filter, type Item } from '../rules/catalogue';
import { instantOf } from '../rules/versions';
import { filesAt, useWork } from '../work';

const PAGE = 50;

/** The items in force now, or on a day: found by name, code and specimen. The address keeps what was asked. */
export function CatalogueScreen() {
  const { t } = useTranslation();
  const work = useWork();
  const [query, setQuery] = useSearchParams();
  const [asked, setAsked] = useState<Record<string, string>>(() => Object.fromEntries(query));
  useEffect(() => setQuery(asked, { replace: true }), [asked]);
  const day = asked['at'] ?? '';
  const at = day === '' ? null : instantOf(day);
  const { version, files } = useMemo(() => filesAt(work, at), [work, at]);
  const items = useMemo(() => itemsOf(work.rules.base, files), [work.rules.base, files]);
  const filter: Filter = {
    words: asked['words'] ?? '',
    kind: (asked['kind'] ?? '') as Filter['kind'],
    negative: asked['negative'] === 'yes',
  };
  const words = useDeferredValue(filter.words);
  const found = matching(items, { ...filter, words });
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(pages, Number(asked['page'] ?? '1') || 1);
  const count = (kind: string) => found.filter((item) => item.kind === kind).length;
  function ask(field: string, value: string) {
    setAsked(({ page: _, [field]: __, ...rest }) => (value === '' ? rest : { ...rest, [field]: value }));
  }
  return (
    <>
      <Title order={1}>{t('pages.catalogue')}</Title>
      <div className="tools">
        <TextInput
          label={t('catalogue.search')}
          description={t('catalogue.searchHelp')}
          value={filter.words}
          onChange={(event) => ask('words', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('catalogue.kind')}
          value={filter.kind}
          data={['', 'laboratory', 'examination'].map((value) => ({
            value,
            label: t(`kinds.${value === '' ? 'all' : value}`),
          }))}
          onChange={(event) => ask('kind', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('catalogue.at')}
          value={day}
          onChange={(event) => ask('at', event.currentTarget.value)}
        />
        <Checkbox
          label={t('catalogue.negativeOnly')}
          checked={filter.negative}
          onChange={(event) => ask('negative', event.currentTarget.checked ? 'yes' : '')}
        />
        <Button component={Link} to="/items/laboratory/new" variant="outline">
          {t('catalogue.newLaboratory')}
        </Button>
        <Button component={Link} to="/items/examination/new" variant="outline">
          {t('catalogue.newExamination')}
        </Button>
      </div>
      <Text my="sm" role="status" data-testid="count">
        {t('catalogue.count', {
          count: found.length,
          laboratory: count('laboratory'),
          examination: count('examination'),
          version: version?.name ?? '',
        })}
      </Text>
      <Items items={found.slice((page - 1) * PAGE, page * PAGE)} at={day} />
      <Pagination
        mt="md"
        total={pages}
        value={page}
        onChange={(next) => ask('page', String(next))}
        getItemProps={(number) => ({ 'aria-label': t('catalogue.page', { number }) })}
        getControlProps={(control) => ({ 'aria-label': t(`catalogue.pages.${control}`) })}
      />
    </>
  );
}

function Items({ items, at }: { items: Item[]; at: string }) {
  const { t } = useTranslation();
  const columns = ['name', 'codes', 'specimen', 'units', 'validity', 'price'] as const;
  return (
    <Table className="rows" striped verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{t(`fields.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={`${item.kind} ${item.id}`}>
            <Table.Td data-label={t('fields.name')}>
              <Link to={`/items/${item.kind}/${item.id}${at === '' ? '' : `?at=${at}`}`}>
                {item.zh} {item.en}
              </Link>{' '}
              {item.negative !== null && <Badge color="red" variant="light">{t('catalogue.isNegative')}</Badge>}
              {item.regional && <Badge color="gray" variant="light">{t('catalogue.isRegional')}</Badge>}
            </Table.Td>
            <Table.Td data-label={t('fields.codes')}>{item.codes.join(', ')}</Table.Td>
            <Table.Td data-label={t('fields.specimen')}>{item.specimen}</Table.Td>
            <Table.Td data-label={t('fields.units')}>{item.units.join(', ')}</Table.Td>
            <Table.Td data-label={t('fields.validity')}>{shownValidity(item.validity, t)}</Table.Td>
            <Table.Td data-label={t('fields.price')}>{item.price}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
