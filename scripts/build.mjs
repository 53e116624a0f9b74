// Bundles the command line and the vault worker into dist/. Native packages stay outside the bundle.
import { build } from 'vite';

const entry = {
  kluis: 'src-main/cli/kluis.ts',
  'vault-worker': 'src-main/worker/vault-worker.ts',
  'lock-trial': 'src-main/adapters/sqlcipher/lock-trial.ts',
  'hash-thread': 'src-main/adapters/hashing/hash-thread.ts',
  'small-file-thread': 'src-main/adapters/small-files/small-file-thread.ts',
  'header-thread': 'src-main/adapters/headers/header-thread.ts',
};

await build({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: entry,
      external: [/^node:/, 'better-sqlite3-multiple-ciphers', 'sodium-native', '@napi-rs/keyring'],
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
