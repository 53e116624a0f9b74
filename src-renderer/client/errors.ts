import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionContext } from '../app/session.ts';
import { errorText } from '../i18n/error-text.ts';
import type { ErrorText } from '../i18n/error-texts.ts';
import type { CallError } from './client.ts';

/** Says errors in the language of the moment, to the Privacy Officer what she herself can do. */
export function useErrorText(): (error: CallError) => ErrorText {
  const { i18n } = useTranslation();
  const toOfficer = useContext(SessionContext)?.role === 'privacy-officer';
  return (error) => errorText(error, i18n.language, toOfficer);
}
