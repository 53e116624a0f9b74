import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import { openTarget } from '../../src-main/adapters/targets/open-target.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { type BackedUp, createBackedUp } from '../support/backed-up.ts';
import { describeWithSmallDisk } from '../support/full-disk.ts';
import { type Apache, openApache } from '../support/servers/apache.ts';
import { type CuttingProxy, openCuttingProxy } from '../support/servers/cutting-proxy.ts';
import { type Moto, openMoto } from '../support/servers/moto.ts';
import { openSshd, type Sshd } from '../support/servers/sshd.ts';
import type { TestServer } from '../support/servers/test-server.ts';
import { contentOf } from '../support/target-content.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { type Desk, find, press, secret, sitDown } from './pages/desk.ts';
import { faults } from './pages/faults.ts';
import { mouse } from './pages/hands.ts';
import { keepPicture, pictureFailures } from './pages/picture.ts';
import { backToWelcome, giveLockerFile, restoreNow, toVerdict } from './pages/restoring.ts';
import { describeWindow } from './support/describe-window.ts';

const hourMs = 3_600_000;

describeWindow('a vault restored from a server, on a computer that knows neither', () => {
  const home = openTempFolder('kluis-restore-');
  let office: BackedUp;
  let desk: Desk;

  beforeAll(async () => {
    // Its writer spoke last an hour ago.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 25 * hourMs });
    office = await createBackedUp(home);
    vi.useRealTimers();
    writeFileSync(home.file('sleutel.txt'), office.kit);
    desk = await sitDown('nl', mouse);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await desk?.app.close();
    home[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect.soft(await faults(desk, `restore, ${name}`)).toEqual([]);
  const heading = async (name: string) => await find(desk, 'heading', name).waitFor();
  const folderFor = (name: string) => {
    mkdirSync(desk.app.folder.file(name));
    return desk.app.folder.file(name);
  };
  const write = async (label: string, text: string) => await desk.hands.write(find(desk, 'textbox', label), text);
  const hidden = async (text: string) => await desk.hands.write(desk.app.page.locator('input[type="password"]'), text);

  /** From Welcome to the form of a kind of place. */
  const choose = async (kind: string) => {
    const { app, hands, words } = desk;
    await hands.press(app.page.getByRole('button', { name: words.welcome.restore }));
    await hands.press(app.page.getByRole('radio', { name: kind }));
  };
  /** From the key, with all that one sees before anything is written, to the vault as it was backed up last. */
  const restoreWhole = async (name: string) => {
    await heading(desk.words.restore.keyTitle);
    await giveLockerFile(desk, home.file('sleutel.txt'));
    const folder = folderFor(name);
    await toVerdict(desk, folder);
    await desk.app.page.getByText(desk.words.restore.verdictClean).waitFor();
    expect(readdirSync(folder)).toEqual([]);
    await restoreNow(desk);
    const { 'restored.json': _, ...restored } = treeDigest(folder);
    expect(restored).toEqual(office.digests.at(-1));
    await backToWelcome(desk);
  };
  /** Brings the backups to a server as a client of it does. */
  const bringTo = async (server: TestServer) => {
    const target = openTarget(server.settings(), server.credentials, new NodeFileSystem());
    const names = readdirSync(join(office.place, 'dossierkluis-1'), { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of names.filter((one) => one.isFile())) {
      const file = join(parentPath, name);
      await target.create(file.slice(office.place.length + 1), contentOf(readFileSync(file)), unwatched.signal);
    }
    await target.close();
  };

  describeWithTools(['apache2', 'openssl'], 'of WebDAV', () => {
    describeWithSmallDisk('with a disk of its own', () => {
      let server: Apache;
      beforeAll(async () => {
        server = await openApache(2 ** 26);
        await bringTo(server);
      });
      afterAll(async () => await server?.[Symbol.asyncDispose]());

      test('over TLS, with the certificate that was given along; after a wrong password nothing has to be filled in again', async () => {
        const { app, words } = desk;
        await choose(words.backups.kindWebdav);
        await write(words.backups.address, `https://127.0.0.1:${server.tlsPort}/dav/office`);
        await write(words.backups.user, 'kluis');
        await hidden('a wrong password');
        await write(words.backups.certificate, server.certificate);
        await press(desk, 'button', words.restore.connect);
        await app.page.getByRole('alert').waitFor();
        await looksRight('a server that refuses');
        const { credentials } = server;
        await hidden(credentials.kind === 'webdav' ? credentials.password : '');
        await press(desk, 'button', words.restore.connect);
        await restoreWhole('van WebDAV');
      });
    });
  });

  describeWithTools(['moto_server'], 'of S3', () => {
    let server: Moto;
    beforeAll(async () => {
      server = await openMoto();
      await bringTo(server);
    });
    afterAll(async () => await server?.[Symbol.asyncDispose]());

    test('out of a bucket, below a prefix', async () => {
      const { words } = desk;
      const { address, bucket, region, prefix, accessKeyId } = server.settings();
      await choose(words.backups.kindS3);
      await write(words.backups.address, address);
      await write(words.backups.bucket, bucket);
      await write(words.backups.region, region);
      await write(words.backups.prefix, prefix);
      await write(words.backups.accessKey, accessKeyId);
      await hidden(server.credentials.secretAccessKey);
      await looksRight('a bucket');
      await press(desk, 'button', words.restore.connect);
      await restoreWhole('uit S3');
    });
  });

  describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'of SFTP', () => {
    describeWithSmallDisk('with a disk of its own', () => {
      let server: Sshd;
      let between: CuttingProxy;
      beforeAll(async () => {
        server = await openSshd({ signIn: 'password', diskBytes: 2 ** 26 });
        between = await openCuttingProxy(server.port);
        await bringTo(server);
      });
      afterAll(async () => {
        await between?.[Symbol.asyncDispose]();
        await server?.[Symbol.asyncDispose]();
      });

      test('whose key is compared first; stopped on its way it leaves nothing', async () => {
        const { app, words } = desk;
        const settings = server.settings();
        if (settings.kind !== 'sftp') throw new Error('another kind');
        await choose(words.backups.kindSftp);
        await write(words.backups.host, settings.host);
        await write(words.backups.port, String(between.port));
        await write(words.backups.serverFolder, settings.folder);
        await write(words.backups.user, settings.user);
        await desk.hands.write(secret(desk, words.backups.password), server.credentials.password ?? '');
        await looksRight('a server');
        await press(desk, 'button', words.restore.connect);
        await heading(words.backups.hostKeyTitle);
        expect(await app.page.locator('pre').innerText()).toContain(settings.hostKey?.fingerprint ?? '-');
        await looksRight('the key of a server');
        await press(desk, 'button', words.backups.hostKeyAccept);
        await heading(words.restore.keyTitle);
        await giveLockerFile(desk, home.file('sleutel.txt'));
        between.fallSilentAfter(400_000);
        await press(desk, 'button', words.restore.verifyAll);
        await app.page.getByText(words.restore.verifyStays).waitFor();
        await press(desk, 'button', words.ui.cancel);
        await app.page.getByRole('progressbar').waitFor({ state: 'detached' });
        expect(await app.page.getByRole('alert').count()).toBe(0);
        await looksRight('verification, stopped');
        between.mend();
        const folder = folderFor('gestopt');
        await toVerdict(desk, folder);
        between.fallSilentAfter(400_000);
        await press(desk, 'button', words.restore.restore);
        await expect.poll(() => readdirSync(folder).length).toBeGreaterThan(1);
        // What turns never settles, so it is only looked at by people.
        await keepPicture(desk, ['restore, on its way']);
        expect(await find(desk, 'button', words.restore.back).isEnabled()).toBe(false);
        await press(desk, 'button', words.ui.cancel);
        await app.page.getByText(words.restore.cancelled).waitFor();
        expect(readdirSync(folder)).toEqual([]);
        await looksRight('stopped');
        between.mend();
        await restoreNow(desk);
        expect(existsSync(join(folder, 'vault.json'))).toBe(true);
      });
    });
  });
});
