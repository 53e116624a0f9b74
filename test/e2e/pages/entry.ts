import type { Page } from 'playwright-core';
import { type Desk, field, find, press, secret } from './desk.ts';
import { filled } from './words.ts';

export interface NewVault {
  readonly office: string;
  readonly officer: string;
  /** The first client's folder. */
  readonly folder: string;
  /** The empty directory that the vault comes to lie in. */
  readonly directory: string;
  readonly pdf: string;
  readonly kitFile: string;
}

/** From the first screen to the recovery kit: office, name, generated passphrase. @returns the passphrase. */
export async function beginVault(
  desk: Desk,
  vault: Pick<NewVault, 'office' | 'officer' | 'directory'>,
): Promise<string> {
  const { app, hands, words } = desk;
  await hands.press(app.page.getByRole('button', { name: words.welcome.create }));
  await hands.write(field(desk, words.welcome.officeName), vault.office);
  await app.answerDialog([vault.directory]);
  await press(desk, 'button', words.welcome.choosePlace);
  await press(desk, 'button', words.welcome.next);
  await hands.write(field(desk, words.welcome.yourName), vault.officer);
  await press(desk, 'button', words.welcome.next);

  // There is no keychain on the machines that test: the keys go to a file, which the window asks first.
  await hands.press(app.page.getByRole('checkbox', { name: words.welcome.keyFile }));
  const passphrase = (await app.page.locator('pre').innerText()).trim();
  await hands.write(field(desk, words.welcome.lastWord), passphrase.split(/[\s-]/).at(-1) ?? '');
  await press(desk, 'button', words.welcome.next);
  return passphrase;
}

/** From the first screen to the first folder. @returns the passphrase. */
export async function createVault(desk: Desk, vault: NewVault): Promise<string> {
  const { hands, words } = desk;
  const passphrase = await beginVault(desk, vault);
  await keepKit(desk, vault);
  await hands.write(field(desk, words.welcome.folderName), vault.folder);
  await press(desk, 'button', words.welcome.makeFolder);
  await find(desk, 'heading', vault.folder).waitFor();
  return passphrase;
}

/** The kit page: Done is off until the paper is made and groups 3 and 7 are typed over from it. */
export async function keepKit(desk: Desk, { pdf, kitFile }: Pick<NewVault, 'pdf' | 'kitFile'>): Promise<void> {
  const { app, hands, words } = desk;
  await find(desk, 'heading', words.kit.title).waitFor();
  const done = find(desk, 'button', words.kit.done);
  if (await done.isEnabled()) throw new Error('the kit can be skipped');
  await app.answerDialog([pdf]);
  await press(desk, 'button', words.kit.savePdf);
  await app.page.getByText(filled(words.kit.saved, { name: pdf.split('/').at(-1) ?? '' })).waitFor();
  await app.answerDialog([kitFile]);
  await press(desk, 'button', words.kit.saveFile);
  await app.page.getByText(filled(words.kit.saved, { name: kitFile.split('/').at(-1) ?? '' })).waitFor();
  for (const number of [3, 7]) {
    await hands.write(field(desk, filled(words.kit.group, { number })), await groupOnPaper(desk, number));
  }
  await hands.press(done);
}

async function groupOnPaper({ app }: Desk, number: number): Promise<string> {
  const groups = app.page.locator('ol[translate="no"]').first().locator('code');
  return (await groups.nth(number - 1).textContent()) ?? '';
}

/** Name and password on the sign-in screen. @param code where a second factor asks for one. */
export async function signIn(desk: Desk, name: string, password: string, code?: () => string): Promise<void> {
  const { hands, words } = desk;
  await hands.write(field(desk, words.signIn.name), name);
  await hands.write(secret(desk, words.signIn.password), password);
  await press(desk, 'button', words.signIn.signIn);
  if (code) {
    await hands.write(field(desk, words.signIn.code), code());
    await press(desk, 'button', words.signIn.signIn);
  }
  await find(desk, 'navigation', words.app.navLabel).waitFor();
}

/** The first sign-in: a password of her own, and the verification characters. @returns those. */
export async function activate(desk: Desk, name: string, first: string, own: string): Promise<string> {
  const { app, hands, words } = desk;
  await hands.write(field(desk, words.signIn.name), name);
  await hands.write(secret(desk, words.signIn.password), first);
  await press(desk, 'button', words.signIn.signIn);
  await hands.write(secret(desk, words.ui.newPassword), own);
  await hands.write(secret(desk, words.ui.onceMore), own);
  await press(desk, 'button', words.signIn.activate);
  await find(desk, 'heading', words.signIn.activatedTitle).waitFor();
  const shown = (await app.page.locator('pre').innerText()).trim();
  await press(desk, 'button', words.signIn.toSignIn);
  return shown;
}

/** Locks for another user, and waits for the empty page. */
export async function switchUser(desk: Desk): Promise<void> {
  await leave(desk, desk.words.app.switchUser);
}

/** Locks, and waits for the empty page. */
export async function lock(desk: Desk): Promise<void> {
  await leave(desk, desk.words.app.lock);
}

async function leave(desk: Desk, button: string): Promise<void> {
  await leaveBy(desk, async () => await press(desk, 'button', button));
}

/** Waits for the empty page that comes after what locks. */
export async function leaveBy(desk: Desk, act: () => Promise<void>): Promise<void> {
  const { app, words } = desk;
  const old = app.page;
  const gone = Promise.race([once(old, 'crash'), once(old, 'close')]);
  // The page ends under the finger that presses: with its process goes what it held.
  await act().catch(() => undefined);
  await gone;
  await app.newPage(old);
  if (!old.isClosed()) await once(old, 'close');
  await field(desk, words.signIn.name).waitFor();
}

const once = (page: Page, event: 'crash' | 'close'): Promise<void> =>
  new Promise((resolve) => {
    if (event === 'crash') page.once('crash', () => resolve());
    else page.once('close', () => resolve());
  });
