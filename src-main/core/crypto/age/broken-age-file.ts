import { type VaultError, violated } from '../../../contract/errors.ts';

/** The part of an age file that was found broken; the CCTV vectors tell these apart, and so does a report to the user. */
export type AgePart = 'header' | 'mac' | 'nonce' | 'payload';

/**
 * The error for an age file that is addressed to us but damaged, forged or cut off. `details.part` names the part.
 * The message never holds bytes of the file.
 */
export function brokenAgeFile(part: AgePart, message: string): VaultError {
  return violated(part, `age ${part}: ${message}`);
}
