// Does everything that an office does with a vault, through the worker, with one marker in all that is secret. It says each
// step on standard output; at `pause` it waits for a line with the vault open. Its folder is its one argument.
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../../src-main/core/vault/create-vault.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';
import { VaultClient } from '../../../src-main/worker/vault-client.ts';
import { testCost } from '../../support/test-vault.ts';
import { marker, passwordMarker } from '../markers.ts';

const [home = ''] = process.argv.slice(2);
const vault = join(home, 'vault');
const outside = (name: string) => join(home, 'outside', name);
const secret = (text: string) => `${text} ${marker} ${text}`;
const password = (text: string) => `${text}-${passwordMarker}-47`;
const passphrase = password('Bakur-lemis-torav');
const firstPassword = password('Eerste-keer');
const annasPassword = password('Regenjas-Tulpveld');
const bramsPassword = password('Zonlicht-Ladekast');

const client = new VaultClient();
const say = (step: string) => process.stdout.write(`${step}\n`);

async function as<Result>(
  name: string,
  secretWord: string,
  work: (session: string) => Promise<Result>,
): Promise<Result> {
  const { session } = await client.call('signIn', null, { vault, name, password: secretWord });
  try {
    return await work(session);
  } finally {
    await client.call('signOut', session, {});
  }
}

async function foldersOf(session: string) {
  const { folders } = await client.call('folderList', session, {});
  return folders;
}

mkdirSync(outside(''), { recursive: true });
mkdirSync(outside(secret('map')));
writeFileSync(outside(secret('brief')), `${marker} inhoud `.repeat(100));
writeFileSync(join(outside(secret('map')), secret('groot')), `${marker} veel `.repeat(40_000));
writeFileSync(join(outside(secret('map')), secret('klein')), marker);
const officer = secret('Petra');
const anna = secret('Anna');
const bram = secret('Bram');

const environment = nodeEnvironment(process.env, home);
const kit = outside('kit');
const made = await createVault(environment, {
  folder: vault,
  office: secret('Kantoor'),
  officerName: officer,
  passphrase,
  keychain: 'file',
  cost: testCost,
  deliverKit: async (text) => writeFileSync(kit, text),
});
await closeVault(made);
const kitText = readFileSync(kit, 'utf8');
say('created');

const folder = secret('Jansen');
const other = secret('Pietersen');
await as(officer, passphrase, async (session) => {
  for (const [name, role] of [
    [anna, 'employee'],
    [bram, 'employee'],
  ] as const) {
    await client.call('userAdd', session, { name, role, newPassword: firstPassword });
  }
  await client.call('folderCreate', session, { name: folder });
  await client.call('folderCreate', session, { name: other, kind: 'client' });
  await client.call('folderCreate', session, { name: secret('Weg') });
  for (const name of [folder, other]) {
    await client.call('folderGrant', session, { folder: name, user: anna, rights: 'write' });
  }
  await client.call('folderGrant', session, { folder, user: bram, rights: 'read' });
});
say('folders');
for (const [name, newPassword] of [
  [anna, annasPassword],
  [bram, bramsPassword],
] as const) {
  await client.call('userActivate', null, { vault, name, password: firstPassword, newPassword });
}
say('activated');

await as(anna, annasPassword, async (session) => {
  await client.call('documentAdd', session, { folder, paths: [outside(secret('brief')), outside(secret('map'))] });
  say('imported');
  writeFileSync(outside(secret('brief')), `${marker} tweede inhoud `.repeat(100));
  await client.call('documentAdd', session, { folder, paths: [outside(secret('brief'))] });
  await client.call('noteAdd', session, { folder, text: secret('notitie') });
  await client.call('documentRename', session, { folder, document: secret('brief'), name: secret('antwoord') });
  await client.call('documentGet', session, { folder, document: secret('antwoord'), outPath: outside('terug') });
  await client.call('documentFind', session, { text: marker });
  const klein = `${secret('map')}/${secret('klein')}`;
  await client.call('documentMove', session, { folder, document: klein, toFolder: other });
  await client.call('documentRemove', session, { folder: other, document: klein });
  await client.call('documentRestore', session, { folder: other, document: klein });
  const fields = { text: secret('taak'), due: '2030-02-14', remindDays: 3, recurrence: null, escalateDays: 2 };
  await client.call('taskAdd', session, { title: secret('Bel'), owner: anna, ...fields });
  await client.call('draftSave', session, { key: 'note', text: secret('begonnen') });
  for (const { id } of await foldersOf(session)) await client.call('recentAdd', session, { folder: id });
  say('moved');
  await client.call('documentSeal', session, { folder, documents: [secret('antwoord')] });
  const [definitive, reason] = [true, secret('op verzoek')];
  await client.call('documentRemove', session, { folder: other, document: klein, definitive, reason });
  await client.call('folderRename', session, { folder: other, name: secret('De Wit') });
  await client.call('requestAsk', session, { kind: 'archive', folder, what: secret('brief'), reason: secret('nodig') });
  say('sealed');
  const [oldPassword, newPassword] = [annasPassword, password('Herfstblad-Kruiwagen')];
  await client.call('changePassword', session, { oldPassword, newPassword });
  say('pause');
  await once(process.stdin, 'data');
});
process.stdin.pause();

const report = { type: 'report', content: { text: secret('melding') } };
await leaveMessage(environment, vault, report);
await client.call('signIn', null, { vault, name: anna, password: password('verkeerd') }).catch(() => undefined);
await client.call('status', null, { vault });
say('message');

await as(officer, passphrase, async (session) => {
  const archived = { folder, document: secret('antwoord'), reason: secret('reden'), password: passphrase };
  await client.call('inboxList', session, {});
  await client.call('archiveList', session, { password: passphrase });
  await client.call('archiveOpen', session, { ...archived, outPath: outside('uit het archief') });
  await client.call('archiveReturn', session, archived);
  for (const { id } of await client.call('requestListAll', session, {})) {
    await client.call('requestAnswer', session, { id, state: 'refused', answer: secret('antwoord') });
  }
  for (const { id } of await client.call('taskList', session, { scope: 'all', state: 'open' })) {
    await client.call('taskCancel', session, { id, reason: secret('vervallen') });
  }
  say('archive');
  await client.call('folderRevoke', session, { folder, user: bram });
  await client.call('userReset', session, { user: bram, newPassword: firstPassword });
  await client.call('userDisable', session, { user: bram });
  await client.call('folderDestroy', session, { folder: secret('Weg'), reason: secret('reden') });
  say('disabled');
  await client.call('auditList', session, {});
  await client.call('auditExport', session, { outPath: outside('log.csv') });
  await client.call('check', session, {});
  await client.call('statusDetailed', session, {});
});
say('checked');
await client.call('recoveryCheck', null, { vault, kitText });
const newPassphrase = password('Nieuwe-lange-zin-hier');
await client.call('recover', null, { vault, kitText, newPassphrase, keychain: 'file' });
await as(officer, newPassphrase, async (session) => {
  const { findings } = await client.call('check', session, {});
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
});
await client.terminate();
say('done');
