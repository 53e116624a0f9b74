import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../src-main/core/ports/keychain.ts';

/** What every keychain must do. `open` opens the same one each time it is called, as a program does that starts again. */
export function describeKeychain(name: string, kind: 'os' | 'file', open: () => Keychain): void {
  const newName = (): string => `${randomBytes(16).toString('hex')}.computer`;

  describe(`${name}, as every keychain`, () => {
    it('says of what kind it is', () => {
      expect(open().kind).toBe(kind);
    });

    it('gives back what was written, also when opened anew', async () => {
      const entry = newName();
      await open().write(entry, Uint8Array.of(1, 2, 3));
      expect(await open().read(entry)).toEqual(Uint8Array.of(1, 2, 3));
    });

    it.each([
      ['every byte there is', Uint8Array.from({ length: 256 }, (_, i) => i)],
      ['nothing but zeros', new Uint8Array(32)],
      ['what is not UTF-8', Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x0d)],
      ['4 KB', new Uint8Array(randomBytes(4096))],
      ['no bytes', new Uint8Array(0)],
    ])('keeps %s unchanged', async (_, secret) => {
      const entry = newName();
      await open().write(entry, secret);
      expect(await open().read(entry)).toEqual(secret);
    });

    it('replaces, and keeps entries apart', async () => {
      const [one, two] = [newName(), newName()];
      await open().write(one, Uint8Array.of(1));
      await open().write(two, Uint8Array.of(2));
      await open().write(one, Uint8Array.of(9, 9));
      expect(await open().read(one)).toEqual(Uint8Array.of(9, 9));
      expect(await open().read(two)).toEqual(Uint8Array.of(2));
    });

    it('answers null for an entry that is not there', async () => {
      expect(await open().read(newName())).toBeNull();
    });

    it('removes an entry, and does nothing where there is none', async () => {
      const [one, two] = [newName(), newName()];
      await open().write(one, Uint8Array.of(1));
      await open().write(two, Uint8Array.of(2));
      for (let time = 0; time < 2; time += 1) await open().remove(one);
      expect(await open().read(one)).toBeNull();
      expect(await open().read(two)).toEqual(Uint8Array.of(2));
    });

    it('hands out bytes that are the caller’s own', async () => {
      const entry = newName();
      const secret = Uint8Array.of(1, 2, 3);
      const keychain = open();
      await keychain.write(entry, secret);
      secret.fill(0);
      (await keychain.read(entry))?.fill(0);
      expect(await keychain.read(entry)).toEqual(Uint8Array.of(1, 2, 3));
    });

    it.each(['', '.', '..', '.hidden', 'dot.', '../up', 'a/b', 'UPPER', 'spa ce', 'a\0b', 'é', 'a\n', 'x'.repeat(101)])(
      'refuses the name %j',
      async (entry) => {
        await expect(open().read(entry)).rejects.toMatchObject({ code: 'invalid-input' });
        await expect(open().write(entry, Uint8Array.of(1))).rejects.toMatchObject({ code: 'invalid-input' });
        await expect(open().remove(entry)).rejects.toMatchObject({ code: 'invalid-input' });
      },
    );

    it('refuses a secret that is too large and keeps what was there', async () => {
      const entry = newName();
      await open().write(entry, Uint8Array.of(1));
      await expect(open().write(entry, new Uint8Array(4097))).rejects.toMatchObject({ code: 'invalid-input' });
      expect(await open().read(entry)).toEqual(Uint8Array.of(1));
    });
  });
}
