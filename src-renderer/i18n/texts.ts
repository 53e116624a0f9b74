import { useTranslation } from 'react-i18next';
import { i18n } from './i18n.ts';

/** The texts of one part of the interface in Dutch; English has the same keys (`satisfies EnglishOf<typeof nl>`). */
type Dutch = Readonly<Record<string, string>>;
export type EnglishOf<Nl extends Dutch> = { readonly [Key in keyof Nl]: string };

/** What a text has between double braces. */
type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;
/** `key_one` and `key_other` are one text, chosen by `count`. */
type Key<Nl extends Dutch> = keyof Nl extends infer K
  ? K extends `${infer Base}_one` | `${infer Base}_other`
    ? Base
    : K
  : never;
type TextOf<Nl extends Dutch, K extends string> = K extends keyof Nl
  ? Nl[K]
  : `${K}_other` extends keyof Nl
    ? Nl[`${K}_other`]
    : never;
type Values<Names extends string> = [Names] extends [never]
  ? []
  : [values: { readonly [Name in Names]: Name extends 'count' ? number : string | number }];
type NamesIn<Nl extends Dutch, K extends string> = Placeholders<TextOf<Nl, K>> | (K extends keyof Nl ? never : 'count');

/** One part's texts, ready for `useTexts`. */
export interface Texts<Nl extends Dutch> {
  readonly namespace: string;
  /** Only for its type. */
  readonly nl: Nl;
}

/** Says a text: the key must exist and every placeholder must be given, or the build fails. */
export type Say<Nl extends Dutch> = <K extends Key<Nl> & string>(key: K, ...values: Values<NamesIn<Nl, K>>) => string;

/** Makes a part's texts known. @param nl declared `as const`. @param en declared `satisfies EnglishOf<typeof nl>`. */
export function defineTexts<const Nl extends Dutch>(namespace: string, nl: Nl, en: EnglishOf<Nl>): Texts<Nl> {
  i18n.addResourceBundle('nl', namespace, nl);
  i18n.addResourceBundle('en', namespace, en);
  return { namespace, nl };
}

/** The texts of a part in the language of the moment. */
export function useTexts<Nl extends Dutch>(texts: Texts<Nl>): Say<Nl> {
  const { t } = useTranslation(texts.namespace);
  return (key, ...[values]) => {
    const name: string = key;
    return t(name, { ...values });
  };
}
