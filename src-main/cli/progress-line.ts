import type { Formats } from './formats.ts';
import type { Terminal } from './terminal.ts';

/** What is over sooner is not told of, in ms. */
const patienceMs = 300;

/** Tells how far a call is, on a terminal, as soon as it takes longer than one notices. */
export function progressLine(terminal: Terminal, formats: Formats, word: string) {
  const startedAt = performance.now();
  return (done: number, total: number | null): void => {
    if (performance.now() - startedAt < patienceMs) return;
    const far = total === null || total === 0 ? formats.count(done) : `${Math.floor((done / total) * 100)} %`;
    terminal.progress(`${word}: ${far}`);
  };
}
