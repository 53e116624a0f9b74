import type { keyCalls } from '../../contract/keys.ts';
import { rotateKeys } from '../../core/rotation/rotations.ts';
import type { Handlers } from '../handler.ts';

export const keyHandlers: Handlers<typeof keyCalls> = {
  keyRotate: async ({ vault, job }) => await rotateKeys(vault, job),
};
