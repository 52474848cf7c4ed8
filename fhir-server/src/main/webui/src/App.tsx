import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequestToken } from './api/fhir';
import { currentSession, type Session } from './api/session';
import { Shell } from './parts/Shell';
import { NoScreens } from './screens/NoScreens';
import { SignIn } from './screens/SignIn';
import { Steward } from './screens/Steward';

export function App() {
  const { t } = useTranslation();
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    currentSession()
      .then((found) => {
        useRequestToken(found?.requestToken ?? '');
        setSession(found);
      })
      .catch(() => {
        setFailed(true);
        setSession(null);
      });
  }, []);
  if (session === undefined) {
    return <Loader aria-label={t('loading')} m="xl" />;
  }
  const steward = session?.roles.includes('steward') ?? false;
  return (
    <Shell session={session} steward={steward}>
      {session === null && <SignIn unavailable={failed} />}
      {session !== null && !steward && <NoScreens session={session} />}
      {session !== null && steward && <Steward session={session} />}
    </Shell>
  );
}
