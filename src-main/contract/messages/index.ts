import type { ErrorCode, ErrorDetails } from '../errors.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

/** Every text that users see. English says which there are; a language that lacks one does not compile. */
export type Messages = typeof en;

export const languages = { nl, en } as const satisfies Record<string, Messages>;
export type Language = keyof typeof languages;

const placeholder = /\{(\w+)\}/g;

/** Puts values in the place of `{name}`. A name without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : Array.isArray(value) ? value.join(', ') : String(value);
  });
}

/**
 * What is said of an error: the first of its texts for which the details hold every value. Those of its cause come first,
 * then those for the Privacy Officer herself.
 */
export function errorText(
  texts: Pick<Messages, 'errors' | 'causes' | 'officerErrors'>,
  code: ErrorCode,
  details: ErrorDetails,
  toOfficer = false,
): string {
  const causes: Partial<Record<ErrorCode, Readonly<Record<string, readonly string[]>>>> = texts.causes;
  const ofCause = typeof details.reason === 'string' ? (causes[code]?.[details.reason] ?? []) : [];
  const forOfficer = toOfficer ? (texts.officerErrors[code] ?? []) : [];
  const complete = [...ofCause, ...forOfficer, ...texts.errors[code]].find((text) =>
    [...text.matchAll(placeholder)].every(([, name]) => name !== undefined && Object.hasOwn(details, name)),
  );
  return fill(complete ?? code, details);
}
