import { i18n } from '../../src-renderer/i18n/i18n.ts';
import type { Say, Texts } from '../../src-renderer/i18n/texts.ts';

/** What `useTexts` gives, in a language and outside of a component. */
export function sayIn<Nl extends Readonly<Record<string, string>>>(texts: Texts<Nl>, language: 'nl' | 'en'): Say<Nl> {
  const t = i18n.getFixedT(language, texts.namespace);
  return (key, ...[values]) => {
    const name: string = key;
    return t(name, { ...values });
  };
}
