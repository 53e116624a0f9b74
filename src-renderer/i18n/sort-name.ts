/** What stands before a Dutch surname, or before the name of an office, and does not count for its place in a list. */
const particle = "(?:van|von|de|den|der|het|ten|ter|te|op|in|'t|'s|d')";
const before = new RegExp(`^(?:${particle}\\s+)+(?=\\S)`, 'i');
/** A surname is what begins at the first such word within a name, else the last word. */
const surname = new RegExp(`\\s((?:${particle}\\s.*)?\\S+)$`, 'i');

/** A name as it is sorted: `Van den Berg` with the B. */
export function sortName(name: string): string {
  const particles = before.exec(name.trim())?.[0] ?? '';
  const rest = name.trim().slice(particles.length);
  return particles === '' ? rest : `${rest}, ${particles.trim()}`;
}

/** The name of a person as it is sorted: `Petra van der Meer` with the M. */
export function personSortName(name: string): string {
  const whole = name.trim();
  const found = surname.exec(whole);
  return found?.[1] === undefined ? sortName(whole) : `${sortName(found[1])}, ${whole.slice(0, found.index)}`;
}
