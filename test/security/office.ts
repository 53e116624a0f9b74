import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll } from 'vitest';
import { revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { sealDocuments } from '../../src-main/core/archive/seal-documents.ts';
import { binDocument } from '../../src-main/core/documents/bin.ts';
import { eraseDocument } from '../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { copyOffice, createOffice, folderFor, type Office } from '../support/office.ts';
import { runFolder } from '../support/run-folder.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../support/temp-folder.ts';
import type { officerName } from '../support/test-vault.ts';
import { type Insider, insiderOf } from './insider.ts';

export const people = {
  /** Writes in Alfa and Beta. */
  Wim: 'employee',
  /** Reads in Alfa. */
  Lea: 'employee',
  /** Has no folder. */
  Sam: 'employee',
  /** Wrote in Alfa and was revoked. */
  Rob: 'employee',
  /** Wrote in Alfa and read in Beta, and was disabled. */
  Dora: 'employee',
  /** Writes in Gamma, which is about personnel. */
  Mia: 'office-manager',
  /** Looks after the machines. */
  Ina: 'it-admin',
} as const;
export type Person = keyof typeof people;

/** What only those who were granted a folder may find, by folder. */
export const secretsOf = {
  alfa: ['naam-alfa-8c21', 'notitie-alfa-77b0', 'brief-alfa-19fe', 'inhoud-alfa-5d3a', 'oud-alfa-c0de'],
  beta: ['naam-beta-41d7', 'notitie-beta-e5a2', 'brief-beta-9b60', 'inhoud-beta-3f18'],
  gamma: ['naam-gamma-d24f', 'notitie-gamma-06ca', 'brief-gamma-b8e3', 'inhoud-gamma-7a95'],
  delta: ['naam-delta-2e6b'],
} as const;
export type FolderName = keyof typeof secretsOf;
/** In the sealed archive of Alfa: for who has the step-up identity. */
export const archiveSecrets = ['archief-alfa-52d1', 'verzegeld-alfa-e7f0'] as const;
/** In the inbox. */
export const messageSecret = 'melding-f17e';
/** A document of Beta that was erased. */
export const erasedSecrets = ['gewist-beta-90aa', 'verdwenen-beta-d3b4'] as const;

/** An office at work: people who came and went, folders of both kinds with contents, a message for the Privacy Officer. */
export interface WorkingOffice {
  readonly office: Office;
  readonly folders: Readonly<Record<FolderName, string>>;
  /** What Rob and Dora carried out on the day before they lost their access. */
  readonly loot: Readonly<Record<'Rob' | 'Dora', Insider>>;
  idOf(person: Person): string;
  /** What somebody has in her memory once she is signed in. */
  insider(name: Person | typeof officerName): Promise<Insider>;
}

/** For the top of a test file: each call gives a copy that goes when the running test ends. */
export function workingOffice(): () => WorkingOffice {
  let made: WorkingOffice | null = null;
  beforeAll(async () => {
    made = await workingOfficeOfWorker();
  });
  return () => {
    if (made === null) throw new Error('only inside a test');
    return copyOf(made);
  };
}

let ofWorker: Promise<WorkingOffice> | null = null;

/** Made once for all files of tests that one process goes through; not to be changed. */
export async function workingOfficeOfWorker(): Promise<WorkingOffice> {
  ofWorker ??= createWorkingOffice(openTempFolder('security-', runFolder()));
  return await ofWorker;
}

/** The same office in a folder of its own, as it is now. */
export function copyOf(working: WorkingOffice, home: TempFolder = tempFolder('kluis-security-')): WorkingOffice {
  return withPeople(copyOffice(working.office, home), working);
}

async function createWorkingOffice(home: TempFolder): Promise<WorkingOffice> {
  const office = await createOffice(people, home);
  const folders = await office.asOfficer((officer) => fill(office, officer));
  const loot = { Rob: await insiderOfName(office, 'Rob'), Dora: await insiderOfName(office, 'Dora') };
  await asUser(office, 'Wim', async (wim) => {
    addNote(wim, folders.beta, secretsOf.beta[1]);
    await addDocument(office, wim, folders.alfa, ...archiveSecrets);
    await sealDocuments(wim, folders.alfa, [archiveSecrets[0]], unwatched);
    await addDocument(office, wim, folders.beta, ...erasedSecrets);
    await binDocument(wim, { folder: folders.beta, document: erasedSecrets[0] });
    await eraseDocument(wim, { folder: folders.beta, document: erasedSecrets[0] }, 'asked for');
  });
  await leaveMessage(office.env, office.folder, { type: 'report', content: { text: messageSecret } });
  await office.asOfficer(async (officer) => {
    await revokeFolder(officer, folders.alfa, office.people.get('Rob') ?? '');
    await disableUser(officer, 'Dora');
  });
  return withPeople(office, { folders, loot });
}

async function fill(office: Office, officer: OpenVault): Promise<WorkingOffice['folders']> {
  const folders = {
    alfa: await folderFor(officer, secretsOf.alfa[0], { Wim: 'write', Lea: 'read', Rob: 'write', Dora: 'write' }),
    beta: await folderFor(officer, secretsOf.beta[0], { Wim: 'write', Dora: 'read' }),
    gamma: await folderFor(officer, secretsOf.gamma[0], { Mia: 'write' }, 'personnel'),
    delta: await folderFor(officer, secretsOf.delta[0], {}),
  };
  addNote(officer, folders.alfa, secretsOf.alfa[1]);
  addNote(officer, folders.gamma, secretsOf.gamma[1]);
  await addDocument(office, officer, folders.alfa, secretsOf.alfa[2], secretsOf.alfa[4]);
  await addDocument(office, officer, folders.alfa, secretsOf.alfa[2], secretsOf.alfa[3]);
  await addDocument(office, officer, folders.beta, secretsOf.beta[2], secretsOf.beta[3]);
  await addDocument(office, officer, folders.gamma, secretsOf.gamma[2], secretsOf.gamma[3]);
  return folders;
}

/** A file outside the vault becomes a document. */
export async function addDocument(
  office: Office,
  vault: OpenVault,
  folder: string,
  name: string,
  content: string,
): Promise<void> {
  const source = join(dirname(office.folder), 'source');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, name), content.repeat(50));
  await importDocuments(vault, folder, [join(source, name)], unwatched);
}

export async function asUser<Result>(
  office: Office,
  name: Person | typeof officerName,
  work: (vault: OpenVault) => Result | Promise<Result>,
): Promise<Result> {
  return await office.as(name, work);
}

async function insiderOfName(office: Office, name: Person | typeof officerName): Promise<Insider> {
  return await asUser(office, name, insiderOf);
}

function withPeople(office: Office, { folders, loot }: Pick<WorkingOffice, 'folders' | 'loot'>): WorkingOffice {
  return {
    office,
    folders,
    loot,
    idOf: (person) => {
      const id = office.people.get(person);
      if (id === undefined) throw new Error(`nobody is called ${person}`);
      return id;
    },
    insider: async (name) => await insiderOfName(office, name),
  };
}
