import { z } from 'zod';
import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { parseJson } from '../crypto/statement.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { Sha256Schema, TimeSchema } from './schemas.ts';

const freeFailures = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;
const rememberedSlots = 1000;
/** A thousand slots and the days of ten years: what is larger the program did not write, and the log need not take it in. */
const largestBytes = 256 * 1024;
/** How long after it was asked for a code still belongs to the same sign-in. */
const codePatienceMs = 15 * 60_000;
/** Long after a code could be given again, also by a clock that was set back a little. */
const rememberedStepMs = 60 * 60_000;

/** More than anybody can try, and few enough to be added up. */
const mostFailures = 1_000_000_000;
const FailuresSchema = z.int().min(1).max(mostFailures);

const SignInLimitsSchema = z.strictObject({
  days: z.record(z.iso.date(), FailuresSchema),
  told: z.record(z.iso.date(), FailuresSchema).optional(),
  slots: z.record(
    Sha256Schema,
    z.strictObject({ failures: FailuresSchema, lastAt: TimeSchema, askedAt: TimeSchema.optional() }),
  ),
  steps: z.record(Sha256Schema, z.strictObject({ step: z.int().min(0), at: TimeSchema })).optional(),
  replaced: z.strictObject({ at: TimeSchema, told: z.boolean() }).optional(),
});
type SignInLimits = z.infer<typeof SignInLimitsSchema>;

/** How long a name must wait after so many failures in a row, in ms from the last one (docs/formats.md section 9). */
function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - freeFailures, 20));
}

/**
 * Counts an attempt as failed before it is made, so that killing the program does not give it back.
 * @returns how many had failed in a row before it; asking for the code is none of them while it may still come.
 * @throws VaultError `sign-in-locked-out` with `waitSeconds`, uncounted, while the name must wait.
 */
export async function beginAttempt(files: FileSystem, path: string, slot: string, now: number): Promise<number> {
  const limits = await readOrReplace(files, path, now);
  const known = limits.slots[slot] ?? { failures: 0, lastAt: 0 };
  // Asking for the code is one step of two: it alone makes nobody wait for the second.
  const counted = known.failures - (known.askedAt === undefined ? 0 : 1);
  // A clock that was set back must not lock anybody out for longer than the wait itself.
  const elapsed = Math.max(0, now - known.lastAt);
  const wait = waitAfter(counted) - elapsed;
  if (wait > 0 && now >= known.lastAt) {
    throw new VaultError('sign-in-locked-out', 'too many failures', {
      details: { waitSeconds: Math.ceil(wait / 1000) },
    });
  }
  const day = dayOf(now);
  limits.days[day] = (limits.days[day] ?? 0) + 1;
  limits.slots[slot] = { ...known, failures: known.failures + 1, lastAt: now };
  await writeLimits(files, path, limits);
  return known.failures - (isAwaited(known.askedAt, now) ? 1 : 0);
}

function isAwaited(askedAt: number | undefined, now: number): askedAt is number {
  return askedAt !== undefined && Math.abs(now - askedAt) < codePatienceMs;
}

/**
 * Takes back what `beginAttempt` counted, with the one time that this sign-in was asked for its code. What else was counted of
 * the slot stays in its day, for the log to tell of, but makes nobody wait any more.
 */
export async function attemptSucceeded(files: FileSystem, path: string, slot: string, now: number): Promise<void> {
  const limits = await readLimits(files, path);
  const askedAt = limits.slots[slot]?.askedAt;
  takeBack(limits, now);
  if (isAwaited(askedAt, now)) takeBack(limits, askedAt);
  delete limits.slots[slot];
  await writeLimits(files, path, limits);
}

/** The failures in a row of a slot make nobody wait any more; their days keep them. */
export async function forgetFailures(files: FileSystem, path: string, slot: string): Promise<void> {
  const limits = await readLimits(files, path);
  if (!limits.slots[slot]) return;
  delete limits.slots[slot];
  await writeLimits(files, path, limits);
}

/**
 * Slots have other ids from now on: their failures in a row and the codes that were accepted stay known.
 * @param ids by the former id.
 */
export async function slotsRenamed(files: FileSystem, path: string, ids: ReadonlyMap<string, string>): Promise<void> {
  const limits = await readLimits(files, path);
  const renamed = <Value>(values: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [ids.get(id) ?? id, value]));
  const { slots, steps = {} } = limits;
  if (![...Object.keys(slots), ...Object.keys(steps)].some((id) => ids.has(id))) return;
  await writeLimits(files, path, { ...limits, slots: renamed(slots), steps: renamed(steps) });
}

/** From what the log was told too, or what it counted too much there would stand for the next failure. */
function takeBack({ days, told = {} }: SignInLimits, at: number): void {
  const day = dayOf(at);
  const left = (days[day] ?? 1) - 1;
  for (const counts of [days, told]) {
    if ((counts[day] ?? 0) <= left) continue;
    if (left > 0) counts[day] = left;
    else delete counts[day];
  }
}

