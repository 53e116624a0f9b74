// Builds dist/: the command line and the vault worker, the shell of the desktop application, its preload and its page.
// Native packages stay outside the bundles. Fails before anything is built when a text is missing in a language.
// `node scripts/build.mjs [--without-window]`
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { licencesOf } from './licences.mjs';
import { licencesOfDecoders, pdfDecoders } from './pdf-decoders.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const nativePackages = ['better-sqlite3-multiple-ciphers', 'sodium-native', '@napi-rs/keyring'];

const nodeEntry = {
  kluis: 'src-main/cli/kluis.ts',
  main: 'src-main/desktop.ts',
  'vault-worker': 'src-main/worker/vault-worker.ts',
  'lock-trial': 'src-main/adapters/sqlcipher/lock-trial.ts',
  'hash-thread': 'src-main/adapters/hashing/hash-thread.ts',
  'small-file-thread': 'src-main/adapters/small-files/small-file-thread.ts',
  'header-thread': 'src-main/adapters/headers/header-thread.ts',
  'file-batch-thread': 'src-main/adapters/file-system/file-batch-thread.ts',
  'transfer-thread': 'src-main/adapters/targets/transfers/transfer-thread.ts',
};

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const shared = { configFile: false, logLevel: 'warn', root };

function buildNode() {
  return build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: dist,
      emptyOutDir: true,
      rolldownOptions: {
        input: nodeEntry,
        external: [/^node:/, 'electron', ...nativePackages],
        // ssh2 asks where it lies, for a program of its own that we do not use.
        transform: { define: { __dirname: 'import.meta.dirname' } },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}

/** The sandbox of a page has no modules but `electron`, so the preload is one file of CommonJS. */
function buildPreload() {
  return build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'chrome140',
      outDir: dist,
      emptyOutDir: false,
      rolldownOptions: {
        input: { preload: 'src-main/preload/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
}

function buildWindow() {
  return build({
    ...shared,
    root: path.join(root, 'src-renderer'),
    base: './',
    plugins: [react(), pdfDecoders(root)],
    build: {
      target: 'chrome140',
      outDir: path.join(dist, 'window'),
      emptyOutDir: true,
      manifest: true,
      // A file in a data: address would need a wider Content-Security-Policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
    },
  });
}

/** Every file that the page may ask for, by its path in an address, with its content type: nothing else is served. */
function writeFileList(outputs) {
  const files = outputs
    .flatMap(({ output }) => output.map(({ fileName }) => fileName))
    .filter((name) => !name.startsWith('.vite/'))
    .map((name) => {
      const type = contentTypes[path.extname(name)];
      if (type === undefined) throw new Error(`${name}: no content type is known for this kind of file`);
      return [`/${name}`, type];
    });
  writeFileSync(path.join(dist, 'window-files.json'), `${JSON.stringify(Object.fromEntries(files.sort()), null, 1)}\n`);
}

const texts = spawnSync(process.execPath, [path.join(root, 'scripts/check-texts.mjs')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (texts.status !== 0) process.exit(1);
const nodeOutput = await buildNode();
const preloadOutput = await buildPreload();
const windowOutput = process.argv.includes('--without-window') ? [] : await buildWindow();
const outputs = [nodeOutput, preloadOutput, windowOutput].flat();
mkdirSync(dist, { recursive: true });
writeFileList([windowOutput].flat());
// Pictures for the notification area; Windows has every size in one file.
cpSync(path.join(root, 'resources/tray'), path.join(dist, 'tray'), { recursive: true });
cpSync(path.join(root, 'resources/icon.ico'), path.join(dist, 'tray/tray.ico'));
cpSync(path.join(root, 'resources/rules'), path.join(dist, 'rules'), { recursive: true });
const licences = [...licencesOf(root, outputs, nativePackages), ...licencesOfDecoders(root)];
writeFileSync(path.join(dist, 'licences.json'), `${JSON.stringify(licences)}\n`);
