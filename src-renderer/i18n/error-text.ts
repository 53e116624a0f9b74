import type { ErrorCode, ErrorDetails } from '../../src-main/contract/errors.ts';
import type { ErrorChoices, ErrorText, ErrorTexts } from './error-texts.ts';
import { errorsEn } from './errors.en.ts';
import { errorsNl } from './errors.nl.ts';
import { type Formats, formatsOf } from './format.ts';

/** What of an error is told. */
interface ToldError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

const placeholder = /\{\{(\w+)\}\}/g;
const secondMs = 1000;

type Values = Readonly<Record<string, string>>;

/** What the details of an error say, as words: times of the clock, sizes of lists, why a password was refused. */
function valuesOf(details: ErrorDetails, texts: ErrorTexts, formats: Formats): Values {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'string') values[name] = value;
    if (typeof value === 'number') values[name] = formats.number(value);
  }
  if (typeof details.since === 'number') values.since = formats.timeInText(details.since);
  if (typeof details.waitSeconds === 'number') {
    values.clock = formats.clock(Date.now() + details.waitSeconds * secondMs);
  }
  if (Array.isArray(details.reasons)) {
    values.flaws = details.reasons.map((flaw: string) => texts.passwordFlaws[flaw] ?? flaw).join(', ');
  }
  return values;
}

const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (whole, name: string) => values[name] ?? whole);

const isComplete = (text: string, values: Values): boolean =>
  [...text.matchAll(placeholder)].every(([, name]) => name !== undefined && Object.hasOwn(values, name));

/** The texts of a code from the most particular on: of its reason, for the Privacy Officer, for everybody. */
function choicesOf({ code, details }: ToldError, texts: ErrorTexts, toOfficer: boolean): readonly ErrorText[] {
  const byCode: Partial<Record<string, Readonly<Record<string, ErrorChoices>>>> = texts.reasons;
  const ofReason = typeof details.reason === 'string' ? (byCode[code]?.[details.reason] ?? []) : [];
  const forOfficer = toOfficer ? (texts.officer[code] ?? []) : [];
  return [...ofReason, ...forOfficer, ...texts.codes[code]];
}

/** An error in words. @param toOfficer whether the Privacy Officer herself is told. */
export function errorText(error: ToldError, language: string, toOfficer: boolean): ErrorText {
  const texts = language === 'en' ? errorsEn : errorsNl;
  const values = valuesOf(error.details, texts, formatsOf(language));
  const choices = choicesOf(error, texts, toOfficer);
  const chosen = choices.find((choice) => Object.values(choice).every((text) => isComplete(text, values)));
  const { what, kept, todo } = chosen ?? texts.codes.internal[1] ?? texts.codes.internal[0];
  return { what: fill(what, values), kept: fill(kept, values), todo: fill(todo, values) };
}
