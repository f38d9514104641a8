import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, speak } from '../i18n.js';
import css from './session.module.css';

const SCHEMES = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;
const languages = Object.keys(LANGUAGES).filter((code): code is Language => code in LANGUAGES);

/** The items that choose light, dark or the system's. */
export function SchemeItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (['light', 'dark', 'auto'] as const).map((scheme) => {
    const Icon = SCHEMES[scheme];
    return (
      <Menu.Item
        key={scheme}
        leftSection={<Icon size={16} />}
        rightSection={colorScheme === scheme ? <IconCheck size={14} /> : null}
        onClick={() => setColorScheme(scheme)}
      >
        {t(`common.scheme.${scheme}`)}
      </Menu.Item>
    );
  });
}

/** The items that choose a language. */
export function LanguageItems() {
  const { i18n } = useTranslation();
  return languages.map((code) => (
    <Menu.Item
      key={code}
      lang={code}
      rightSection={i18n.language === code ? <IconCheck size={14} /> : null}
      onClick={() => void speak(code)}
    >
      {LANGUAGES[code]}
    </Menu.Item>
  ));
}

/** Language and light or dark, for pages without a person's menu. */
export function Preferences() {
  const { t } = useTranslation();
  return (
    <div className={css.preferences}>
      <Menu position="top">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('common.language')} size="lg">
            <IconLanguage size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <LanguageItems />
        </Menu.Dropdown>
      </Menu>
      <Menu position="top">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('common.scheme.title')} size="lg">
            <IconSun size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <SchemeItems />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
