import type { CallOutput } from '../contract/calls.ts';
import { errorText, type Messages } from '../contract/messages/index.ts';

/** What somebody who has signed in is told: the warnings, and below that of unfinished work what failed and why. */
export function signInLines(texts: Messages, signedIn: Pick<CallOutput<'signIn'>, 'warnings' | 'unfinished' | 'role'>) {
  const { warnings, maintenanceSteps } = texts;
  const toOfficer = signedIn.role === 'privacy-officer';
  const unfinished = signedIn.unfinished.map(({ step, code, part }) => {
    return `  ${maintenanceSteps[step]}: ${errorText(texts, code, part === null ? {} : { part }, toOfficer)}`;
  });
  return signedIn.warnings.flatMap((warning) => {
    const said = (toOfficer ? texts.officerWarnings[warning] : undefined) ?? warnings[warning];
    return warning === 'work-unfinished' ? [said, ...unfinished] : [said];
  });
}
