import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { useLanguage } from '../api/fhir';
import en from './en.json';
import zh from './zh-CN.json';

export const LANGUAGES = ['zh-CN', 'en'] as const;
const PLACE = 'hulian.language';

export async function beginWords() {
  await i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    lng: window.localStorage.getItem(PLACE) === 'en' ? 'en' : 'zh-CN',
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  say(i18next.language);
}

export function changeLanguage(language: string) {
  void i18next.changeLanguage(language);
  window.localStorage.setItem(PLACE, language);
  say(language);
}

function say(language: string) {
  document.documentElement.lang = language;
  document.title = i18next.t('product');
  useLanguage(language);
}
