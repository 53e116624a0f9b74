import type { CallOutput } from '../contract/calls.ts';
import { errorText, fill, type Messages } from '../contract/messages/index.ts';

/**
 * What somebody who has signed in is told: attempts that failed, the accounts that this confirmed, the warnings, and below that of unfinished
 * work what failed and why.
 */
export function signInLines(
  texts: Messages,
  signedIn: Pick<CallOutput<'signIn'>, 'warnings' | 'unfinished' | 'role' | 'confirmed' | 'failedAttempts'>,
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
  const { own, office } = signedIn.failedAttempts;
  const failed = [
    ...(own > 0 ? [fill(texts.results['failed-own'], { count: String(own) })] : []),
    ...(office !== null && office > 0 ? [fill(texts.results['failed-office'], { count: String(office) })] : []),
  ];
  return [...failed, ...confirmed, ...warned];
}
