import { Alert, Anchor, Button, Checkbox, Group, Radio, Text, TextInput, Title } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Difference } from '../parts/Difference';
import { Failed } from '../parts/Failed';
import { Meanwhile } from '../parts/Meanwhile';
import { shown } from '../rules/compare';
import { EMPTY, type Draft } from '../rules/draft';
import { text } from '../rules/catalogue';
import type { Edit } from '../rules/files';
import { freshName, publish, steps, type Outcome } from '../rules/publish';
import { ZONE } from '../rules/versions';
import { useWork } from '../work';

/** What waits in the draft, from when it is to hold, and its publication as a new version. */
export function PublishScreen() {
  const { t } = useTranslation();
  const work = useWork();
  const { draft, rules } = work;
  const [when, setWhen] = useState('');
  const [day, setDay] = useState('');
  const [name, setName] = useState(() => freshName(rules));
  const [note, setNote] = useState('');
  const [later, setLater] = useState(true);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const from = when === 'day' && day !== '' ? `${day}T00:00:00${ZONE}` : new Date().toISOString();
  const all = useMemo(() => steps(rules, draft, from), [rules, draft, when, day]);
  const chosen = later ? all : all.slice(0, 1);
  const found = chosen.flatMap((step) => step.applied.conflicts);
  const conflicts = found.filter(({ edit }, index) => found.findIndex((one) => one.edit === edit) === index);
  const wrong = {
    when: when === '' ? t('problems.required') : undefined,
    day: when === 'day' && day === '' ? t('problems.required') : undefined,
    name:
      name.trim() === ''
        ? t('problems.required')
        : rules.versions.some((version) => version.name === name)
          ? t('problems.taken')
          : undefined,
  };
  async function send(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (wrong.when ?? wrong.day ?? wrong.name) {
      return;
    }
    setBusy(true);
    const now = when === 'day' ? chosen : steps(rules, draft, new Date().toISOString()).slice(0, chosen.length);
    const next = { name, from, note, editor: work.session.name };
    const result = await publish(rules, draft, now, next);
    setOutcome(result);
    setBusy(false);
    await after(result);
  }
  async function after(result: Outcome) {
    if (result.kind === 'refused') {
      work.setDraft({ ...draft, refusals: result.refusals });
    } else if (result.kind !== 'failed') {
      if (result.kind === 'published') {
        work.setDraft(EMPTY);
        setWhen('');
        setAsked(false);
      }
      setName(freshName(await work.reload().catch(() => rules)));
    }
  }
  const drop = (edit: Edit) => work.setDraft(without(draft, edit));
  if (draft.edits.length === 0) {
    return (
      <>
        <Title order={1}>{t('pages.publish')}</Title>
        {outcome?.kind === 'published' && (
          <Alert color="green" role="status">
            {t('publish.done', { names: outcome.names.join(', ') })}
          </Alert>
        )}
        <Text>{t('publish.nothing')}</Text>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <Title order={1}>{t('pages.publish')}</Title>
      {outcome?.kind === 'failed' && <Failed error={outcome.error} />}
      {outcome?.kind === 'refused' && (
        <Alert color="red" role="alert" title={t('publish.refused')}>
          {outcome.others.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Alert>
      )}
      <Meanwhile rules={rules} since={draft.since} />
      {conflicts.map(({ edit, theirs }, index) => (
        <Alert key={index} color="orange" role="alert" title={t('publish.changedRow')} my="sm">
          <p>{t('publish.theirs', { row: theirs === null ? t('publish.gone') : shown(theirs) })}</p>
          <p>{t('publish.yours', { row: edit.after === null ? t('publish.gone') : shown(edit.after) })}</p>
          <Button size="xs" onClick={() => work.setDraft(anyway(draft, edit))}>
            {t('publish.keepMine')}
          </Button>
        </Alert>
      ))}
      <Title order={2}>{t('publish.changes')}</Title>
      <Difference
        edits={draft.edits}
        more={(edit, index) => (
          <>
            {draft.refusals
              .filter((refusal) => refusal.edit === index)
              .map((refusal) => (
                <Text key={refusal.words} c="red.9" role="alert">
                  {t('publish.refusedField', { field: t(`fields.${refusal.field.split('.').at(-1)}`, { defaultValue: refusal.field }) })}{' '}
                  {refusal.words}
                </Text>
              ))}
            <Anchor component={Link} to={placeOf(edit)} underline="always" mr="sm">
              {t('change')}
            </Anchor>
            <Button size="compact-xs" variant="default" onClick={() => drop(edit)} aria-label={t('publish.drop', { number: index + 1 })}>
              {t('remove')}
            </Button>
          </>
        )}
      />
      <Radio.Group label={t('publish.when')} withAsterisk value={when} onChange={setWhen} error={asked && wrong.when}>
        <Group my="xs">
          <Radio value="now" label={t('publish.now')} />
          <Radio value="day" label={t('publish.day')} />
        </Group>
      </Radio.Group>
      <div className="fields">
        {when === 'day' && (
          <TextInput
            type="date"
            label={t('publish.date')}
            withAsterisk
            value={day}
            error={asked && wrong.day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('publish.name')}
          withAsterisk
          value={name}
          error={asked && wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('publish.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
      {when !== '' && all.length > 1 && (
        <Checkbox
          my="sm"
          checked={later}
          onChange={(event) => setLater(event.currentTarget.checked)}
          label={t('publish.later', { names: all.slice(1).map((step) => step.on.name).join(', ') })}
        />
      )}
      <Group my="md">
        <Button type="submit" loading={busy} disabled={conflicts.length > 0}>
          {t('publish.send')}
        </Button>
        <Button variant="default" onClick={() => work.setDraft(EMPTY)}>
          {t('publish.dropAll')}
        </Button>
      </Group>
    </form>
  );
}

/** The page on which an edit was made, or could have been. */
function placeOf(edit: Edit): string {
  const row = edit.after ?? edit.before ?? {};
  const kind = edit.file === 'examinations.yaml' ? 'examination' : 'laboratory';
  const item = text(row['item']) || (edit.list === 'items' ? text(row['id']) : '');
  return item === '' ? `/${edit.list}` : `/items/${kind}/${item}`;
}

function without(draft: Draft, edit: Edit): Draft {
  return { ...draft, edits: draft.edits.filter((one) => one !== edit), refusals: [] };
}

/** The same wish, whatever the row is now. */
function anyway(draft: Draft, edit: Edit): Draft {
  return {
    ...draft,
    edits: draft.edits.map((one) => (one === edit ? { ...one, anyway: true } : one)),
    refusals: [],
  };
}
