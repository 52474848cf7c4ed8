import { Alert, Anchor, Button, Checkbox, Fieldset, NativeSelect, Textarea, TextInput, Title } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { TermsField } from '../parts/TermsField';
import { ValidityField } from '../parts/ValidityField';
import { itemsOf, texts, type Kind } from '../rules/catalogue';
import { instantOf } from '../rules/versions';
import { filesAt, newest, useWork } from '../work';
import { editsOf, formOf, problems, SCALES, type ItemForm } from './itemForm';

/** One item with everything this region decides about it; what is saved waits in the draft until it is published. */
export function ItemScreen() {
  const { t } = useTranslation();
  const work = useWork();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const { kind: named, id } = useParams();
  const day = query.get('at');
  const { files } = useMemo(() => filesAt(work, day === null ? null : instantOf(day)), [work, day]);
  const items = useMemo(() => itemsOf(work.rules.base, files), [work.rules.base, files]);
  const item = items.find((one) => one.id === id) ?? null;
  const kind: Kind = item?.kind ?? (named === 'examination' ? 'examination' : 'laboratory');
  const [form, setForm] = useState<ItemForm>(() => formOf(item, kind));
  const [found, setFound] = useState<Record<string, string>>({});
  if (item === null && id !== 'new') {
    return <Alert color="orange">{t('item.absent', { id })}</Alert>;
  }
  const set = (change: Partial<ItemForm>) => setForm((old) => ({ ...old, ...change }));
  const refused = (field: string) =>
    work.draft.refusals.find((refusal) => {
      const edit = work.draft.edits[refusal.edit];
      const about = edit?.after?.['id'] ?? edit?.after?.['item'] ?? texts(edit?.after?.['items'])[0];
      return about === form.id && refusal.field === field;
    })?.words;
  const error = (field: string) => (found[field] ? t(`problems.${found[field]}`) : refused(field));
  const input = (field: keyof ItemForm, needed = true) => ({
    label: t(`fields.${field}`),
    value: String(form[field]),
    error: error(field),
    withAsterisk: needed,
    name: field,
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  const categories = [...new Set(items.filter((one) => one.kind === kind).map((one) => one.category))];
  function keep(event: FormEvent) {
    event.preventDefault();
    const others = new Set(items.filter((one) => one !== item).map((one) => one.id));
    const wrong = problems(form, kind, others);
    setFound(wrong);
    const first = Object.keys(wrong)[0];
    if (first !== undefined) {
      document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    work.add(editsOf(form, kind, item, files), newest(work)?.id ?? '');
    void navigate('/publish');
  }
  return (
    <form onSubmit={keep} noValidate>
      <Anchor component={Link} to="/catalogue" underline="always">
        {t('item.back')}
      </Anchor>
      <Title order={1}>{item === null ? t(`item.new.${kind}`) : `${item.zh} ${item.en}`}</Title>
      {day !== null && <Alert color="orange">{t('item.asOf', { day })}</Alert>}
      {Object.keys(found).length > 0 && (
        <Alert color="red" role="alert">
          {t('problems.some')}
        </Alert>
      )}
      <Fieldset legend={t('item.decided')} my="md" disabled={day !== null}>
        <div className="fields">
          <ValidityField value={form.validity} error={error('validity')} onChange={(validity) => set({ validity })} />
          <TextInput {...input('price', false)} description={t('item.priceHelp', { price: item?.price ?? '' })} />
          <Textarea {...input('codes', false)} description={t('item.codesHelp')} autosize minRows={1} />
        </div>
        <Checkbox
          mt="md"
          label={t('fields.negative')}
          checked={form.negative}
          onChange={(event) => set({ negative: event.currentTarget.checked })}
        />
        {form.negative && (
          <div className="fields">
            <TextInput {...input('reasonZh')} />
            <TextInput {...input('reasonEn')} />
          </div>
        )}
      </Fieldset>
      <Fieldset legend={t('item.definition')} my="md" disabled={day !== null}>
        <div className="fields">
          <TextInput {...input('id')} readOnly={item !== null} />
          <TextInput {...input('zh')} />
          <TextInput {...input('en')} />
          <NativeSelect {...input('category')} data={['', ...categories]} />
          {kind === 'laboratory' ? (
            <>
              <TextInput {...input('analyte')} />
              <TextInput {...input('specimen')} />
              <TextInput {...input('timing')} />
              <NativeSelect {...input('scale')} data={SCALES} />
            </>
          ) : (
            <>
              <TextInput {...input('modality')} />
              <TextInput {...input('body')} />
              <TextInput {...input('loinc', false)} />
            </>
          )}
        </div>
        <Checkbox
          mt="md"
          label={t(kind === 'laboratory' ? 'fields.bound' : 'fields.imagesNeeded')}
          checked={kind === 'laboratory' ? form.bound : form.imagesNeeded}
          onChange={(event) =>
            set(kind === 'laboratory' ? { bound: event.currentTarget.checked } : { imagesNeeded: event.currentTarget.checked })
          }
        />
        {kind === 'laboratory' && <TermsField terms={form.terms} error={error} onChange={(terms) => set({ terms })} />}
      </Fieldset>
      {day === null && <Button type="submit">{t('keep')}</Button>}
    </form>
  );
}
