import type { z } from 'zod';
import type { AnsweredCallName, windowCalls } from '../../contract/window/calls.ts';
import type { RunningJob } from '../jobs.ts';

/** What answers each call that the shell does not pass on: from validated input, to an output that is validated after. */
export type AnsweredCalls = {
  readonly [Name in AnsweredCallName]: (
    input: z.output<(typeof windowCalls)[Name]['input']>,
    job: RunningJob,
  ) => Promise<z.input<(typeof windowCalls)[Name]['output']>>;
};

/** Those of one feature. */
export type SomeCalls<Names extends AnsweredCallName> = Pick<AnsweredCalls, Names>;
