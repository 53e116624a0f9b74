import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { openKeychain } from '../../../src-main/adapters/keychain/open-keychain.ts';
import { OsKeychain } from '../../../src-main/adapters/keychain/os-keychain.ts';
import { describeKeychain } from '../../contract/keychain.suite.ts';
import {
  openSecretService,
  type SecretService,
  secretServiceTools,
  testProgram,
} from '../../support/secret-service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../support/tools.ts';

const program = testProgram('integration/keychain/programs/use-os-keychain.ts');

/** What another process finds, and the program's own word for what went wrong. */
function inAnotherProcess(session: SecretService, ...args: string[]): Record<string, unknown> {
  const { exitCode, stdout, stderr } = session.run(process.execPath, [program, ...args], { timeoutMs: 20_000 });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

/** Whether the kernel's keyrings that this account can see know of an entry. */
const kernelKnows = (name: string): boolean => readFileSync('/proc/keys', 'utf8').includes(name.slice(0, 20));

describeWithTools([...secretServiceTools, 'secret-tool'], 'OsKeychain on a real Secret Service', () => {
  let session: SecretService;
  const before = process.env.DBUS_SESSION_BUS_ADDRESS;
  beforeAll(async () => {
    session = await openSecretService('unlocked');
    process.env.DBUS_SESSION_BUS_ADDRESS = session.environment.DBUS_SESSION_BUS_ADDRESS;
  });
  afterAll(async () => {
    process.env.DBUS_SESSION_BUS_ADDRESS = before;
    if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    await session[Symbol.asyncDispose]();
  });

  describeKeychain('OsKeychain', 'os', () => openKeychain({ kind: 'os' }, new NodeFileSystem()));

  it('keeps an entry where other programs of the account find it, and nothing in the kernel', async () => {
    const name = `${randomBytes(16).toString('hex')}.computer`;
    await new OsKeychain().write(name, Buffer.from('in the keyring'));
    const lookup = session.run(tool('secret-tool'), ['lookup', 'service', 'Dossierkluis', 'username', name]);
    expect(lookup.stdout).toBe('in the keyring');
    expect(inAnotherProcess(session, 'read', name)).toMatchObject({
      secret: Buffer.from('in the keyring').toString('hex'),
    });
    expect(kernelKnows(name)).toBe(false);
  });

  it('finds what another process wrote, and misses what another program removed', async () => {
    const name = 'a.head';
    inAnotherProcess(session, 'write', name, '00ff');
    expect(await new OsKeychain().read(name)).toEqual(Uint8Array.of(0, 255));
    session.run(tool('secret-tool'), ['clear', 'service', 'Dossierkluis', 'username', name]);
    expect(await new OsKeychain().read(name)).toBeNull();
  });

  it('finds the entry after a restart of the computer', async () => {
    const home = tempFolder();
    {
      await using first = await openSecretService('unlocked', home.path);
      inAnotherProcess(first, 'write', 'v.computer', '0102');
    }
    await using second = await openSecretService('unlocked', home.path);
    expect(inAnotherProcess(second, 'read', 'v.computer')).toMatchObject({ secret: '0102' });
  });
});

describeWithTools(secretServiceTools, 'OsKeychain without a usable Secret Service', () => {
  const missing = (reason: string) => ({ code: 'keychain-missing', details: { reason } });
  const everyVerb = [['read'], ['write', '01']] as const;

  function expectMissing(session: SecretService, reason: string): void {
    const name = `${randomBytes(16).toString('hex')}.computer`;
    for (const [verb, ...rest] of everyVerb) {
      expect(inAnotherProcess(session, verb, name, ...rest)).toMatchObject(missing(reason));
    }
    expect(kernelKnows(name)).toBe(false);
  }

  it('says so when nobody answers on the session bus', async () => {
    await using session = await openSecretService('no-service');
    expectMissing(session, 'no-secret-service');
  });

  it.each([
    ['no address and no bus of the user', undefined],
    ['an address where nobody listens', 'unix:path=/nonexistent/bus'],
    ['an address of a kind that it does not know', 'unixexec:path=/bin/true'],
    ['an address that says nothing', 'nonsense'],
  ])('says so with %s', async (_, address) => {
    await using session = await openSecretService('no-service');
    session.environment.DBUS_SESSION_BUS_ADDRESS = address;
    expectMissing(session, 'no-session-bus');
  });

  it('says so when there is no keyring that lasts', async () => {
    await using session = await openSecretService('no-keyring');
    expectMissing(session, 'no-default-keyring');
  });

  it('says that the keyring is locked where no window can ask for its password', async () => {
    await using session = await openSecretService('locked');
    expectMissing(session, 'locked');
  });

  it('gives up, and ends, when nobody answers the question for the password; the service lives on', async () => {
    await using session = await openSecretService('locked');
    const silent = testProgram('integration/keychain/programs/silent-prompter.ts');
    const prompter = spawn(process.execPath, [silent], {
      env: session.environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(prompter.stdout, 'data');
    expectMissing(session, 'locked');
    expect(() => process.kill(session.daemonPid, 0)).not.toThrow();
    prompter.stdin.end();
    await once(prompter, 'exit');
  });

  it('gives up when the service hangs, and the event loop goes on meanwhile', async () => {
    await using session = await openSecretService('unlocked');
    process.kill(session.daemonPid, 'SIGSTOP');
    const hung = inAnotherProcess(session, 'read', 'a.computer');
    expect(hung).toMatchObject(missing('no-answer'));
    // The library alone would stop the loop for its whole 2 seconds. A busy machine stops it for some tenths.
    expect(hung.standstillMs).toBeLessThan(1_500);
    process.kill(session.daemonPid, 'SIGCONT');
    expect(inAnotherProcess(session, 'read', 'a.computer')).toMatchObject({ secret: null });
  });
});

describe('openKeychain', () => {
  it('opens the kind that was chosen, on a machine without any keychain too', () => {
    expect(openKeychain({ kind: 'os' }, new NodeFileSystem()).kind).toBe('os');
    expect(openKeychain({ kind: 'file', folder: '/nowhere' }, new NodeFileSystem()).kind).toBe('file');
  });
});
