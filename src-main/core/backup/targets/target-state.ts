import { z } from 'zod';
import type { Finding, Problem } from '../../../contract/check.ts';
import { type ErrorCode, errorCodes, type VaultError } from '../../../contract/errors.ts';
import { parseJson } from '../../crypto/statement.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { TimeSchema } from '../../vault/schemas.ts';
import type { TargetHistory } from '../engine/schedule.ts';
import { type Pruned, readPruned } from '../prune/prune-state.ts';
import { noTraits, readTraits, type TargetTraits } from './target-traits.ts';

/*
 * How runs and verifications of one target went (docs/formats.md section 15.8): for the next ones to be in time, and to be
 * shown. Nothing else relies on it, and what cannot be read is as if there had been none. Two files, for a verification goes on
 * beside runs.
 */

/** More say no more. */
const mostFindings = 100;
const longestTextCharacters = 1000;

const problems: Readonly<Record<Problem, true>> = {
  altered: true,
  superfluous: true,
  missing: true,
  unreadable: true,
  'unknown-file': true,
  'unfinished-write': true,
  'vault-rolled-back': true,
  foreign: true,
  forged: true,
  forked: true,
  'clock-went-back': true,
  'cut-off': true,
  'backups-rolled-back': true,
};

const TextSchema = z.string().max(longestTextCharacters);
const ProblemSchema = z.custom<Problem>((value) => typeof value === 'string' && Object.hasOwn(problems, value));
const CodeSchema = z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(errorCodes, value));
const CountSchema = z.int().min(0);

const FoundSchema = z
  .array(z.strictObject({ at: TimeSchema, part: TextSchema, problem: ProblemSchema, what: TextSchema }))
  .max(mostFindings);

const RunsSchema = z.strictObject({
  /** When the first run ended well. */
  since: TimeSchema.nullable(),
  /** The last run that ended well, and the number of the newest snapshot then. */
  good: z.strictObject({ at: TimeSchema, tookMs: CountSchema, number: z.int().min(1) }).nullable(),
  failed: z
    .strictObject({
      at: TimeSchema,
      inARow: z.int().min(1),
      jitter: z.number().min(0).lt(1),
      code: CodeSchema,
      reason: TextSchema.nullable(),
    })
    .nullable(),
  /** Of reading back what runs sent. */
  findings: FoundSchema,
});

const VerifiedSchema = z.strictObject({
  /** When one last ended, and what it found; null: none has. */
  done: z.strictObject({ at: TimeSchema, findings: FoundSchema }).nullable(),
  begunAt: TimeSchema,
});

type Runs = z.infer<typeof RunsSchema>;
type Verified = z.infer<typeof VerifiedSchema>;

export interface TargetState extends Runs {
  readonly verified: Verified | null;
  readonly traits: TargetTraits;
  readonly pruned: Pruned | null;
}

const noRuns: Runs = { since: null, good: null, failed: null, findings: [] };
export const noState: TargetState = { ...noRuns, verified: null, traits: noTraits, pruned: null };

const runsFile = (memory: string) => `${memory}/state.json`;
const verifiedFile = (memory: string) => `${memory}/verified.json`;

/** @param memory the folder of the target, on this computer. */
export async function readState(files: FileSystem, memory: string): Promise<TargetState> {
  const [runs, verified] = [await files.read(runsFile(memory)), await files.read(verifiedFile(memory))];
  return {
    ...(RunsSchema.safeParse(runs && parseJson(runs)).data ?? noRuns),
    verified: VerifiedSchema.safeParse(verified && parseJson(verified)).data ?? null,
    traits: await readTraits(files, memory),
    pruned: await readPruned(files, memory),
  };
}

/** Of the runs; a verification keeps its own. */
export async function writeState(files: FileSystem, memory: string, state: TargetState): Promise<void> {
  const { verified: _verified, traits: _traits, pruned: _pruned, ...runs } = state;
  await files.makeFolder(memory);
  await files.replace(runsFile(memory), Buffer.from(JSON.stringify(RunsSchema.parse(runs)), 'utf8'));
}

export async function writeVerified(files: FileSystem, memory: string, verified: Verified): Promise<void> {
  await files.makeFolder(memory);
  await files.replace(verifiedFile(memory), Buffer.from(JSON.stringify(VerifiedSchema.parse(verified)), 'utf8'));
}

/** What is wrong with what lies there, as far as it was read since everything was. */
export function findingsOf({ findings, verified }: TargetState): z.infer<typeof FoundSchema> {
  const done = verified?.done;
  return done ? [...done.findings, ...findings.filter(({ at }) => at > done.at)] : findings;
}

export function historyOf({ since, good, failed, verified, pruned }: TargetState): TargetHistory {
  return {
    since,
    goodAt: good?.at ?? null,
    tookMs: good?.tookMs ?? 0,
    failed,
    verifiedAt: verified?.done?.at ?? null,
    verifyBegunAt: verified?.begunAt ?? null,
    prunedAt: pruned?.done?.at ?? null,
  };
}

/** A run that ended well at `at`, with what was found when it was read back. */
export function afterGoodRun(
  state: TargetState,
  run: { readonly at: number; readonly tookMs: number; readonly number: number; readonly findings: readonly Finding[] },
): TargetState {
  const { at, tookMs, number } = run;
  const findings = [...state.findings, ...foundAt(at, run.findings)].slice(-mostFindings);
  return { ...state, since: state.since ?? at, good: { at, tookMs, number }, failed: null, findings };
}

/** @param jitter as `TargetHistory` has it. */
export function afterFailedRun(
  state: TargetState,
  { at, jitter, error }: { readonly at: number; readonly jitter: number; readonly error: VaultError },
): TargetState {
  const { reason } = error.details;
  const failed = { at, jitter, inARow: (state.failed?.inARow ?? 0) + 1, code: error.code };
  return { ...state, failed: { ...failed, reason: typeof reason === 'string' ? shortened(reason) : null } };
}

export function foundAt(at: number, findings: readonly Finding[]): Runs['findings'] {
  const found = findings.map(({ part, problem, what }) => ({
    at,
    part: shortened(part),
    problem,
    what: shortened(what),
  }));
  return found.slice(0, mostFindings);
}

function shortened(text: string): string {
  return text.slice(0, longestTextCharacters);
}
