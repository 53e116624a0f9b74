import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PasswordCost } from '../../src-main/core/crypto/password.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { CreationDrafts } from '../../src-main/core/recovery/creation-drafts.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import type { NewVault } from '../../src-main/core/vault/create-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { Environment } from '../../src-main/core/vault/open-vault.ts';
import { Backups } from '../../src-main/worker/backups.ts';
import type { SessionContext } from '../../src-main/worker/handler.ts';
import { allHandlers } from '../../src-main/worker/handlers/index.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { Sessions } from '../../src-main/worker/sessions.ts';

/** The calls of the worker, made in this process. */
export const handlers = allHandlers(
  new Sessions(),
  new CreationDrafts(),
  new Backups(
    () => null,
    () => undefined,
  ),
);

/** Everybody of the office; `first` is the password that the Privacy Officer handed over. */
export const people = {
  officer: { name: 'Petra de Privacy', password: 'Bakur-lemis-torav-pidon-7', first: '' },
  employee: { name: 'Eva Testman', password: 'Kastanje-vlier-77-Oprit', first: 'Dakpan-zeilmaker-31-Noot' },
  manager: { name: 'Omar Voorbeeld', password: 'Wimpel-gierst-48-Klinker', first: 'Fornuis-tegelpad-92-Meeuw' },
  newcomer: { name: 'Nour Fictief', password: 'Stoeptegel-radijs-63-Kade', first: 'Knikker-hazelaar-15-Vlot' },
} as const;
export type Person = keyof typeof people;

/** A folder with few documents, one with many, and one of another kind. */
export const folders = { few: 'Dossier Een', many: 'Dossier Twee', personnel: 'Personeel Omar' } as const;

/** The document that lies in the archive from the start, and its size in bytes. */
export const archived = { name: 'gearchiveerd.pdf', sizeBytes: 9_000 } as const;

/** Where an office lies: its vault, the settings and keys of its computer, and its recovery key. */
export interface Office {
  readonly base: string;
  readonly vault: string;
  readonly config: string;
  readonly kit: string;
}

export function officeAt(base: string): Office {
  const at = (name: string) => path.join(base, name);
  return { base, vault: at('vault'), config: at('config'), kit: at('recovery-key.txt') };
}

export function environmentOf(office: Office): Environment {
  return nodeEnvironment({ ...process.env, KLUIS_CONFIG_DIR: office.config }, office.base);
}

/** The least that a vault may ask for, since tests sign in hundreds of times. */
const cost: PasswordCost = { algorithm: 'argon2id13', memoryBytes: 64 * 2 ** 20, passes: 3 };

export function newVaultIn({ vault: folder, kit }: Office, { files }: Environment): NewVault {
  return {
    folder,
    office: 'Kantoor Testdijk',
    officerName: people.officer.name,
    passphrase: people.officer.password,
    keychain: 'file',
    cost,
    deliverKit: async (text) => await files.create(kit, Buffer.from(text, 'utf8')),
  };
}

/** The bytes of a test document: always the same for the same name, never the same for two. */
export function bytesOf(name: string, sizeBytes: number): Buffer {
  return createHash('shake256', { outputLength: sizeBytes }).update(name).digest();
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Signs in, finishes what was left, does the work, signs out. */
export async function asPerson<Result>(
  env: Environment,
  office: Office,
  credentials: { readonly name: string; readonly password: string },
  work: (context: SessionContext) => Promise<Result>,
): Promise<Result> {
  const { vault } = await openSession(env, office.vault, credentials);
  try {
    return await work({ vault, job: unwatched });
  } finally {
    await closeVault(vault);
  }
}

/** Writes files of these sizes below a folder; `salt` gives the same names other bytes. @returns `namesIn` the folder. */
export function writeFiles(folder: string, sizes: Readonly<Record<string, number>>, salt = ''): string[] {
  for (const [name, sizeBytes] of Object.entries(sizes)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(salt + name, sizeBytes));
  }
  return namesIn(folder);
}

/** What to import so that every document gets the name that its file has below the folder. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).map((name) => path.join(folder, name));
}
