import type { Finding } from '../../contract/check.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Findings } from './findings.ts';

/** That a header gave the file key that its document names. Wipes `found`. */
export function checkFileKey(
  findings: Findings,
  part: string,
  found: Buffer | null,
  expected: string | undefined,
  about: Finding['about'] = null,
): void {
  if (found === null || base64(found) !== expected) {
    findings.add(part, 'altered', 'the header does not give the key of the document', about);
  }
  wipe(found);
}
