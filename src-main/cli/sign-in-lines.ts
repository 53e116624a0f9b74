import type { CallOutput } from '../contract/calls.ts';
import { errorText, fill, type Messages } from '../contract/messages/index.ts';

/**
 * What somebody who has signed in is told: the accounts that this confirmed, the warnings, and below that of unfinished
 * work what failed and why.
 */
export function signInLines(
  texts: Messages,
  signedIn: Pick<CallOutput<'signIn'>, 'warnings' | 'unfinished' | 'role' | 'confirmed'>,
) {
  const { warnings, maintenanceSteps } = texts;
  const toOfficer = signedIn.role === 'privacy-officer';
  const unfinished = signedIn.unfinished.map(({ step, code, part }) => {
    return `  ${maintenanceSteps[step]}: ${errorText(texts, code, part === null ? {} : { part }, toOfficer)}`;
  });
  const confirmed = signedIn.confirmed.map((account) => fill(texts.results['account-confirmed'], account));
  const warned = signedIn.warnings.flatMap((warning) => {
    const said = (toOfficer ? texts.officerWarnings[warning] : undefined) ?? warnings[warning];
    return warning === 'work-unfinished' ? [said, ...unfinished] : [said];
  });
  return [...confirmed, ...warned];
}
