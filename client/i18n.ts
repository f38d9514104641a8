import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages that people can choose, with their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español' } as const;
export type Language = keyof typeof LANGUAGES;

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', es: 'es-ES' };
const KEY = 'tandem-language';

const loaders: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('./locales/en/index.js'),
  de: () => import('./locales/de/index.js'),
  es: () => import('./locales/es/index.js'),
};

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && Object.hasOwn(LANGUAGES, value);

function preferred(): Language {
  const kept = localStorage.getItem(KEY);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await loaders[language]()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Speaks a language from now on, and the next time too. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  localStorage.setItem(KEY, language);
}

/** Speaks a person's language, unless another was chosen here. */
export async function speakAs(language: Language): Promise<void> {
  if (!isLanguage(localStorage.getItem(KEY)) && language !== i18next.language) await load(language);
}

/** Prepares translation; must be awaited before the first render. */
export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: preferred(),
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  });
  await load(preferred());
}

/** The locale for dates and numbers (en-GB, de-DE, es-ES). */
export const locale = (): string => (isLanguage(i18next.language) ? LOCALES[i18next.language] : LOCALES.en);