/** Whether the day of that moment is over. */
function isOver(at: number, now: number): boolean {
  return dayOf(at) < dayOf(now);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Notes that the attempt ended by asking for the code of a second factor: it stays counted until the code is there. */
export async function codeAsked(files: FileSystem, path: string, slot: string, now: number): Promise<void> {
  const limits = await readLimits(files, path);
  const known = limits.slots[slot];
  if (!known) return;
  limits.slots[slot] = { ...known, askedAt: now };
  await writeLimits(files, path, limits);
}

/** The step of the last code that was accepted for a slot; -1 when that is too long ago to matter, or never was. */
export async function lastCodeStep(files: FileSystem, path: string, slot: string, now: number): Promise<number> {
  const { steps = {} } = await readLimits(files, path);
  const known = steps[slot];
  return known && isRecent(known.at, now) ? known.step : -1;
}

/** A clock that was ahead for a while keeps nobody out for longer. */
function isRecent(at: number, now: number): boolean {
  return Math.abs(now - at) < rememberedStepMs;
}

/** No code of this step or an earlier one is accepted again. */
export async function codeAccepted(
  files: FileSystem,
  path: string,
  slot: string,
  { step, now }: { readonly step: number; readonly now: number },
): Promise<void> {
  const limits = await readLimits(files, path);
  const recent = Object.entries(limits.steps ?? {}).filter(([, { at }]) => isRecent(at, now));
  await writeLimits(files, path, { ...limits, steps: { ...Object.fromEntries(recent), [slot]: { step, at: now } } });
}

/** What the audit log does not know yet. */
export interface UnfoldedSignIns {
  /** The days with failed sign-ins, each with its total so far. */
  readonly days: Readonly<Record<string, number>>;
  /** How many of them it does not know. */
  readonly fresh: number;
  /** When a record that could not be read was replaced, in ms UTC. */
  readonly replacedAt: number | null;
}

export async function unfoldedSignIns(files: FileSystem, path: string): Promise<UnfoldedSignIns> {
  const { days, told = {}, replaced } = await readLimits(files, path);
  const grown = Object.entries(days).filter(([day, count]) => count > (told[day] ?? 0));
  return {
    days: Object.fromEntries(grown),
    fresh: grown.reduce((sum, [day, count]) => sum + count - (told[day] ?? 0), 0),
    replacedAt: replaced && !replaced.told ? replaced.at : null,
  };
}

/**
 * Whether the record is what the program wrote.
 * @throws VaultError `integrity-violated` when it is not; when it was replaced, until the log has been told and that day is over.
 */
export async function requireUnaltered(files: FileSystem, path: string, now: number): Promise<void> {
  const { replaced } = await readLimits(files, path);
  if (replaced !== undefined && !(replaced.told && isOver(replaced.at, now))) throw alteredRecord();
}

/** Notes what the audit log has been told; days that are over are forgotten with it. The waits stay. */
export async function foldedIntoLog(
  files: FileSystem,
  path: string,
  folded: UnfoldedSignIns,
  now: number,
): Promise<void> {
  const { replaced, ...limits } = await readLimits(files, path);
  const today = dayOf(now);
  const told: Record<string, number> = {};
  for (const [day, count] of Object.entries({ ...limits.told, ...folded.days })) {
    if (day < today && limits.days[day] === count) delete limits.days[day];
    else if (day >= today) told[day] = count;
  }
  const stays = replaced !== undefined && !isOver(replaced.at, now);
  await writeLimits(files, path, { ...limits, told, ...(stays ? { replaced: { at: replaced.at, told: true } } : {}) });
}

/** Altered, it would keep everybody out, and hold no wait that its writer did not want: it begins anew, which the log is told. */
async function readOrReplace(files: FileSystem, path: string, now: number): Promise<SignInLimits> {
  try {
    return await readLimits(files, path);
  } catch (error) {
    if (!isViolation(error)) throw error;
    return { days: {}, slots: {}, replaced: { at: now, told: false } };
  }
}

async function readLimits(files: FileSystem, path: string): Promise<SignInLimits> {
  if (((await files.stat(path))?.sizeBytes ?? 0) > largestBytes) throw alteredRecord();
  const bytes = await files.read(path);
  if (bytes === null) return { days: {}, slots: {} };
  const parsed = SignInLimitsSchema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  throw alteredRecord();
}

function alteredRecord(): VaultError {
  return violated('spool/sign-in.json', 'the record of sign-ins was altered');
}

async function writeLimits(files: FileSystem, path: string, limits: SignInLimits): Promise<void> {
  const recent = Object.entries(limits.slots)
    // A name that must wait is not forgotten for a thousand others that were tried once.
    .sort(([, a], [, b]) => waitAfter(b.failures) - waitAfter(a.failures) || b.lastAt - a.lastAt)
    .slice(0, rememberedSlots);
  const kept: SignInLimits = { ...limits, slots: Object.fromEntries(recent) };
  await files.replace(path, Buffer.from(JSON.stringify(kept), 'utf8'));
}
