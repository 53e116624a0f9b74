import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { pruningTexts } from './texts.ts';

/** Says how much some files are. */
export function useAmount(): (tally: { readonly files: number; readonly bytes: number }) => string {
  const say = useTexts(pruningTexts);
  const { size } = useFormats();
  return ({ files, bytes }) => (files === 0 ? say('nothing') : say('amount', { count: files, size: size(bytes) }));
}
