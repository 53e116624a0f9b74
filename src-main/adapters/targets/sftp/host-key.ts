import { createHash } from 'node:crypto';
import type { HostKey } from '../../../contract/targets.ts';

/** What `ssh-keygen -l` would say of a public key in the form that SSH sends it. */
export function hostKeyOf(blob: Buffer): HostKey {
  const typeLength = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const type = blob.toString('latin1', 4, 4 + typeLength);
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { type, fingerprint: `SHA256:${digest}` };
}
