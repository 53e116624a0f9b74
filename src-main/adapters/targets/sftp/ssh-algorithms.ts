import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2';
import type { HostKey } from '../../../contract/targets.ts';

/** What a server may prove itself with, the best first. No DSA, and RSA only with SHA-2. */
const hostKeyAlgorithms: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * What is spoken: nothing with SHA-1, CBC or groups of less than 2048 bits; AES only, since ChaCha20 as SSH wants it is in
 * no Electron. Of a server whose key is known only that kind of key is asked for: it may have got others since.
 */
export function sshAlgorithms(known: HostKey | null): Algorithms {
  const isOfKind = (algorithm: string) =>
    known?.type === 'ssh-rsa' ? /^rsa-sha2-/.test(algorithm) : algorithm === known?.type;
  return {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group14-sha256',
    ],
    serverHostKey: hostKeyAlgorithms.filter((algorithm) => known === null || isOfKind(algorithm)),
    cipher: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes192-ctr', 'aes128-ctr'],
    hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
    compress: ['none'],
  };
}
