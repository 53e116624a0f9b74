import path from 'node:path';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..');
const nativePackages = ['better-sqlite3-multiple-ciphers', 'sodium-native', '@napi-rs/keyring'];
const input = {
  'vault-side': 'bench/programs/vault-side.ts',
  'lock-trial': 'src-main/adapters/sqlcipher/lock-trial.ts',
  'hash-thread': 'src-main/adapters/hashing/hash-thread.ts',
  'small-file-thread': 'src-main/adapters/small-files/small-file-thread.ts',
  'header-thread': 'src-main/adapters/headers/header-thread.ts',
  'file-batch-thread': 'src-main/adapters/file-system/file-batch-thread.ts',
  'transfer-thread': 'src-main/adapters/targets/transfers/transfer-thread.ts',
};

/** Builds the program as scripts/build.mjs builds the others: to strip types while it runs, Node takes 80 MB. @returns its file. */
export async function buildVaultSide(): Promise<string> {
  // Below the repository, for there lie the packages that stay outside.
  const outDir = path.join(root, '.tools', 'bench');
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true },
    // ssh2 is CommonJS, and asks for its own folder.
    define: { __dirname: 'import.meta.dirname' },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        external: [/^node:/, ...nativePackages],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return path.join(outDir, 'vault-side.mjs');
}
