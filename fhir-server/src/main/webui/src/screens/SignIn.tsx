import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { signInAddress } from '../api/session';

const PROBLEMS = ['begin-again', 'unavailable', 'not-configured'];

export function SignIn({ unavailable }: { unavailable: boolean }) {
  const { t, i18n } = useTranslation();
  const [query] = useSearchParams();
  const said = unavailable ? 'unavailable' : query.get('problem');
  return (
    <Stack maw="40rem">
      <Title order={1}>{t('welcome.title')}</Title>
      {said !== null && PROBLEMS.includes(said) && (
        <Alert color="orange" role="alert">
          {t(`welcome.problems.${said}`)}
        </Alert>
      )}
      <Text>{t('welcome.words')}</Text>
      <div>
        <Button component="a" href={signInAddress(i18n.language)} size="md">
          {t('signIn')}
        </Button>
      </div>
    </Stack>
  );
}
