/** Letters that Unicode does not take apart, with what people type instead. */
const likeLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ı', 'i'],
]);
const likeLetter = new RegExp(`[${[...likeLetters.keys()].join('')}]`, 'gu');
const onlyAscii = /^[\p{ASCII}]*$/u;

/** The form in which texts are searched: lower case, without accents, ligatures and wide letters taken apart. */
export function foldedText(text: string): string {
  const lower = text.toLowerCase();
  if (onlyAscii.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(likeLetter, (letter) => likeLetters.get(letter) ?? letter);
}
