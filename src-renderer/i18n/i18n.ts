import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The one instance. Texts are added by each part (`defineTexts`); React escapes, so i18next must not. */
const i18n = createInstance({
  lng: 'nl',
  supportedLngs: ['nl', 'en'],
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
});
void i18n.use(initReactI18next).init();

export { i18n };
