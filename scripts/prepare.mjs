// What npm runs after it installed: builds the program. Not for npx, which installs a link to this folder before it runs
// `kluis` the first time: what is built stays as it is, for another `kluis` may be running from it.
import { existsSync } from 'node:fs';

const isBuilt = existsSync(new URL('../dist/kluis.mjs', import.meta.url));
if (process.env.npm_command !== 'exec' || !isBuilt) await import('./build.mjs');
