import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuses, wrongFuses } from '../../scripts/check-fuses.mjs';
import type { SmallFileRequest } from '../../src-main/adapters/small-files/small-file-thread.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeUnlessMissing, missingLinux } from '../support/tools.ts';
import { makeStandInElectron } from './support/stand-in-electron.ts';

const root = path.resolve(import.meta.dirname, '../..');
const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');

/** Of these and nothing else: what the program loads from node_modules at run time. */
const loadedPackages = [
  '@napi-rs/keyring',
  '@napi-rs/keyring-linux-x64-gnu',
  'bare-addon-resolve',
  'bare-module-resolve',
  'bare-semver',
  'better-sqlite3-multiple-ciphers',
  'require-addon',
  'sodium-native',
  'which-runtime',
];

const nativeModules = [
  '@napi-rs/keyring-linux-x64-gnu/keyring.linux-x64-gnu.node',
  'better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node',
  'sodium-native/prebuilds/linux-x64/sodium-native.node',
];

/** What is started by the name of its file: no bundle holds it, and none would fail without it. */
const threads = [
  'hash-thread.mjs',
  'header-thread.mjs',
  'small-file-thread.mjs',
  'file-batch-thread.mjs',
  'transfer-thread.mjs',
  'lock-trial.mjs',
];

describeUnlessMissing([...missingLinux, ...(process.arch === 'x64' ? [] : ['x64'])], 'the package for Linux', () => {
  let folder: TempFolder;
  let files: string[];
  beforeAll(() => {
    folder = openTempFolder('kluis-package-');
    const version: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).devDependencies.electron;
    makeStandInElectron(folder.file('electron'), version);
    mkdirSync(folder.file('home'));
    const given = [
      ...['--dir', '--linux', '--x64', '--publish', 'never', '--projectDir', root],
      `-c.electronDist=${folder.file('electron')}`,
      `-c.directories.output=${folder.file('out')}`,
    ];
    // Nobody listens there: whatever would be downloaded fails the packaging.
    const nowhere = {
      HTTP_PROXY: 'http://127.0.0.1:9',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      ALL_PROXY: 'http://127.0.0.1:9',
    };
    const result = spawnSync(process.execPath, [builder, ...given], {
      env: { PATH: process.env.PATH, HOME: folder.file('home'), ...nowhere },
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(result.stdout + result.stderr);
    files = listPackage(folder.file('out/linux-unpacked/resources/app.asar'), { isPack: false })
      .map((name) => name.split(path.sep).join('/').slice(1))
      .filter((name) => path.posix.extname(name) !== '' || name.endsWith('LICENSE'));
  }, 180_000);
  afterAll(() => folder[Symbol.dispose]());

  const packed = () => folder.file('out/linux-unpacked/resources');

  it('has the program with its worker, its preload and every file of its page', () => {
    const page = Object.keys(JSON.parse(readFileSync(path.join(root, 'dist/window-files.json'), 'utf8')));
    const wanted = ['main.mjs', 'preload.cjs', 'vault-worker.mjs', ...threads];
    expect(files).toEqual(expect.arrayContaining(wanted.map((name) => `dist/${name}`)));
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'dist/licences.json',
        'dist/window-files.json',
        'dist/rules/backup-retention.json',
      ]),
    );
    const pictures = ['tray.ico', 'tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png'];
    expect(files.filter((name) => name.startsWith('dist/tray/')).sort()).toEqual(
      pictures.map((name) => `dist/tray/${name}`),
    );
    expect(files.filter((name) => name.startsWith('dist/window/')).sort()).toEqual(
      page.map((name) => `dist/window${name}`).sort(),
    );
  });

  it('has no source, no map, no test, no document, and of others only what is loaded', () => {
    const tops = new Set(files.map((name) => name.split('/')[0]));
    expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(files.filter((name) => /\.(ts|tsx|map|c|cc|cpp|h|gyp|sh)$/.test(name))).toEqual([]);
    const packages = files.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual(loadedPackages);
    expect(files).not.toContain('dist/kluis.mjs');
  });

  it('has the native modules of its platform beside the archive, where the system can open them, and no others', () => {
    const beside = readdirSync(path.join(packed(), 'app.asar.unpacked/node_modules'), {
      recursive: true,
      encoding: 'utf8',
    });
    const native = beside.filter((name) => /\.(node|bare|dll|dylib|so)$/.test(name));
    expect(native.map((name) => name.split(path.sep).join('/')).sort()).toEqual(nativeModules);
    expect(
      files
        .filter((name) => name.endsWith('.node'))
        .map((name) => name.slice('node_modules/'.length))
        .sort(),
    ).toEqual(nativeModules);
  });

  it('has all nine fuses as they were decided', async () => {
    expect(Object.keys(fuses)).toHaveLength(9);
    expect(await wrongFuses(folder.file('out/linux-unpacked/dossierkluis'))).toEqual([]);
    expect(await wrongFuses(folder.file('electron/electron'))).not.toEqual([]);
  });

  /** What is in the archive, where a Node can read it: only Electron reads the archive itself. */
  const unpacked = () => {
    const app = folder.file('app');
    if (!existsSync(app)) extractAll(path.join(packed(), 'app.asar'), app);
    return app;
  };

  /** What a thread of the archive answers to these requests. */
  async function answers(name: string, ...requests: readonly unknown[]): Promise<unknown[]> {
    const worker = new Worker(path.join(unpacked(), 'dist', name), { workerData: null });
    const given: unknown[] = [];
    const all = new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (reply) => {
        given.push(reply);
        if (given.length === requests.length) resolve();
      });
    });
    for (const request of requests) worker.postMessage(request);
    await all;
    await worker.terminate();
    return given;
  }

  it('starts its vault worker from what is in the archive', async () => {
    const app = unpacked();
    const require = createRequire(path.join(app, 'package.json'));
    for (const name of ['sodium-native', 'better-sqlite3-multiple-ciphers', '@napi-rs/keyring']) {
      expect(require.resolve(name).startsWith(app)).toBe(true);
      expect(require(name), name).toBeTruthy();
    }
    const input = { password: 'tukom-lipak-zevin-gahor', purpose: 'passphrase' };
    const call = { kind: 'call', id: 1, name: 'passwordStrength', session: null, input };
    expect(await answers('vault-worker.mjs', call)).toMatchObject([{ kind: 'value', id: 1, value: { enough: true } }]);
  });

  it('starts its threads from what is in the archive, and the process that tries a lock', async () => {
    const piece = Buffer.from('abc');
    const hashed = await answers(
      'hash-thread.mjs',
      { kind: 'update', stream: 1, piece },
      { kind: 'digest', stream: 1 },
    );
    expect(hashed).toEqual([
      { stream: 1, digest: null },
      { stream: 1, digest: new Uint8Array(createHash('sha256').update(piece).digest()) },
    ]);
    // Any number is a public key.
    const keys = { fileKeys: new Uint8Array(32), recipient: new Uint8Array(32).fill(9) };
    expect(await answers('header-thread.mjs', keys)).toEqual([[expect.any(Uint8Array), expect.any(Uint8Array)]]);
    writeFileSync(folder.file('small.txt'), 'small');
    const small: SmallFileRequest = {
      path: folder.file('small.txt'),
      fileKey: new Uint8Array(16),
      objects: folder.path,
      vault: folder.file('vault'),
    };
    expect(await answers('small-file-thread.mjs', small)).toMatchObject([{ done: { outcome: 'sealed' } }]);
    const memory = new Uint8Array(new SharedArrayBuffer(8)).fill(7);
    const parts = [{ path: folder.file('part'), start: 2, length: 3 }];
    expect(await answers('file-batch-thread.mjs', { memory, files: parts })).toEqual([{ error: null }]);
    expect(readFileSync(folder.file('part'))).toEqual(Buffer.from([7, 7, 7]));
    const trial = [path.join(unpacked(), 'dist/lock-trial.mjs'), folder.file('lock'), String(process.pid)];
    expect(spawnSync(process.execPath, trial, { encoding: 'utf8' })).toMatchObject({ status: 69, stderr: '' });
  });
});
