import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { violated } from '../contract/errors.ts';

/** From the sources in tests, beside the bundle everywhere else. */
export const rulesFolder: string =
  path.extname(import.meta.filename) === '.ts'
    ? path.resolve(import.meta.dirname, '../../resources/rules')
    : path.join(import.meta.dirname, 'rules');

/**
 * Rules that a law or an authority may change, from the folder of the program's rules (`resources/rules`).
 * @throws VaultError `integrity-violated` naming the file when it is not what `schema` says: nothing is done by half a rule.
 */
export async function readRules<Rules>(folder: string, name: string, schema: z.ZodType<Rules>): Promise<Rules> {
  const part = `rules/${name}.json`;
  let rules: unknown;
  try {
    rules = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'));
  } catch (error) {
    throw violated(part, 'not there, or no JSON', error);
  }
  const parsed = schema.safeParse(rules);
  if (!parsed.success) throw violated(part, 'not rules of this program');
  return parsed.data;
}
