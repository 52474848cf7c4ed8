import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { difference } from '../rules/compare';
import type { Rules } from '../rules/versions';
import { Difference } from './Difference';
import { shownInstant } from './shown';

/** What others published since a draft was begun. */
export function Meanwhile({ rules, since }: { rules: Rules; since: string }) {
  const { t, i18n } = useTranslation();
  const at = rules.versions.findIndex((version) => version.id === since);
  return rules.versions.slice(0, Math.max(at, 0)).map((version, index) => (
    <Alert
      key={version.id}
      color="orange"
      my="sm"
      role="status"
      title={t('publish.meanwhile', {
        name: version.name,
        editor: version.editor === '' ? t('publish.someone') : version.editor,
        when: shownInstant(version.published, i18n.language),
      })}
    >
      <Difference edits={difference(rules.versions[index + 1]?.files ?? {}, version.files)} />
    </Alert>
  ));
}
