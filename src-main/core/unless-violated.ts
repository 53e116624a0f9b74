import { isViolation } from '../contract/errors.ts';

/** What `read` gives; null where that is not what was written there. Whoever calls it says why it may go on without. */
export function unlessViolated<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (isViolation(error)) return null;
    throw error;
  }
}

/** As `unlessViolated`, for what takes time. */
export async function unlessViolatedAsync<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (isViolation(error)) return null;
    throw error;
  }
}
