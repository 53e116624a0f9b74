import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantFolder, revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { getDocument } from '../../src-main/core/documents/get-document.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { resetUser } from '../../src-main/core/people/reset-user.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { takeSpool } from '../../src-main/core/spool/take-spool.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { type SlotPurpose, slotId } from '../../src-main/core/vault/slots.ts';
import {
  copyOffice,
  createOffice,
  firstPassword,
  folderFor,
  type Office,
  ownPassword,
  writeNote,
} from '../support/office.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { officerName } from '../support/test-vault.ts';
import { type Insider, insiderOf } from './insider.ts';
import { addDocument } from './office.ts';
import { differences, type Snapshot, takeSnapshot } from './snapshot.ts';

/** Two people whom nothing tells apart but the folders that they have: Anna many, Bram one. */
const persons = ['Anna', 'Bram'] as const;
const anybody = { Anna: 'employee', Bram: 'employee', Carl: 'employee' } as const;

let home: TempFolder;
let office: Office;
let officer: Insider;
const folders: string[] = [];
const exchanges = new Map<string, string>();

beforeAll(async () => {
  home = openTempFolder('kluis-security-');
  office = await createOffice(anybody, home);
  await office.asOfficer(async (vault) => {
    officer = insiderOf(vault);
    for (const user of vault.directory.users) exchanges.set(user.name, user.exchange ?? '');
    for (const name of ['een', 'twee', 'drie', 'vier', 'vijf']) {
      folders.push(await folderFor(vault, name, { Anna: 'write' }));
    }
    folders.push(await folderFor(vault, 'van beide', { Anna: 'read', Bram: 'write', Carl: 'write' }));
    folders.push(await folderFor(vault, 'van niemand', {}));
    for (const id of folders) writeNote(vault, id, 'een notitie');
  });
});
afterAll(() => home[Symbol.dispose]());

const folder = (place: number) => folders.at(place) ?? '';
const idOf = (name: string) => office.people.get(name) ?? '';
const exchangeOf = (name: string) => exchanges.get(name) ?? '';

/** What there is behind an event: who is disabled leaves the vault with other keys. */
interface Behind {
  readonly databaseKey: Buffer;
  readonly officeSecret: Buffer;
}

/** Ids and slots of the one that something happens to, and of the other; of everybody where they are others behind it. */
function namesFor(person: string, { officeSecret }: Behind): Map<string, string> {
  const other = person === 'Anna' ? 'Bram' : 'Anna';
  const slot = (name: string) => slotId(officer.vault, officer.officeSecret, 'everyday', name);
  const next = (name: string, purpose: SlotPurpose = 'everyday') => slotId(officer.vault, officeSecret, purpose, name);
  return new Map([
    ...(officeSecret.equals(officer.officeSecret)
      ? []
      : ([
          [next(other), "OTHER'S NEXT"],
          [next('Carl'), "CARL'S NEXT"],
          [next(officerName), "OFFICER'S NEXT"],
          [next(officerName, 'step-up'), "OFFICER'S NEXT STEP-UP"],
        ] as const)),
    [idOf(person), 'WHO'],
    [slot(person), 'WHOSE'],
    [idOf(other), 'OTHER'],
    [slot(other), "OTHER'S"],
    // Whose exchange it is, the directory says.
    [exchangeOf(person), 'HER EXCHANGE'],
    [exchangeOf(other), "OTHER'S EXCHANGE"],
  ]);
}

/** What a comparison shows of an event, for each of the persons it can happen to, from the same state. */
async function compared<Person extends string>(
  from: Office,
  prepare: (copy: Office, person: Person) => Promise<unknown>,
  event: (vault: OpenVault, person: Person) => unknown,
  whom: readonly Person[],
): Promise<string[][]> {
  const seen: string[][] = [];
  for (const person of whom) {
    const copy = copyOffice(from);
    await prepare(copy, person);
    const before: Snapshot = takeSnapshot(copy.folder, officer.databaseKey);
    const behind = await copy.asOfficer(async (vault): Promise<Behind> => {
      await event(vault, person);
      const { databaseKeyInUse, officeSecret } = vault;
      return { databaseKey: Buffer.from(databaseKeyInUse), officeSecret: Buffer.from(officeSecret) };
    });
    seen.push(differences(before, takeSnapshot(copy.folder, behind.databaseKey), namesFor(person, behind)));
  }
  return seen;
}

const nothing = async () => undefined;

