import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { as, KluisHome } from '../../support/kluis.ts';
import { officerPassphrase } from '../../support/test-vault.ts';

const office = ['--office', 'Kantoor Testdijk', '--po', 'Petra', '--keychain', 'file'];

describe('init', () => {
  test('generates a passphrase, shows it once, and it opens the vault', async () => {
    const kluis = new KluisHome();
    const { exitCode, value } = await kluis.json(['init', ...office, '--recovery-key-out', 'kit.txt']);
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ name: 'Kantoor Testdijk', officer: 'Petra', keychain: 'file' });
    const { passphrase } = Object(value);
    expect(passphrase).toMatch(/^[a-z]+(-[a-z]+){3}$/);
    const users = await kluis.json(['user', 'list', ...as('petra', kluis.passwordFile('petra', passphrase))]);
    expect(users).toMatchObject({ exitCode: 0, value: [{ name: 'Petra', role: 'privacy-officer' }] });
  });

  test('takes the passphrase of a password file and never says it', async () => {
    const kluis = new KluisHome();
    const file = kluis.passwordFile('petra', officerPassphrase);
    const made = await kluis.run(['init', ...office, '--recovery-key-out', 'kit.txt', '--password-file', file]);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.stdout + made.stderr).not.toContain(officerPassphrase);
    const kit = readFileSync(kluis.home.file('kit.txt'), 'utf8');
    expect(kit).toMatch(/^# vault: [0-9a-f]{32}$/m);
    expect(kit).toMatch(/^# root: \S{44}$/m);
    expect(kit).toMatch(/^AGE-SECRET-KEY-PQ-1/m);
    expect(made.stdout + made.stderr).not.toContain('AGE-SECRET-KEY');
    expect(statSync(kluis.home.file('kit.txt')).mode & 0o777).toBe(0o600);
  });

  test('makes nothing when the recovery key could not be kept', async () => {
    const kluis = new KluisHome();
    writeFileSync(kluis.home.file('kit.txt'), 'something of the user');
    const { exitCode, value } = await kluis.json(['init', ...office, '--recovery-key-out', 'kit.txt']);
    expect(exitCode).toBe(2);
    expect(value).toMatchObject({ error: { code: 'file-exists' } });
    expect(readFileSync(kluis.home.file('kit.txt'), 'utf8')).toBe('something of the user');
    expect(existsSync(kluis.home.file('vault'))).toBe(false);
    const noFolder = await kluis.run(['init', ...office, '--recovery-key-out', 'no/such/folder/kit.txt']);
    expect(noFolder.exitCode).toBe(2);
    expect(existsSync(kluis.home.file('vault'))).toBe(false);
  });

  test('refuses a weak passphrase, and a folder that holds something', async () => {
    const kluis = new KluisHome();
    const weak = kluis.passwordFile('weak', 'Welkom01');
    const refused = await kluis.json(['init', ...office, '--recovery-key-out', 'kit.txt', '--password-file', weak]);
    expect(refused).toMatchObject({ exitCode: 2, value: { error: { code: 'password-too-weak' } } });
    expect(readdirSync(kluis.home.path).sort()).toEqual(['weak.pw']);
    const there = await kluis.json(['init', ...office, '--recovery-key-out', 'kit.txt', '--vault', '.']);
    expect(there).toMatchObject({ exitCode: 2, value: { error: { code: 'vault-exists' } } });
  });
});
