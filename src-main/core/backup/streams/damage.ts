import { VaultError, violated } from '../../../contract/errors.ts';

/**
 * What a target gives otherwise than was asked for, a file that is shorter say, is a fault of that file and not of the target.
 * @param part the file, as findings name it. @throws VaultError `integrity-violated` then; else those of `read`.
 */
export async function withDamageNamed<Result>(part: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const isOfTheFile = error instanceof VaultError && error.code === 'target-damaged' && !error.details.reason;
    throw isOfTheFile ? violated(part, 'the target does not give it whole', error) : error;
  }
}
