import { createHmac, createSecretKey, type KeyObject, pbkdf2Sync } from 'node:crypto';

/*
 * A page of an SQLCipher 4 file:
 *
 *   | encrypted content, 4016 bytes (page 1: salt 16 + 4000) | IV 16 | HMAC-SHA512 64 |
 *
 * The HMAC covers everything before it except the salt, then the page number as little-endian uint32, so that a page
 * can neither be changed nor moved. https://www.zetetic.net/sqlcipher/design/
 */
export const pageBytes = 4096;
const macBytes = 64;
const saltBytes = 16;
const encryptionKeyBytes = 32;
const macSaltMask = 0x3a;

/** SQLite keeps the page that holds byte 2^30 for its locks and never writes it. */
const lockBytePage = 2 ** 30 / pageBytes + 1;

/** Checks single pages of one file. Needs no driver and can run in any thread. */
export class PageMac {
  readonly #salt: Buffer;
  readonly #key: KeyObject;
  readonly #pageNumber = Buffer.alloc(4);

  /** @param databaseKey 32 bytes of key and 16 of salt; wiping it stays with the caller. */
  constructor(databaseKey: Uint8Array) {
    this.#salt = Buffer.from(databaseKey.subarray(encryptionKeyBytes, encryptionKeyBytes + saltBytes));
    const macSalt = this.#salt.map((byte) => byte ^ macSaltMask);
    const macKey = pbkdf2Sync(databaseKey.subarray(0, encryptionKeyBytes), macSalt, 2, 32, 'sha512');
    // As a key object it is prepared once instead of for every page, which is a third faster.
    this.#key = createSecretKey(macKey);
    macKey.fill(0);
  }

  /** Whether `page`, at most 4096 bytes, is page `number` (the first is 1) as SQLCipher wrote it. */
  isIntact(page: Buffer, number: number): boolean {
    if (number === lockBytePage) return true;
    if (number === 1 && !page.subarray(0, saltBytes).equals(this.#salt)) return false;
    this.#pageNumber.writeUInt32LE(number);
    const mac = createHmac('sha512', this.#key)
      .update(page.subarray(number === 1 ? saltBytes : 0, pageBytes - macBytes))
      .update(this.#pageNumber)
      .digest();
    return mac.equals(page.subarray(pageBytes - macBytes));
  }
}
