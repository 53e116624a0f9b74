import classes from './NameText.module.css';

const shortName = 24;
const endOfStem = 6;

/** Where a name is cut when it does not fit: before the last letters and the extension, which stay; without one at its end. */
export function nameParts(name: string): { readonly start: string; readonly end: string } {
  const letters = [...name];
  if (letters.length <= shortName) return { start: name, end: '' };
  // A full stop within a name, as in "H.J. van Dam", begins no extension.
  const extension = /.(\.[\p{L}\p{N}]{1,9})$/u.exec(name)?.[1];
  if (extension === undefined) return { start: name, end: '' };
  const kept = [...extension].length + endOfStem;
  return { start: letters.slice(0, -kept).join(''), end: letters.slice(-kept).join('') };
}

/** A name as it was given, in the direction of its own letters; too long for its place, it is cut but keeps its extension. */
export function NameText({ name }: { readonly name: string }) {
  const { start, end } = nameParts(name);
  if (end === '') {
    return (
      <bdi className={classes.whole} title={name}>
        {name}
      </bdi>
    );
  }
  return (
    <bdi className={classes.cut} title={name}>
      <span className={classes.spoken}>{name}</span>
      <span className={classes.start} aria-hidden>
        {start}
      </span>
      <span className={classes.end} aria-hidden>
        {end}
      </span>
    </bdi>
  );
}
