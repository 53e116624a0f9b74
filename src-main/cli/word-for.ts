/** The text for a name that somebody else may have chosen: only one of the table's own, not what every object has. */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
