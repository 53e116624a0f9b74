import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { KluisHome, launcher } from '../../support/kluis.ts';
import { copyOffice, createOffice, type Office, ownPassword } from '../../support/office.ts';
import { openTempFolder } from '../../support/temp-folder.ts';

let office: Office;
beforeAll(async () => {
  const home = openTempFolder();
  office = await createOffice({ Sanne: 'employee' }, home);
  return () => home[Symbol.dispose]();
});

/** Runs a command on a terminal of its own, made by `script`, and types when it asks. */
async function onTerminal(kluis: KluisHome, args: string, typed: string): Promise<{ exitCode: number; shown: string }> {
  const command = `"${process.execPath}" "${launcher}" ${args}`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    env: kluis.environment,
    cwd: kluis.home.path,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = shown.includes(': ');
    shown += text;
    if (!asked && shown.includes(': ')) child.stdin.write(typed);
  });
  const exitCode = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { exitCode, shown };
}

function inOffice(): KluisHome {
  const { folder, configFolder } = copyOffice(office);
  const kluis = new KluisHome();
  Object.assign(kluis.environment, { KLUIS_VAULT: folder, KLUIS_CONFIG_DIR: configFolder, KLUIS_USER: 'Sanne' });
  return kluis;
}

describe('on a terminal', () => {
  test('the password is asked, and nothing of it is shown', async () => {
    const { exitCode, shown } = await onTerminal(inOffice(), 'user list', `${ownPassword}\r`);
    expect(shown).toContain('Password for Sanne: ');
    expect(shown).toContain('Privacy Officer');
    expect(shown).not.toContain(ownPassword);
    expect(shown).not.toMatch(/\*/);
    expect(exitCode).toBe(0);
  });

  test('what was mistyped can be taken back', async () => {
    const typed = `nonsense\u0015${ownPassword}x\u007f\r`;
    expect(await onTerminal(inOffice(), 'user list', typed)).toMatchObject({ exitCode: 0 });
  });

  test('Ctrl+C at the question cancels', async () => {
    const { exitCode, shown } = await onTerminal(inOffice(), 'user list --lang nl', 'Rege\u0003');
    expect(shown).toContain('Wachtwoord voor Sanne: ');
    expect(shown).toContain('Geannuleerd.');
    expect(exitCode).toBe(9);
  });
});

describe('without a terminal', () => {
  test('a password file is needed', async () => {
    const { exitCode, stdout, stderr } = await inOffice().run(['user', 'list']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('--password-file');
  });

  test('a password file that others may read is told of, one in a folder of one’s own is not', async () => {
    const kluis = inOffice();
    const environment = { KLUIS_PASSWORD_FILE: kluis.passwordFile('sanne', `${ownPassword}\r\nsecond line`) };
    const quiet = await kluis.run(['user', 'list'], { environment });
    expect(quiet.exitCode).toBe(0);
    expect(quiet.stderr).not.toContain('chmod');
    chmodSync(environment.KLUIS_PASSWORD_FILE, 0o644);
    expect((await kluis.run(['user', 'list'], { environment })).stderr).not.toContain('chmod');
    chmodSync(kluis.home.path, 0o755);
    const warned = await kluis.run(['user', 'list'], { environment });
    expect(warned).toMatchObject({ exitCode: 0 });
    expect(warned.stderr).toContain('chmod 600');
    expect(warned.stderr).not.toContain(ownPassword);
  });

  test.each([
    ['is absent', 'absent.pw'],
    ['is a folder', '.'],
  ])('a password file that %s is a usage error', async (_, file) => {
    const { exitCode, value } = await inOffice().json(['user', 'list', '--password-file', file]);
    expect({ exitCode, value }).toMatchObject({ exitCode: 2, value: { error: { code: 'invalid-input' } } });
  });

  test('a settings folder that is not absolute is refused, with its name', async () => {
    const kluis = inOffice();
    const environment = { KLUIS_CONFIG_DIR: 'config', KLUIS_PASSWORD_FILE: kluis.passwordFile('sanne', ownPassword) };
    const { exitCode, value } = await kluis.json(['user', 'list'], { environment });
    expect({ exitCode, value }).toMatchObject({
      exitCode: 2,
      value: { error: { code: 'invalid-input', details: { input: 'KLUIS_CONFIG_DIR' } } },
    });
  });

  test('an empty password file is a usage error', async () => {
    const kluis = inOffice();
    const { exitCode } = await kluis.json(['user', 'list', '--password-file', kluis.passwordFile('empty', '')]);
    expect(exitCode).toBe(2);
  });
});

test('too many wrong passwords lock out, and say how long', async () => {
  const kluis = inOffice();
  const environment = { KLUIS_PASSWORD_FILE: kluis.passwordFile('wrong', 'something else') };
  const codes: number[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1)
    codes.push((await kluis.run(['user', 'list'], { environment })).exitCode);
  expect(codes).toEqual([4, 4, 4, 4, 4, 4]);
  const locked = await kluis.json(['user', 'list', '--lang', 'nl'], { environment });
  expect(locked.value).toMatchObject({ error: { code: 'sign-in-locked-out' } });
  expect(Object(locked.value).error.message).toMatch(/Wacht (\d+ seconden|1 minuut|\d+ minuten) en log dan weer in/);
});
