/** The lines of a kit as they stand on its paper. */
export interface KitLines {
  readonly vault: string;
  readonly root: string;
  readonly key: string;
}

const line = (name: string, text: string): string =>
  new RegExp(`^[ \\t]*# *${name}:(.*)$`, 'mi').exec(text)?.[1]?.trim() ?? '';

/**
 * What a text holds of a kit: its code has all of it, the code of older papers only the key, and so has what is typed group by group.
 * Lines that are not there are empty.
 */
export function linesIn(text: string): KitLines {
  const key = text.replace(/^[ \t]*#.*$/gm, '').replace(/\s/g, '');
  return { vault: line('vault', text), root: line('root', text), key };
}

/** The text of a kit as its file has it; null while a line is missing. */
export function kitText({ vault, root, key }: KitLines): string | null {
  const lines = [vault.trim(), root.trim(), key.replace(/\s/g, '')] as const;
  if (lines.some((one) => one === '')) return null;
  return [`# vault: ${lines[0]}`, `# root: ${lines[1]}`, lines[2]].join('\n');
}
