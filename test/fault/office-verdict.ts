import { isDeepStrictEqual } from 'node:util';
import type { Operation } from './office-operations.ts';
import type { Examination, OfficeState } from './office-state.ts';

/**
 * What is wrong with the vault that an interrupted operation left: something half-done, or a state that is neither the one
 * that was reported as done nor the one after the step that was under way.
 */
export function wrongAfter(
  operation: Operation,
  initial: OfficeState,
  reported: string,
  { state, faults }: Examination,
): string[] {
  const after = Object.values(operation.steps).map((step) => step.after);
  const done = reported.split('\n').filter((line) => line.startsWith('done ')).length;
  const atLeast = stateAfter(initial, after.slice(0, done));
  const atMost = stateAfter(initial, after.slice(0, done + 1));
  const differences = operation.documentByDocument
    ? documentByDocument(state, atLeast, atMost)
    : fewerOf(differencesOf(state, atLeast), differencesOf(state, atMost));
  return [...faults, ...differences];
}

function stateAfter(initial: OfficeState, steps: readonly ((state: OfficeState) => void)[]): OfficeState {
  const state = structuredClone(initial);
  for (const after of steps) after(state);
  return state;
}

function documentByDocument(state: OfficeState, atLeast: OfficeState, atMost: OfficeState): string[] {
  const mixed = structuredClone(atLeast);
  for (const [where, versions] of Object.entries(atMost.documents)) {
    if (isDeepStrictEqual(state.documents[where], versions)) mixed.documents[where] = versions;
  }
  return differencesOf(state, mixed);
}

const fewerOf = (a: string[], b: string[]) => (a.length <= b.length ? a : b);

/** What a state has otherwise than expected, down to the single entry. */
function differencesOf(state: unknown, expected: unknown, where = ''): string[] {
  if (isDeepStrictEqual(state, expected)) return [];
  if (!isPlainObject(state) || !isPlainObject(expected)) {
    return [`${where}: ${JSON.stringify(state)} instead of ${JSON.stringify(expected)}`];
  }
  const keys = new Set([...Object.keys(state), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => differencesOf(state[key], expected[key], `${where}.${key}`));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