describe('two copies of a vault, from before and after, do not tell', () => {
  const events: readonly [string, (vault: OpenVault, person: string) => unknown][] = [
    [
      'to whom a folder was granted',
      (vault, person) =>
        grantFolder(vault, { id: folder(-1), kind: 'client' }, idOf(person), { rights: 'read', endsAt: null }),
    ],
    ['from whom a folder was taken', (vault, person) => revokeFolder(vault, folder(-2), idOf(person))],
    ['which folders somebody had who was disabled', (vault, person) => disableUser(vault, person)],
    [
      'which folders somebody has whose account was reset',
      (vault, person) => resetUser(vault, person, 'Tweede-Keer-4712'),
    ],
  ];
  test.each(events)('%s', async (_, event) => {
    const [anna, bram] = await compared(office, nothing, event, persons);
    expect(anna).toEqual(bram);
    // The comparison sees what there is to see.
    expect(anna?.some((line) => line.startsWith('keyrings '))).toBe(true);
    expect(anna?.some((line) => line.startsWith('compartments '))).toBe(true);
  });

  test('which folders somebody has whose keys were certified', async () => {
    const fresh = openTempFolder('kluis-security-');
    try {
      const provisional = copyOffice(office, fresh);
      await provisional.asOfficer(async (vault) => {
        // With one more, so that no version gets another digit on the way.
        for (const person of [...persons, 'Carl']) await resetUser(vault, person, firstPassword);
      });
      const activate = async (copy: Office, person: string) =>
        await activateUser(copy.env, copy.folder, { name: person, password: firstPassword, newPassword: ownPassword });
      const [anna, bram] = await compared(provisional, activate, () => undefined, persons);
      expect(anna).toEqual(bram);
      expect(anna?.some((line) => line.startsWith('compartments '))).toBe(true);
    } finally {
      fresh[Symbol.dispose]();
    }
  });

  test('whose keys are not certified yet, by the size of what somebody writes or exports', async () => {
    const fresh = openTempFolder('kluis-security-');
    try {
      const waiting = copyOffice(office, fresh);
      await waiting.asOfficer(async (vault) => {
        await addDocument(waiting, vault, folder(-2), 'brief.txt', 'een brief');
        await resetUser(vault, 'Bram', firstPassword);
      });
      const credentials = { name: 'Bram', password: firstPassword, newPassword: ownPassword };
      await activateUser(waiting.env, waiting.folder, credentials);
      // Whoever comes for the first time since she was certified drops her provisional keys.
      await closeVault(await waiting.open('Carl'));
      const writes = async (person: 'Bram' | 'Carl') => {
        const copy = copyOffice(waiting);
        const before = takeSnapshot(copy.folder, officer.databaseKey);
        const vault = await copy.open(person);
        expect(vault.user.uncertified).toBe(person === 'Bram');
        addNote(vault, folder(-2), 'een notitie');
        await addDocument(copy, vault, folder(-2), 'nieuw.txt', 'een document');
        const out = { outPath: join(dirname(copy.folder), 'out'), overwrite: false, version: null };
        await getDocument(vault, { folder: folder(-2), document: 'brief.txt' }, out, unwatched);
        await closeVault(vault);
        return differences(before, takeSnapshot(copy.folder, officer.databaseKey))
          .map((line) => line.replace(/objects\/../, 'objects').replace(/\b[0-9a-f]{32,}\b/g, 'ID'))
          .sort();
      };
      const [bram, carl] = [await writes('Bram'), await writes('Carl')];
      expect(bram).toEqual(carl);
      for (const table of ['records', 'contents', 'audit_details', 'audit_commits']) {
        expect(bram.some((line) => line.startsWith(`${table} `) && / (sealed|body) \d+ bytes$/.test(line))).toBe(true);
      }
    } finally {
      fresh[Symbol.dispose]();
    }
  });

  test('who left a message for the Privacy Officer, nor on which computer', async () => {
    const report = (reporter: string) => ({ type: 'report', content: { reporter, text: 'what happened' } });
    // Between the copies the message waits in the spool, which everybody may list; afterwards it is a row.
    const spooled: string[][] = [];
    for (const reporter of persons) {
      const copy = copyOffice(office);
      const before = takeSnapshot(copy.folder, officer.databaseKey);
      await leaveMessage(copy.env, copy.folder, report(reporter));
      const seen = differences(before, takeSnapshot(copy.folder, officer.databaseKey));
      spooled.push(seen.map((line) => line.replace(/[0-9a-f]{32}/, 'ID')));
    }
    expect(spooled[0]).toEqual(['spool/ID.age new: content 520 bytes']);
    expect(spooled[1]).toEqual(spooled[0]);

    const taken = await compared(
      office,
      nothing,
      async (vault, reporter) => {
        await leaveMessage(vault.env, vault.paths.folder, report(reporter));
        await takeSpool(vault);
      },
      persons,
    );
    const [anna, bram] = taken.map((lines) =>
      lines.map((line) => line.replace(/^messages [0-9a-f]{32}/, 'messages ID')),
    );
    expect(anna).toEqual(bram);
    expect(anna?.filter((line) => line.startsWith('messages '))).toHaveLength(5);
  });
});
