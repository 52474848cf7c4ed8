import { Button, NativeSelect, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { signOut } from '../api/fhir';
import type { Session } from '../api/session';
import { changeLanguage, LANGUAGES } from '../i18n';
import { isContrasted, setContrasted, setSize, size, SIZES } from './preferences';

const PAGES = ['catalogue', 'places', 'certificates', 'prices', 'panels', 'publish', 'versions'];

interface Props {
  session: Session | null;
  steward: boolean;
  children: ReactNode;
}

export function Shell({ session, steward, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <span className="brand">{t('product')}</span>
        {steward && (
          <nav aria-label={t('navigation')}>
            {PAGES.map((page) => (
              <NavLink key={page} to={`/${page}`}>
                {t(`pages.${page}`)}
              </NavLink>
            ))}
          </nav>
        )}
        <Preferences />
        {session !== null && <Person session={session} />}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Person({ session }: { session: Session }) {
  const { t } = useTranslation();
  const roles = session.roles.map((role) => t(`roles.${role}`, { defaultValue: role })).join(', ');
  async function leave() {
    await signOut();
    window.location.assign('/console/');
  }
  return (
    <div className="prefs">
      <Text size="sm" data-testid="person">
        {t('person', { name: session.name, roles, institution: session.institution ?? t('noInstitution') })}
      </Text>
      <Button variant="outline" size="xs" onClick={() => void leave()}>
        {t('signOut')}
      </Button>
    </div>
  );
}

function Preferences() {
  const { t, i18n } = useTranslation();
  const [chosen, choose] = useState(size());
  const [high, setHigh] = useState(isContrasted());
  return (
    <div className="prefs">
      <NativeSelect
        size="xs"
        aria-label={t('language')}
        value={i18n.language}
        data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
        onChange={(event) => changeLanguage(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('textSize')}
        value={chosen}
        data={SIZES.map((value) => ({ value, label: t(`sizes.${value}`) }))}
        onChange={(event) => {
          setSize(event.currentTarget.value);
          choose(event.currentTarget.value);
        }}
      />
      <Button
        size="xs"
        variant="default"
        aria-pressed={high}
        onClick={() => {
          setContrasted(!high);
          setHigh(!high);
        }}
      >
        {t('contrast')}
      </Button>
    </div>
  );
}
