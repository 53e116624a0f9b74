import { z } from 'zod';
import { sessionCall } from './define.ts';
import { count } from './shapes.ts';

/** The keys that the whole office shares. */
export const keyCalls = {
  /**
   * Privacy Officer only: a new key for the database and a new office secret, for a vault whose present ones may be in other hands. How many
   * people and computers have them; nobody has to do anything. Progress in pages. What fails half way goes on at her next sign-in.
   */
  keyRotate: sessionCall(z.strictObject({}), z.strictObject({ people: count, computers: count })),
};
