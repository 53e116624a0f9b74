import { readFileSync } from 'node:fs';
import path from 'node:path';

const pageFolder = path.join(import.meta.dirname, 'page');
const mainWorldSource = readFileSync(path.join(pageFolder, 'main-world.js'), 'utf8');
const preloadWorldSource = readFileSync(path.join(pageFolder, 'preload-world.js'), 'utf8');

/** The name of the world that the preload runs in; the binding to the host exists in worlds of this name only. */
export const preloadWorld = 'preload';
export const binding = '__host';

export type Accelerators = readonly (readonly [combination: string, item: number])[];

/** @param channel the random name over which the two worlds find each other. */
export function mainWorldScript(channel: string): string {
  return fill(mainWorldSource, { CHANNEL: JSON.stringify(channel) });
}

export function preloadWorldScript(channel: string, preload: string, accelerators: Accelerators): string {
  return fill(preloadWorldSource, {
    CHANNEL: JSON.stringify(channel),
    BINDING: JSON.stringify(binding),
    ACCELERATORS: JSON.stringify(accelerators),
    // As Node wraps a file of CommonJS.
    PRELOAD: `((module, exports, require) => {${preload}\n})`,
  });
}

/** Puts texts in the places of upper-case words; in one go, so that a text that holds such a word stays as it is. */
function fill(source: string, places: Record<string, string>): string {
  const code = source.replace(/^\/\/.*$/gm, '');
  return code.replace(new RegExp(`\\b(${Object.keys(places).join('|')})\\b`, 'g'), (word) => places[word] ?? word);
}
