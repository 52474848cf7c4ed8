import { Alert, Button, Group, NativeSelect, Paper, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../rules/catalogue';
import type { Refusal } from '../rules/draft';
import type { Row } from '../rules/files';
import { formOf, problems, rowOf, type Field, type Listed } from '../screens/lists';

interface Props {
  listed: Listed;
  row: Row | null;
  items: Item[];
  institutions: string[];
  refusals: Refusal[];
  onKeep: (row: Row) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** The fields of one row of a list. */
export function RowForm({ listed, row, items, institutions, refusals, onKeep, onRemove, onClose }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => formOf(row, listed.fields));
  const [found, setFound] = useState<Record<string, string>>({});
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => {
    setForm(formOf(row, listed.fields));
    setFound({});
    first.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [row, listed]);
  function keep(event: FormEvent) {
    event.preventDefault();
    const wrong = problems(form, listed);
    setFound(wrong);
    const name = Object.keys(wrong)[0];
    if (name === undefined) {
      onKeep(rowOf(form, listed.fields));
    } else {
      first.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
    }
  }
  const input = (field: Field) => ({
    key: field.name,
    name: field.name,
    label: t(`fields.${field.name}`),
    withAsterisk: field.needed,
    value: form[field.name] ?? '',
    error: found[field.name]
      ? t(`problems.${found[field.name]}`)
      : refusals.find((refusal) => refusal.field === field.name.split('.')[0])?.words,
    onChange: (event: { currentTarget: { value: string } }) => {
      const value = event.currentTarget.value;
      setForm((old) => ({ ...old, [field.name]: value }));
    },
  });
  return (
    <Paper component="section" withBorder p="md" my="md" aria-label={t(row === null ? 'add' : 'change')}>
      <form ref={first} onSubmit={keep} noValidate>
        {Object.keys(found).length > 0 && (
          <Alert color="red" role="alert">
            {t('problems.some')}
          </Alert>
        )}
        <div className="fields">{listed.fields.map((field) => shownInput(field, input(field)))}</div>
        <Group mt="md">
          <Button type="submit">{t('keep')}</Button>
          {row !== null && (
            <Button variant="default" onClick={onRemove}>
              {t('remove')}
            </Button>
          )}
          <Button variant="subtle" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Group>
      </form>
    </Paper>
  );

  function shownInput(field: Field, { key, ...props }: ReturnType<typeof input>) {
    switch (field.kind) {
      case 'choice': {
        const choices = field.choices?.(items, institutions) ?? [];
        const data = choices.includes(props.value) ? choices : [props.value, ...choices];
        const labelled = data.map((value) => ({
          value,
          label: field.name === 'scope' && value !== '' ? t(`fields.areas.${value}`) : value,
        }));
        return <NativeSelect key={key} {...props} data={labelled} />;
      }
      case 'list':
        return <Textarea key={key} {...props} description={t('listHelp')} autosize minRows={1} />;
      case 'date':
        return <TextInput key={key} {...props} type="date" />;
      case 'text':
        return <TextInput key={key} {...props} />;
    }
  }
}
