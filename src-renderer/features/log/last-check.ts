import { storeOf, useStore } from '../../client/store.ts';

const checkedAt = storeOf<number | null>(null);

/** Notes that the log was verified and found sound. @param at ms UTC. */
export const noteChecked = (at: number): void => checkedAt.put(at);

/** When the log was found sound since the sign-in, in ms UTC; null: not verified, or not sound. */
export const useLastCheck = (): number | null => useStore(checkedAt);
