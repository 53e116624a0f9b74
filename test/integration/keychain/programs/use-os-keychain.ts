import { OsKeychain } from '../../../../src-main/adapters/keychain/os-keychain.ts';
import { VaultError } from '../../../../src-main/contract/errors.ts';

/**
 * Another process that uses the keychain: `read NAME` or `write NAME HEX`. Prints one line of JSON: the
 * outcome, and the longest time that the event loop stood still meanwhile.
 */
const [verb, name = '', hex = ''] = process.argv.slice(2);
const keychain = new OsKeychain({ answerMs: 2_000, promptMs: 1_500 });

let last = performance.now();
let standstillMs = 0;
const watch = setInterval(() => {
  const now = performance.now();
  standstillMs = Math.max(standstillMs, now - last);
  last = now;
}, 1);

async function act(): Promise<object> {
  try {
    if (verb === 'write') return { done: await keychain.write(name, Buffer.from(hex, 'hex')) };
    const secret = await keychain.read(name);
    return { secret: secret === null ? null : Buffer.from(secret).toString('hex') };
  } catch (error) {
    if (error instanceof VaultError) return { code: error.code, details: error.details };
    throw error;
  }
}

const outcome = await act();
clearInterval(watch);
process.stdout.write(`${JSON.stringify({ ...outcome, standstillMs })}\n`);
