import path from 'node:path';

// What one file system or another does not take in a name, so that an export can be carried from one to the other.
// Marks that turn the direction of letters would show another ending than the name has.
const forbidden = /[<>:"|?*\\\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;
/** In bytes of UTF-8, which Linux counts; Windows counts 255 characters. */
const longestName = 200;
/** What is longer after the last full stop is no ending that a program goes by. */
const longestEnding = 20;

/** One part of a path that every file system takes, and that leads nowhere else. */
export function safeName(name: string): string {
  const plain = withoutTail(name.normalize('NFC').replaceAll('/', '_').replace(forbidden, '_'));
  const { ext } = path.parse(plain);
  const ending = ext.length > longestEnding ? '' : ext;
  const isLong = Buffer.byteLength(plain) > longestName;
  const cut = isLong ? beginningOf(plain, longestName - Buffer.byteLength(ending)) + ending : plain;
  // What begins with a full stop is hidden, and run by itself in some places.
  const short = withoutTail(cut).replace(/^\./, '_.');
  if (short === '') return '_';
  return reserved.test(short) ? `_${short}` : short;
}

/** As many whole characters as fit in so many bytes. */
function beginningOf(name: string, bytes: number): string {
  let beginning = '';
  for (const character of name) {
    if (Buffer.byteLength(beginning + character) > bytes) break;
    beginning += character;
  }
  return beginning;
}

function withoutTail(name: string): string {
  return name.replace(/[. ]+$/, '');
}

/**
 * Where documents go in a directory, by their paths in the folder: each a name of its own whatever the case, none outside.
 * @param taken whether something is at a path already.
 */
export function placesFor(directory: string, names: readonly string[], taken: (place: string) => boolean): string[] {
  const given = new Set<string>();
  const isFree = (place: string) => !given.has(place.toLowerCase()) && !taken(place);
  return names.map((name) => {
    const parts = name
      .split('/')
      .filter((part) => part !== '')
      .map(safeName);
    const wanted = path.join(directory, ...(parts.length === 0 ? ['_'] : parts));
    const { dir, name: stem, ext } = path.parse(wanted);
    let place = wanted;
    for (let number = 2; !isFree(place); number += 1) place = path.join(dir, `${stem} (${number})${ext}`);
    given.add(place.toLowerCase());
    return place;
  });
}
