import type { ErrorCode } from '../../src-main/contract/errors.ts';
import { useFormats } from '../i18n/format.ts';
import type { CallError } from './client.ts';

/** An error in words: what happened, what was kept, what to do. */
export interface ErrorText {
  readonly what: string;
  readonly kept: string;
  readonly todo: string;
}

export function useErrorText(): (error: CallError) => ErrorText {
  const formats = useFormats();
  void formats;
  return (error) => ({ what: error.code satisfies ErrorCode, kept: '', todo: '' });
}
