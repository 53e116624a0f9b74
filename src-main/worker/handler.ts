import type { z } from 'zod';
import type { Calls } from '../contract/define.ts';
import type { Job } from '../core/job.ts';
import type { Environment, OpenVault } from '../core/vault/open-vault.ts';

/** What a handler of a session call is given. */
export interface SessionContext {
  readonly vault: OpenVault;
  readonly job: Job;
}

/** What a handler of a sessionless call is given. */
export interface SessionlessContext {
  readonly env: Environment;
  readonly job: Job;
}

/** One handler for each call of a feature's contract: the thin step from validated input to the core. */
export type Handlers<Feature extends Calls> = {
  readonly [Name in keyof Feature]: (
    context: Feature[Name]['session'] extends 'signed-in' ? SessionContext : SessionlessContext,
    input: z.output<Feature[Name]['input']>,
  ) => Promise<z.input<Feature[Name]['output']>>;
};
