/** A text without its case and accents, and `ĳ` as two letters: how names are compared by what is typed. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a name was typed over, whatever the case and accents. */
export const isTypedName = (typed: string, name: string): boolean => folded(typed.trim()) === folded(name.trim());

/** Tells of names whether they hold every word of a text, whatever the case and accents. */
export function holdsWordsOf(text: string): (name: string) => boolean {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return (name) => {
    const letters = folded(name);
    return words.every((word) => letters.includes(word));
  };
}
