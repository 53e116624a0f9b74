import { beginSecondFactor, confirmSecondFactor, turnOnSecondFactor } from '../../src-main/core/second-factor/enrol.ts';
import { stepAt, totpCode } from '../../src-main/core/second-factor/totp.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An authenticator, which knows nothing but what was typed into it. */
export class Authenticator {
  readonly #secret: Buffer;
  readonly #clock: { now(): number };

  /** @param key in base32, in groups. */
  constructor(key: string, clock: { now(): number }) {
    const bits = [...key.replaceAll(' ', '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'));
    const bytes = bits.join('').match(/.{8}/g) ?? [];
    this.#secret = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
    this.#clock = clock;
  }

  /** The code that it shows now, or showed so many steps ago. */
  code(stepsAgo = 0): string {
    return totpCode(this.#secret, stepAt(this.#clock.now()) - stepsAgo);
  }
}

/** Turns a second factor on, as somebody does. The code of this step is spent with it. */
export async function enrol(
  vault: OpenVault,
  password: string,
): Promise<{ authenticator: Authenticator; recoveryCodes: readonly string[] }> {
  const { key } = await beginSecondFactor(vault, { password });
  const authenticator = new Authenticator(key, vault.env.clock);
  const recoveryCodes = confirmSecondFactor(vault, authenticator.code());
  await turnOnSecondFactor(vault);
  return { authenticator, recoveryCodes };
}
