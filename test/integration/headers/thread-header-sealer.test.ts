import { describe, expect, test } from 'vitest';
import { ThreadHeaderSealer } from '../../../src-main/adapters/headers/thread-header-sealer.ts';
import { generateFileKey, unwrapFileKey } from '../../../src-main/core/crypto/age/header.ts';
import { generateX25519Identity } from '../../../src-main/core/crypto/age/x25519-identity.ts';

describe('headers that are made beside the thread', () => {
  test.each([0, 1, 99, 100, 2500])('%i of them open to their file keys, in their order', async (count) => {
    const identity = generateX25519Identity();
    const fileKeys = Array.from({ length: count }, generateFileKey);
    const before = fileKeys.map((key) => Buffer.from(key));
    const headers = await new ThreadHeaderSealer().seal(fileKeys, identity.recipient);
    expect(headers.map((header) => unwrapFileKey(header, [identity]))).toEqual(before);
    expect(fileKeys).toEqual(before);
    expect(new Set(headers.map((header) => header.toString('latin1'))).size).toBe(count);
  });

  test('come back to whoever asked for them', async () => {
    const sealer = new ThreadHeaderSealer();
    const identities = Array.from({ length: 4 }, generateX25519Identity);
    const fileKey = generateFileKey();
    const answers = await Promise.all(
      identities.map(({ recipient }) =>
        sealer.seal(
          Array.from({ length: 200 }, () => fileKey),
          recipient,
        ),
      ),
    );
    for (const [index, headers] of answers.entries()) {
      const identity = identities[index];
      expect(headers.every((header) => identity && unwrapFileKey(header, [identity])?.equals(fileKey))).toBe(true);
    }
  });

  test('are refused for a recipient that everybody could open, few or many', async () => {
    const sealer = new ThreadHeaderSealer();
    const refused = expect.objectContaining({ code: 'invalid-input' });
    for (const count of [1, 500]) {
      const sealed = sealer.seal(Array.from({ length: count }, generateFileKey), Buffer.alloc(32));
      await expect(sealed).rejects.toEqual(refused);
    }
  });
});
