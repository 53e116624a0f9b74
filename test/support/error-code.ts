import { VaultError } from '../../src-main/contract/errors.ts';

/** The code of a VaultError; of any other error its text. */
export function codeOf(error: unknown): string {
  return error instanceof VaultError ? error.code : String(error);
}
