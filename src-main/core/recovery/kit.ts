import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import {
  formatPostQuantumIdentity,
  type PostQuantumIdentity,
  parsePostQuantumIdentity,
  postQuantumRecipient,
  wipePostQuantumIdentity,
} from '../crypto/age/post-quantum-identity.ts';
import { fingerprint } from '../vault/fingerprint.ts';

/** The recovery key with what it is compared against (docs/formats.md section 5). */
export interface RecoveryKit {
  readonly vault: string;
  /** base64 of the root's public key. */
  readonly root: string;
  readonly identity: PostQuantumIdentity;
}

/** The kit as an age identity file: `age -d -i` takes it as it is. */
export async function formatKit(kit: RecoveryKit, createdAt: number): Promise<string> {
  return [
    `# created: ${new Date(createdAt).toISOString()}`,
    `# vault: ${kit.vault}`,
    `# root: ${kit.root}`,
    `# root fingerprint: ${fingerprint(kit.vault, [kit.root])}`,
    `# public key: ${await postQuantumRecipient(kit.identity)}`,
    formatPostQuantumIdentity(kit.identity),
    '',
  ].join('\n');
}

/** In one line; two ids or keys that have nothing to do with each other differ in many more places. */
const mostTypingErrors = 8;

/** How the recovery key begins. */
export const identityPrefix = 'AGE-SECRET-KEY-PQ-1';

/**
 * Reads a kit, also one that was typed off paper: the key all in capitals or all in small letters, as age's Bech32 has it.
 * @throws VaultError `invalid-input`: `not-a-recovery-key`, `recovery-key-line-missing` and `recovery-key-mistyped`, with
 * which `line`.
 */
export function parseKit(text: string): RecoveryKit {
  const line = (name: string) => new RegExp(`^[ \\t]*# *${name}:(.*)$`, 'mi').exec(text)?.[1]?.trim();
  const vault = line('vault');
  const root = line('root');
  const key = /^[ \t]*(age-secret-key-.*)$/im.exec(text)?.[1]?.trim();
  const isPostQuantum = key?.toUpperCase().startsWith(identityPrefix) === true;
  if (!isPostQuantum && (vault === undefined || root === undefined)) throw notAKit();
  if (key === undefined) throw lineError('recovery-key-line-missing', `${identityPrefix}…`);
  if (!vault) throw lineError('recovery-key-line-missing', '# vault:');
  if (!root) throw lineError('recovery-key-line-missing', '# root:');
  if (!/^[0-9a-f]{32}$/i.test(vault)) throw lineError('recovery-key-mistyped', '# vault:');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root)) throw lineError('recovery-key-mistyped', '# root:');
  return { vault: vault.toLowerCase(), root, identity: typedIdentity(key) };
}

/** Which vault a kit is of, and the root that all of it is verified from; nothing is opened with it. @throws VaultError as `parseKit`. */
export function rootOfKit(text: string): Pick<RecoveryKit, 'vault' | 'root'> {
  const { vault, root, identity } = parseKit(text);
  wipePostQuantumIdentity(identity);
  return { vault, root };
}

/**
 * To be thrown when a line of the kit differs from what it should say: a typing error leaves most letters as they are, and
 * nobody can make an id or a key that is so nearly another one.
 * @returns null when it is another id or key.
 */
export function mistypedLine(line: '# vault:' | '# root:', typed: string, right: string): VaultError | null {
  const [a, b] = [typed.toLowerCase(), right.toLowerCase()];
  const differing = [...a].filter((letter, place) => letter !== b[place]).length;
  return a.length === b.length && differing <= mostTypingErrors ? lineError('recovery-key-mistyped', line) : null;
}

function typedIdentity(key: string): PostQuantumIdentity {
  try {
    return parsePostQuantumIdentity(key === key.toLowerCase() ? key.toUpperCase() : key);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw lineError('recovery-key-mistyped', `${identityPrefix}…`);
  }
}

function notAKit(): VaultError {
  return invalidInput('not-a-recovery-key', 'recovery key', 'not a recovery key file');
}

function lineError(reason: 'recovery-key-line-missing' | 'recovery-key-mistyped', line: string): VaultError {
  return invalidInput(reason, 'recovery key', 'not a whole recovery key file', { details: { line } });
}
