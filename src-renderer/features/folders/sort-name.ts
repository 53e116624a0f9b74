/** What stands before a Dutch surname, or before the name of an office, and does not count for its place in a list. */
const before = /^(?:(?:van|von|de|den|der|het|ten|ter|te|op|in|'t|'s|d')\s+)+(?=\S)/i;

/** A name as it is sorted: `Van den Berg` with the B. */
export function sortName(name: string): string {
  const particles = before.exec(name.trim())?.[0] ?? '';
  const rest = name.trim().slice(particles.length);
  return particles === '' ? rest : `${rest}, ${particles.trim()}`;
}
