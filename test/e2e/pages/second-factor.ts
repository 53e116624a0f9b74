import { createHmac } from 'node:crypto';
import { type Desk, field, find, press, secret } from './desk.ts';
import { goTo } from './frame.ts';

const stepMs = 30_000;
const digits = 6;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator shows at this moment (RFC 6238), or so many codes later. @param key in base32, in any grouping. */
export function codeOf(key: string, later = 0): string {
  const bits = [...key.replace(/\s/g, '')]
    .map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / stepMs) + later));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** Sets up the second factor of whoever is signed in. @returns the recovery codes. */
export async function setUpSecondFactor(desk: Desk, password: string): Promise<string[]> {
  const { words } = desk;
  await goTo(desk, 'navSettings');
  await press(desk, 'button', words.settings.setUp);
  const codes = await proveSecondFactor(desk, await secondFactorKey(desk, password));
  await find(desk, 'button', words.settings.newCodes).waitFor();
  return codes;
}

/** The first step of setting up: the password. @returns the key, which is shown as text and as a QR code. */
export async function secondFactorKey(desk: Desk, password: string): Promise<string> {
  const { app, hands, words } = desk;
  await hands.write(secret(desk, words.settings.yourPassword), password);
  await press(desk, 'button', words.settings.next);
  return await app.page.locator('main code').first().innerText();
}

/** The other steps: a code of the authenticator, and the recovery codes. @returns those. */
export async function proveSecondFactor(desk: Desk, key: string): Promise<string[]> {
  const { app, hands, words } = desk;
  await hands.write(field(desk, words.settings.codeShown), codeOf(key));
  await press(desk, 'button', words.settings.next);
  await find(desk, 'heading', words.settings.codesTitle).waitFor();
  const codes = await app.page.locator('main ol[translate="no"]:visible code').allInnerTexts();
  await hands.press(app.page.getByRole('checkbox', { name: words.settings.codesKept }));
  await press(desk, 'button', words.settings.turnOn);
  return codes;
}
