import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TargetSettings } from '../../../src-main/contract/targets.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { createOffice, folderFor, ownPassword } from '../../support/office.ts';
import { openApache } from '../../support/servers/apache.ts';
import { openMoto } from '../../support/servers/moto.ts';
import { openRclone } from '../../support/servers/rclone.ts';
import { openSshd } from '../../support/servers/sshd.ts';
import { openForAll, type TestServer } from '../../support/servers/test-server.ts';
import { openTempFolder } from '../../support/temp-folder.ts';
import { describeWithTools } from '../../support/tools.ts';

// The commands as people give them, to a server of each kind. The IT administrator gives them, who may open no folder.

const diskBytes = 2 ** 25;
const kluis = new KluisHome(openTempFolder('kluis-backup-cli-'));
const { home } = kluis;
let iris: string[];

beforeAll(async () => {
  const office = await createOffice({ Iris: 'it-admin' }, openTempFolder('kluis-backup-office-'));
  await office.asOfficer(async (officer) => {
    await folderFor(officer, 'Jansen', {});
    writeFileSync(home.file('brief.txt'), 'een brief');
    await importDocuments(officer, 'Jansen', [home.file('brief.txt')], unwatched);
  });
  Object.assign(kluis.environment, { KLUIS_VAULT: office.folder, KLUIS_CONFIG_DIR: office.configFolder });
  iris = as('Iris', kluis.passwordFile('iris', ownPassword));
});

/** What signs in to a server, as files, and the options that name them. */
function filesFor(server: TestServer): { options: string[]; secrets: string[] } {
  const { credentials } = server;
  if (credentials.kind === 'folder') return { options: [], secrets: [] };
  if (credentials.kind === 's3') {
    const { secretAccessKey } = credentials;
    const file = kluis.passwordFile('s3', secretAccessKey);
    return { options: ['--target-password-file', file], secrets: [secretAccessKey] };
  }
  const options: string[] = [];
  if (credentials.password !== null) {
    options.push('--target-password-file', kluis.passwordFile(credentials.kind, credentials.password));
  }
  if (credentials.kind === 'sftp' && credentials.privateKey !== null) {
    const key = home.file('key');
    writeFileSync(key, credentials.privateKey, { mode: 0o600 });
    options.push('--key-file', key);
  }
  return { options, secrets: credentials.password === null ? [] : [credentials.password] };
}

/** Adds the target, backs up to it with somebody signed in and without, and verifies. Whoever is printed to learns no secret. */
async function backUpTo(name: string, server: TestServer, place: readonly string[]): Promise<void> {
  const { options, secrets } = filesFor(server);
  const printed: string[] = [];
  const done = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await kluis.run([...args, '--json']);
    printed.push(stdout, stderr);
    expect({ args, exitCode, stdout, stderr }).toMatchObject({ exitCode: 0 });
    return JSON.parse(stdout);
  };
  const added = await done('backup', 'target', 'add', name, ...place, ...options, ...iris);
  expect(added).toMatchObject({ name, abilities: { removes: 'really' } });
  const { runs } = await done('backup', 'run', '--target', name, ...iris);
  expect(runs).toMatchObject([{ outcome: 'made', snapshot: { number: 1, state: 'open', payloads: 1 } }]);
  const locked = await done('backup', 'run', '--locked', '--target', name);
  expect(locked.runs).toMatchObject([{ outcome: 'made', snapshot: { number: 2, state: 'locked' } }]);
  const { targets } = await done('backup', 'verify', '--target', name);
  expect(targets).toMatchObject([{ findings: [], writers: [{ snapshots: 2 }] }]);
  const config = kluis.environment.KLUIS_CONFIG_DIR ?? '';
  const kept = readdirSync(config, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('keychain') && statSync(`${config}/${file}`).isFile())
    .map((file) => readFileSync(`${config}/${file}`, 'latin1'));
  // What a statement holds is in base64.
  const opened = kept.flatMap((text) =>
    [...text.matchAll(/[A-Za-z0-9+/=]{40,}/g)].map(([part]) => String(Buffer.from(part, 'base64'))),
  );
  for (const secret of secrets) expect([...printed, ...kept, ...opened].join('\n')).not.toContain(secret);
}

