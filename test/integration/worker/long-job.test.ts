import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { VaultError } from '../../../src-main/contract/errors.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { startClient, vaultInWorker } from '../../support/vault-client.ts';

const fileCount = 500;

/** A folder in the vault, and many files to import into it: seconds of work. */
async function manyFiles() {
  const worker = await vaultInWorker();
  const source = tempFolder();
  for (let group = 0; group < fileCount / 100; group += 1) {
    mkdirSync(source.file(`group-${group}`));
    for (let file = 0; file < 100; file += 1) {
      writeFileSync(source.file(`group-${group}`, `${file}.txt`), `file ${file} of group ${group}`.repeat(40));
    }
  }
  await worker.client.call('folderCreate', worker.session, { name: 'Jansen' });
  return { ...worker, input: { folder: 'Jansen', paths: [source.path] } };
}

const listed = { folder: 'Jansen' };

test('a long job reports progress, and lets reading calls and those without a session pass', async () => {
  const { made, client, session, input } = await manyFiles();
  const order: string[] = [];
  const reports: number[] = [];
  const job = client.call('documentAdd', session, input, { onProgress: (done) => reports.push(done) });
  void job.then(() => order.push('import'));
  const beside = [
    client.call('folderList', session, {}).then(({ folders }) => order.push(`folders: ${folders.length}`)),
    client.call('status', null, { vault: made.folder }).then(({ inUse }) => order.push(`in use: ${inUse}`)),
  ];
  const behind = client.call('folderCreate', session, { name: 'Next' }).then(() => order.push('behind'));
  await Promise.all([job, behind, ...beside]);
  expect(order.slice(0, 2).sort()).toEqual(['folders: 1', 'in use: true']);
  expect(order.slice(2)).toEqual(['import', 'behind']);
  expect(reports.length).toBeGreaterThan(2);
  expect(reports).toEqual([...reports].sort((a, b) => a - b));
  expect(await client.call('documentList', session, listed)).toHaveLength(fileCount);
});

test('cancelling stops it where nothing is half-done; what was taken in stays, and the session works on', async () => {
  const { client, session, input } = await manyFiles();
  const cancelling = new AbortController();
  const job = client.call('documentAdd', session, input, {
    signal: cancelling.signal,
    onProgress: (done) => {
      if (done > 0) cancelling.abort();
    },
  });
  const error: VaultError = await job.then(
    () => expect.unreachable('it was done before it could be cancelled'),
    (caught) => caught,
  );
  expect(error.code).toBe('cancelled');
  const kept = await client.call('documentList', session, listed);
  expect(kept.length).toBeLessThan(fileCount);
  expect(error.details.documents ?? 0).toBe(kept.length);
  expect(await client.call('check', session, {})).toMatchObject({ findings: [] });
  await client.call('documentAdd', session, input);
  expect(await client.call('documentList', session, listed)).toHaveLength(fileCount);
});

test('what waits for its turn can be cancelled before it begins', async () => {
  const { client, session, input } = await manyFiles();
  const job = client.call('documentAdd', session, input);
  const cancelling = new AbortController();
  const waiting = client.call('folderCreate', session, { name: 'Never' }, { signal: cancelling.signal });
  cancelling.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await job;
  const { folders } = await client.call('folderList', session, {});
  expect(folders.map(({ name }) => name)).toEqual(['Jansen']);
});

test('signing out and ending the worker cancel a job and leave a whole vault', async () => {
  const { made, client, session, input } = await manyFiles();
  const first = client.call('documentAdd', session, input).catch((error) => error.code);
  await client.call('signOut', session, {});
  expect(await first).toBe('cancelled');
  const credentials = { vault: made.folder, name: officerName, password: officerPassphrase };
  const again = await client.call('signIn', null, credentials);
  const second = client.call('documentAdd', again.session, input).catch((error) => error.code);
  await client.terminate();
  expect(await second).toBe('cancelled');

  const other = startClient(made);
  const { session: last } = await other.call('signIn', null, credentials);
  expect(await other.call('check', last, {})).toMatchObject({ findings: [] });
});
