import type { CallOutput } from '../contract/calls.ts';
import { errorText, type Messages } from '../contract/messages/index.ts';

/** What somebody who has signed in is told: the warnings, and below that of unfinished work what failed and why. */
export function signInLines(
  { errors, warnings, maintenanceSteps }: Pick<Messages, 'errors' | 'warnings' | 'maintenanceSteps'>,
  signedIn: Pick<CallOutput<'signIn'>, 'warnings' | 'unfinished'>,
): string[] {
  const unfinished = signedIn.unfinished.map(({ step, code, part }) => {
    return `  ${maintenanceSteps[step]}: ${errorText({ errors }, code, part === null ? {} : { part })}`;
  });
  return signedIn.warnings.flatMap((warning) =>
    warning === 'work-unfinished' ? [warnings[warning], ...unfinished] : [warnings[warning]],
  );
}
