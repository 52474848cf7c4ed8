import { Alert, Anchor, Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import type { Session } from '../api/session';
import { Failed } from '../parts/Failed';
import { useDraft } from '../rules/draft';
import { loadRules, type Rules } from '../rules/versions';
import { WorkContext } from '../work';
import { CatalogueScreen } from './CatalogueScreen';
import { ItemScreen } from './ItemScreen';
import { ListScreen } from './ListScreen';
import { LISTED } from './lists';
import { PublishScreen } from './PublishScreen';
import { VersionsScreen } from './VersionsScreen';

export function Steward({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { draft, setDraft, add } = useDraft(session.name);
  const [rules, setRules] = useState<Rules | null>(null);
  const [error, setError] = useState<unknown>(null);
  const path = useLocation().pathname;
  const reload = useCallback(async () => {
    const found = await loadRules();
    setRules(found);
    return found;
  }, []);
  useEffect(() => {
    reload().catch(setError);
  }, [reload]);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  if (error !== null) {
    return <Failed error={error} />;
  }
  if (rules === null) {
    return <Loader aria-label={t('loading')} />;
  }
  return (
    <WorkContext value={{ session, rules, reload, draft, setDraft, add }}>
      {draft.edits.length > 0 && path !== '/publish' && (
        <Alert color="blue" mb="md" role="status">
          {t('draft.notice', { count: draft.edits.length })}{' '}
          <Anchor component={Link} to="/publish" underline="always">
            {t('draft.go')}
          </Anchor>
        </Alert>
      )}
      <Routes>
        <Route path="/catalogue" element={<CatalogueScreen />} />
        <Route path="/items/:kind/:id" element={<ItemScreen key={path} />} />
        {LISTED.map((listed) => (
          <Route key={listed.page} path={`/${listed.page}`} element={<ListScreen key={listed.page} listed={listed} />} />
        ))}
        <Route path="/publish" element={<PublishScreen />} />
        <Route path="/versions" element={<VersionsScreen />} />
        <Route path="*" element={<Navigate to="/catalogue" replace />} />
      </Routes>
    </WorkContext>
  );
}
