import { expect, test } from 'vitest';
import { generatePostQuantumIdentity } from '../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { formatX25519Identity, generateX25519Identity } from '../../../../src-main/core/crypto/age/x25519-identity.ts';
import { formatKit, parseKit } from '../../../../src-main/core/recovery/kit.ts';

const kit = {
  vault: '6f1b6bd6a8e4d1f0c2b3a49586776859',
  root: Buffer.alloc(32, 7).toString('base64'),
  identity: generatePostQuantumIdentity(),
};
const whole = await formatKit(kit, 0);
const keyLine = /^AGE-SECRET-KEY-PQ-1.*$/m;
const key = keyLine.exec(whole)?.[0] ?? '';

const problemOf = (text: string): unknown => {
  try {
    parseKit(text);
    return 'none';
  } catch (error) {
    const { code, details } = Object(error);
    return [code, details.reason, details.line];
  }
};
const without = (name: string) => whole.replace(new RegExp(`^# ${name}:.*\\n`, 'm'), '');

test.each([
  ['as it was written', whole],
  ['with line ends of Windows', whole.replaceAll('\n', '\r\n')],
  ['with the key in small letters', whole.replace(key, key.toLowerCase())],
  [
    'with the three lines alone, in another order and with spaces',
    `${key} \n #root:${kit.root}\n# vault:  ${kit.vault}`,
  ],
])('a kit is read %s', (_, text) => {
  expect(parseKit(text)).toEqual(kit);
});

test.each<[string, string, string, string | undefined]>([
  [
    'a letter of the key is wrong',
    whole.replace(key, `${key.slice(0, 30)}${key[30] === 'Q' ? 'P' : 'Q'}${key.slice(31)}`),
    'recovery-key-mistyped',
    'AGE-SECRET-KEY-PQ-1…',
  ],
  [
    'a letter of the key is missing',
    whole.replace(key, key.slice(0, -1)),
    'recovery-key-mistyped',
    'AGE-SECRET-KEY-PQ-1…',
  ],
  [
    'the key begins wrongly',
    whole.replace(key, key.replace('PQ', 'PO')),
    'recovery-key-mistyped',
    'AGE-SECRET-KEY-PQ-1…',
  ],
  [
    'capitals and small letters are mixed',
    whole.replace(key, `${key.slice(0, 40)}${key.slice(40).toLowerCase()}`),
    'recovery-key-mistyped',
    'AGE-SECRET-KEY-PQ-1…',
  ],
  ['the root is too short', whole.replace(kit.root, kit.root.slice(1)), 'recovery-key-mistyped', '# root:'],
  ['the id of the vault is none', whole.replace(kit.vault, `${kit.vault}0`), 'recovery-key-mistyped', '# vault:'],
  ['the line of the root is missing', without('root'), 'recovery-key-line-missing', '# root:'],
  ['the line of the vault is missing', without('vault'), 'recovery-key-line-missing', '# vault:'],
  ['the key is missing', whole.replace(keyLine, ''), 'recovery-key-line-missing', 'AGE-SECRET-KEY-PQ-1…'],
  ['it is another file', 'Dear Petra,', 'not-a-recovery-key', undefined],
  ['it is nothing', '', 'not-a-recovery-key', undefined],
  ['it is an identity of age alone', formatX25519Identity(generateX25519Identity()), 'not-a-recovery-key', undefined],
])('what is wrong is told when %s', (_, text, reason, line) => {
  expect(problemOf(text)).toEqual(['invalid-input', reason, line]);
});