function sftpPlace(settings: TargetSettings): { place: string; fingerprint: string } {
  if (settings.kind !== 'sftp') throw new Error('this is for another kind');
  const { user, host, port, folder, hostKey } = settings;
  return { place: `${user}@${host}:${port}/${folder}`, fingerprint: hostKey?.fingerprint ?? '' };
}

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'to OpenSSH', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openSshd({ signIn: 'publickey,password', diskBytes }));

    test('goes once its key was accepted, and from then on to no other', async () => {
      const { place, fingerprint } = sftpPlace(server().settings());
      const { options } = filesFor(server());
      const unseen = await kluis.json(['backup', 'target', 'add', 'nas', '--sftp', place, ...options, ...iris]);
      expect(unseen).toMatchObject({
        exitCode: 7,
        value: { error: { code: 'target-host-key-unknown', details: { fingerprint } } },
      });
      const wrong = ['--host-key', `SHA256:${'a'.repeat(43)}`];
      const refused = await kluis.json([
        'backup',
        'target',
        'add',
        'nas',
        '--sftp',
        place,
        ...wrong,
        ...options,
        ...iris,
      ]);
      expect(refused).toMatchObject({ exitCode: 7, value: { error: { code: 'target-host-key-unknown' } } });
      await backUpTo('nas', server(), ['--sftp', place, '--host-key', fingerprint]);
      server().changeHostKey();
      await server().kill();
      await server().start();
      const changed = await kluis.json(['backup', 'run', '--target', 'nas', ...iris]);
      expect(changed).toMatchObject({ exitCode: 7, value: { runs: [{ error: { code: 'target-host-key-changed' } }] } });
      // The server was replaced, and somebody says so.
      const replaced = ['--host-key', server().hostKeyNow().fingerprint];
      const set = await kluis.json(['backup', 'target', 'set', 'nas', ...replaced, ...iris]);
      expect(set).toMatchObject({ exitCode: 0, value: { name: 'nas', abilities: { removes: 'really' } } });
    });
  });
});

describeWithTools(['apache2', 'openssl'], 'to Apache', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openApache(diskBytes));

    test('goes over TLS with the certificate that was given along', async () => {
      writeFileSync(home.file('server.pem'), server().certificate);
      const address = `https://kluis@127.0.0.1:${server().tlsPort}/dav/office`;
      const { options } = filesFor(server());
      const refused = await kluis.json(['backup', 'target', 'add', 'cloud', '--webdav', address, ...options, ...iris]);
      expect(refused).toMatchObject({ exitCode: 7, value: { error: { code: 'target-certificate-refused' } } });
      await backUpTo('cloud', server(), ['--webdav', address, '--certificate', home.file('server.pem')]);
    });
  });
});

describeWithTools(['rclone', 'ssh-keygen'], 'to rclone', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openRclone(diskBytes));

    test('goes, with a name beside the address', async () => {
      const settings = server().settings();
      if (settings.kind !== 'webdav') throw new Error('this is for another kind');
      await backUpTo('dav', server(), ['--webdav', settings.address, '--target-user', settings.user]);
    });
  });
});

describeWithTools(['moto_server'], 'to an S3 server', () => {
  const server = openForAll(openMoto);

  test('goes into a bucket, below a prefix', async () => {
    const settings = server().settings();
    const { address, bucket, prefix, accessKeyId } = settings;
    const place = ['--s3', address, '--bucket', bucket, '--prefix', prefix, '--target-user', accessKeyId];
    await backUpTo('s3', server(), place);
    const other = kluis.passwordFile('wrong', 'not the secret key');
    const refused = await kluis.json([
      ...['backup', 'target', 'add', 'again', ...place, '--target-password-file', other, ...iris],
    ]);
    expect(refused).toMatchObject({ exitCode: 7, value: { error: { code: 'target-refused' } } });
    expect(JSON.stringify(refused.value)).not.toContain('not the secret key');
  });
});

describe('to a folder', () => {
  test('says in words what was done, and names a byte that was flipped by its file', async () => {
    const { exitCode } = await kluis.run(['backup', 'target', 'add', 'stick', '--folder', home.path, ...iris]);
    expect(exitCode).toBe(0);
    const made = await kluis.run(['backup', 'run', '--target', 'stick', ...iris]);
    expect(made).toMatchObject({ exitCode: 0, stdout: '"stick": backup 1 is made. Documents: 1, 41 B.\n' });
    const status = await kluis.run(['backup', 'status']);
    expect(status.stdout).toMatch(/^Name +Last backup +Age +Backup +Verified +Free there\n/);
    expect(status.stdout).toMatch(/\nstick +\d{4}-\d\d-\d\d \d\d:\d\d +0 minutes ago +1 +never +\d+ [MG]B\n/);
    const pack = readdirSync(home.path, { recursive: true, encoding: 'utf8' }).find((name) =>
      /packs\/..\/./.test(name),
    );
    if (pack === undefined) throw new Error('there is no pack');
    const bytes = readFileSync(home.file(pack));
    bytes[7] = (bytes[7] ?? 0) ^ 1;
    writeFileSync(home.file(pack), bytes);
    const found = await kluis.run(['backup', 'verify', '--target', 'stick']);
    expect(found).toMatchObject({ exitCode: 5, stdout: expect.stringContaining(pack.slice(pack.indexOf('writers/'))) });
    expect(found.stdout).toContain('Findings: 1.');
  });
});
