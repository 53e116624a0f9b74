import { z } from 'zod';
import type { VaultError } from '../../../contract/errors.ts';
import { parseJson } from '../../crypto/statement.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { type Change, changeVault } from '../../vault/change.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import { TimeSchema } from '../../vault/schemas.ts';
import { dayOf } from '../repository/statements.ts';
import { type KnownTarget, memoryOf, readBackupSettings } from '../targets/kept-settings.ts';
import type { BackupRun } from './run-backup.ts';

/*
 * What the log of the vault is to be told of runs (docs/formats.md section 15.8), whether anybody was signed in or not: of each
 * target and day (UTC) the first good one, and the first of each way to fail. A run a minute would make more entries than all
 * else, and each of them is in the next backup. Two files, so that a run and a sign-in never write the same one.
 */

const mostNotes = 100;

const NoteSchema = z.strictObject({
  /** From 1. */
  number: z.int().min(1),
  at: TimeSchema,
  /** `made`, `damaged` without some objects of the vault, `lost` when the target has lost its end; else the code of an error. */
  outcome: z.string().max(100),
  /** Null where there is none. */
  snapshot: z.int().min(1).nullable(),
});
type Note = z.infer<typeof NoteSchema>;

const NotesSchema = z.array(NoteSchema).max(mostNotes);
const ToldSchema = z.strictObject({ upTo: z.int().min(0) });

const notesFile = (memory: string) => `${memory}/notes.json`;
const toldFile = (memory: string) => `${memory}/told.json`;

/** @param memory the folder of the target, on this computer, which no other program uses meanwhile. */
export async function noteRun(
  files: FileSystem,
  memory: string,
  run: BackupRun | VaultError,
  at: number,
): Promise<void> {
  const notes = await readNotes(files, memory);
  const isKnown = (outcome: string) => notes.some((note) => note.outcome === outcome && dayOf(note.at) === dayOf(at));
  const snapshot = run instanceof Error ? null : run.snapshot.number;
  const last = notes.at(-1)?.number ?? (await readTold(files, memory));
  const added = outcomesOf(run)
    .filter((outcome) => !isKnown(outcome))
    .map((outcome, index): Note => ({ number: last + 1 + index, at, outcome, snapshot }));
  if (added.length === 0) return;
  await files.replace(notesFile(memory), Buffer.from(JSON.stringify([...notes, ...added].slice(-mostNotes)), 'utf8'));
}

function outcomesOf(run: BackupRun | VaultError): string[] {
  if (run instanceof Error) return [run.code];
  return [run.damaged.size === 0 ? 'made' : 'damaged', ...(run.lostItsEnd ? ['lost'] : [])];
}

/**
 * Tells the log what it does not know yet. A vault that takes no changes is told later.
 * @returns how much was told. @throws VaultError `integrity-violated` part `backup-settings`.
 */
export async function tellRuns(vault: OpenVault): Promise<number> {
  if (vault.readOnly) return 0;
  const { files } = vault.env;
  const { targets } = await readBackupSettings(vault);
  const untold: { readonly target: KnownTarget; readonly memory: string; readonly notes: readonly Note[] }[] = [];
  for (const target of targets) {
    const memory = memoryOf(vault, target.id);
    const told = await readTold(files, memory);
    const notes = (await readNotes(files, memory)).filter(({ number }) => number > told);
    if (notes.length > 0) untold.push({ target, memory, notes });
  }
  if (untold.length === 0) return 0;
  changeVault(vault, (change) => {
    for (const { target, notes } of untold) for (const note of notes) tell(vault, change, target, note);
  });
  for (const { memory, notes } of untold) {
    const told = { upTo: notes.at(-1)?.number ?? 0 };
    await files.replace(toldFile(memory), Buffer.from(JSON.stringify(told), 'utf8'));
  }
  return untold.reduce((sum, { notes }) => sum + notes.length, 0);
}

function tell({ computer }: OpenVault, change: Change, { id, name }: KnownTarget, note: Note): void {
  const about = { target: id, targetName: name, computer: computer.id, madeAt: note.at };
  const { outcome, snapshot } = note;
  if (outcome === 'made') change.tell('backup-made', { ...about, snapshot });
  else if (outcome === 'damaged') change.tell('backup-made-without', { ...about, snapshot });
  else if (outcome === 'lost') change.tell('backups-lost', { ...about, snapshot });
  else change.tell('backup-failed', { ...about, problem: outcome });
}

async function readNotes(files: FileSystem, memory: string): Promise<readonly Note[]> {
  const bytes = await files.read(notesFile(memory));
  return NotesSchema.safeParse(bytes && parseJson(bytes)).data ?? [];
}

async function readTold(files: FileSystem, memory: string): Promise<number> {
  const bytes = await files.read(toldFile(memory));
  return ToldSchema.safeParse(bytes && parseJson(bytes)).data?.upTo ?? 0;
}
