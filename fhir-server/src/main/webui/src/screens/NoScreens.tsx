import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/session';

/** For people whose role has no screens in this version. */
export function NoScreens({ session }: { session: Session }) {
  const { t } = useTranslation();
  const roles = session.roles.map((role) => t(`roles.${role}`, { defaultValue: role })).join(', ');
  return (
    <Stack maw="40rem">
      <Title order={1}>{t('noScreens.title')}</Title>
      <Text>
        {t('person', { name: session.name, roles, institution: session.institution ?? t('noInstitution') })}
      </Text>
      <Text>{t('noScreens.words')}</Text>
    </Stack>
  );
}
