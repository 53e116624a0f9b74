import path from 'node:path';
import type { TempFolder } from '../support/temp-folder.ts';
import { copyOffice } from './create-trial-office.ts';
import { type OperationName, operationOf, runOperation } from './office-operations.ts';
import { examine, openedByKit } from './office-state.ts';
import { wrongAfter } from './office-verdict.ts';
import { environmentOf, type Office } from './trial-office.ts';

const program = path.join(import.meta.dirname, 'programs/vault-operations.ts');

/** An operation that is going to be interrupted, and what it starts from. */
export interface Trial {
  /** Not to be touched: copies of it are. */
  readonly start: Office;
  /** Does the operation in this process; `say` as of `runOperation`. */
  run(office: Office, say: (line: string) => void): Promise<void>;
  /** How to run the operation in a process of its own. */
  programAt(office: Office): { command: string; args: string[] };
  /** What is wrong with what the operation left, having reported so much; empty when nothing is. */
  wrongAt(office: Office, reported: string): Promise<string[]>;
}

/**
 * @param folder holds `sources`, written by `writeImportedFiles`; gets copies of the office.
 */
export async function prepareTrial(name: OperationName, office: Office, folder: TempFolder): Promise<Trial> {
  const operation = operationOf(name);
  const environmentAt = (at: Office) => operation.environment?.(environmentOf(at)) ?? environmentOf(at);
  const accounts = operation.accounts ?? [];
  const start = copyOffice(office, folder.file(`start of ${name}`));
  await operation.before?.(environmentAt(start), start);
  const untouched = copyOffice(start, folder.file(`start of ${name}, examined`));
  const initial = await examine(untouched, { env: environmentAt(untouched), accounts });
  if (initial.faults.length > 0) throw new Error(`before anything was done: ${initial.faults.join('; ')}`);
  return {
    start,
    run: (at, say) => {
      const place = { env: environmentAt(at), office: at, sources: folder.file('sources') };
      return runOperation(operation, place, say);
    },
    programAt: ({ base }) => ({
      command: process.execPath,
      args: [program, name, base, folder.file('sources')],
    }),
    wrongAt: async (at, reported) => {
      const kit = operation.kit ? await openedByKit(at) : [];
      const examination = await examine(at, { env: environmentAt(at), accounts });
      return [...kit, ...wrongAfter(operation, initial.state, reported, examination)];
    },
  };
}
