import { Alert, Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FhirError } from '../api/fhir';
import { signInAddress } from '../api/session';

/** What went wrong with a request, and what to do. */
export function Failed({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation();
  const status = error instanceof FhirError ? error.status : -1;
  const kind = status === 401 ? 'expired' : status === 403 ? 'forbidden' : status === 0 ? 'offline' : 'other';
  return (
    <Alert color="red" role="alert" title={t(`failed.${kind}.title`)} my="md">
      <p>{t(`failed.${kind}.words`)}</p>
      {status === 401 && <Anchor href={signInAddress(i18n.language)}>{t('signIn')}</Anchor>}
      {kind === 'other' && error instanceof Error && <p>{error.message}</p>}
    </Alert>
  );
}
