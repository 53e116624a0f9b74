import { invalidInput } from '../../contract/error-reasons.ts';

/** The form in which names are compared; they are kept as given. */
export function comparedName(name: string): string {
  return name.normalize('NFC');
}

/**
 * The one that is called so: exactly, or, where only one is, whatever the case.
 * @param input what the name was given as.
 * @returns null when none is. @throws VaultError `invalid-input` with `candidates` (ids) when several are.
 */
export function findByName<Named extends { readonly name: string }>(
  all: Iterable<Named>,
  name: string,
  idOf: (named: Named) => string,
  input: string,
): Named | null {
  const exactly = comparedName(name);
  const anyCase = exactly.toLowerCase();
  const same: Named[] = [];
  const similar: Named[] = [];
  for (const named of all) {
    const compared = comparedName(named.name);
    if (compared === exactly) same.push(named);
    else if (compared.toLowerCase() === anyCase) similar.push(named);
  }
  const found = same.length > 0 ? same : similar;
  if (found.length > 1) {
    const candidates = found.map(idOf);
    throw invalidInput('ambiguous', input, 'several are called so', { details: { candidates } });
  }
  return found[0] ?? null;
}
