import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { tellBackups } from '../../../src-main/core/backup/runs/tell-backups.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { makeTicket } from '../../../src-main/core/restore/make-ticket.ts';
import { restoreDocuments } from '../../../src-main/core/restore/restore-documents.ts';
import { makeRestoreRequest } from '../../../src-main/core/restore/restore-request.ts';
import type { Environment, OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { blankComputer } from '../../support/backed-up.ts';
import { addDocuments, backup, folderTarget } from '../../support/backup-office.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { withCalls } from '../../support/with-calls.ts';

const freshOffice = sharedOffice({ Wim: 'employee' });

async function backedUp() {
  const office = freshOffice();
  const place = tempFolder();
  const target = await folderTarget(place.file('target'));
  const { folder, vault } = await office.asOfficer(async (officer) => {
    const id = await folderFor(officer, 'Zonnebloem', {});
    await addDocuments(officer, 'Zonnebloem', [10, 20], 1);
    await backup(officer, target, place.file('memory'));
    return { folder: id, vault: officer.id };
  });
  const request = await makeRestoreRequest(blankComputer(place, office.clock), 'file');
  const { text, fingerprint } = request;
  const common = { target, snapshot: '1', kitText: office.kit };
  const ticket = { ...common, remembered: new Map(), request: text, fingerprint, folder: place.file('rebuilt') };
  const documents = { ...common, folder: 'Zonnebloem', document: null };
  const ticketBy = async (env: Environment) => await makeTicket(env, ticket, unwatched);
  const documentsBy = async (env: Environment, to: string) =>
    await restoreDocuments(env, { ...documents, to }, unwatched);
  const takeOut = async (env: Environment) => {
    await ticketBy(env);
    await documentsBy(env, tempFolder().path);
  };
  return { office, request, folder, vault, ticketBy, documentsBy, takeOut };
}

const taken = async (vault: OpenVault) =>
  (await listAudit(vault, { limit: 50 }, unwatched))
    .filter(({ name }) => /^(?:restore-ticket-made|backup-documents-taken)$/.test(name))
    .map(({ name, actor, facts }) => ({ name, by: actor?.name, facts }));

test('the log is told of a ticket and of documents out of a backup, by the next sign-in on that computer, once', async () => {
  const { office, request, folder, vault, takeOut } = await backedUp();
  const at = office.clock.now();
  await takeOut(office.env);
  const notes = join(office.env.backupFolder(vault), 'taken');
  expect(readdirSync(notes)).toHaveLength(2);
  for (const name of readdirSync(notes)) expect(readFileSync(join(notes, name), 'utf8')).not.toContain('Zonnebloem');
  await office.as('Wim', () => undefined);
  expect(readdirSync(notes)).toEqual([]);
  await office.asOfficer(async (officer) => {
    const madeAt = expect.any(Number);
    const of = { computer: officer.computer.id, backup: 1, madeAt };
    expect(await taken(officer)).toMatchObject([
      { name: 'backup-documents-taken', by: 'Wim', facts: { ...of, folder, documents: 2 } },
      { name: 'restore-ticket-made', by: 'Wim', facts: { ...of, request: request.id } },
    ]);
    for (const { facts } of await taken(officer)) expect(facts.madeAt).toBeGreaterThanOrEqual(at);
    expect(await checkVault(officer, unwatched)).toMatchObject({ findings: [] });
    expect(await tellBackups(officer)).toBe(0);
    // While somebody is signed in it is told at once.
    await takeOut(office.env);
    expect(await tellBackups(officer)).toBe(2);
    expect((await taken(officer)).map(({ by }) => by)).toEqual([officerName, officerName, 'Wim', 'Wim']);
  });
});

test('what cannot be noted is not taken out, and where no vault is nothing is noted', async () => {
  const { office, vault, ticketBy, documentsBy, takeOut } = await backedUp();
  const files = withCalls(office.env.files, {
    replace: async (path, bytes) => {
      if (path.includes('/taken/')) throw new VaultError('disk-full', 'no room');
      await office.env.files.replace(path, bytes);
    },
  });
  const full = { ...office.env, files };
  const out = tempFolder().path;
  await expect(ticketBy(full)).rejects.toMatchObject({ code: 'disk-full' });
  await expect(documentsBy(full, out)).rejects.toMatchObject({ code: 'disk-full' });
  expect(readdirSync(out)).toEqual([]);
  const blank = blankComputer(tempFolder(), office.clock);
  await takeOut(blank);
  expect(existsSync(blank.backupFolder(vault))).toBe(false);
});
