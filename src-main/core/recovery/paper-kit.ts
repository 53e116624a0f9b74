import { formatPostQuantumIdentity, wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { fingerprint } from '../vault/fingerprint.ts';
import { identityPrefix, parseKit } from './kit.ts';

/** The recovery kit as it goes on paper. */
export interface PaperKit {
  readonly office: string;
  readonly officer: string;
  readonly vault: string;
  /** ms UTC. */
  readonly madeAt: number;
  /** Of the recovery key, for reading and typing; joined they are `key`. The first is the same in every kit. */
  readonly groups: string[];
  /** The recovery key: an age identity. */
  readonly key: string;
  /** Of the root, as the line `# root:` of the file has it: base64. */
  readonly root: string;
  readonly rootFingerprint: string;
}

const groupLetters = 5;

/** @param text that of the recovery key file, as `formatKit` wrote it. */
export function paperKit(text: string, names: { readonly office: string; readonly officer: string }): PaperKit {
  const { vault, root, identity } = parseKit(text);
  const key = formatPostQuantumIdentity(identity);
  wipePostQuantumIdentity(identity);
  const rest = key.slice(identityPrefix.length).match(new RegExp(`.{1,${groupLetters}}`, 'g')) ?? [];
  return {
    ...names,
    vault,
    madeAt: Date.parse(/^# created: (.*)$/m.exec(text)?.[1] ?? ''),
    groups: [identityPrefix, ...rest],
    key,
    root,
    rootFingerprint: fingerprint(vault, [root]),
  };
}
