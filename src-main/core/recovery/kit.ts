import { VaultError } from '../../contract/errors.ts';
import {
  formatPostQuantumIdentity,
  type PostQuantumIdentity,
  parsePostQuantumIdentity,
  postQuantumRecipient,
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

/** @throws VaultError `invalid-input` when a line is missing or malformed. */
export function parseKit(text: string): RecoveryKit {
  const line = (name: string) => new RegExp(`^# ${name}: *(\\S+)\\s*$`, 'm').exec(text)?.[1];
  const vault = line('vault');
  const root = line('root');
  const identity = /^AGE-SECRET-KEY-PQ-1\S+/m.exec(text)?.[0];
  if (!vault || !/^[0-9a-f]{32}$/.test(vault) || !root || !/^[A-Za-z0-9+/]{43}=$/.test(root) || !identity) {
    throw new VaultError('invalid-input', 'not a recovery key file', { details: { input: 'recovery key' } });
  }
  return { vault, root, identity: parsePostQuantumIdentity(identity) };
}
