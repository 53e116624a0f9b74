import { expect, test } from 'vitest';
import { newId } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { signRecipients } from '../../../../src-main/core/vault/certified-recipients.ts';

test('the signed text of the recipients has its fields in the order of the format, in whatever order they are given', () => {
  const inbox = { compartment: newId(), epoch: 2, recipient: `age1${'q'.repeat(58)}` };
  const [vault, recovery] = [newId(), `age1pq1${'q'.repeat(1000)}`];
  const { payload } = signRecipients({ inbox, position: 7, recovery, vault }, newSigningKey());
  expect(Buffer.from(payload, 'base64').toString('utf8')).toBe(
    JSON.stringify({ kind: 'recipients', vault, position: 7, recovery, inbox }),
  );
});
