// `node --import scripts/chromium-host/register.mjs dist/main.mjs`: the shell on this host in place of Electron.
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const host = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: host, shortCircuit: true } : next(specifier, context),
});
