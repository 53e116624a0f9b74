import { expect, test } from 'vitest';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { startClient, vaultInWorker } from '../../support/vault-client.ts';

const secret = 'Marker-of-a-secret-4711';

test('a session id opens the calls of the session until it is signed out', async () => {
  const { client, session } = await vaultInWorker();
  expect(session).toMatch(/^[0-9a-f]{32}$/);
  await expect(client.call('userList', session, {})).resolves.toMatchObject([{ name: officerName, state: 'active' }]);
  await client.call('signOut', session, {});
  const ended = { code: 'not-authorised', details: { reason: 'no-session' } };
  await expect(client.call('userList', session, {})).rejects.toMatchObject(ended);
  await expect(client.call('signOut', session, {})).rejects.toMatchObject(ended);
});

test('a made-up session id opens nothing', async () => {
  const { client } = await vaultInWorker();
  await expect(client.call('userList', '0'.repeat(32), {})).rejects.toMatchObject({ code: 'not-authorised' });
});

test('signing out lets go of the vault, so that another process can open it', async () => {
  const { made, client, session } = await vaultInWorker();
  const other = startClient(made);
  const credentials = { vault: made.folder, name: officerName, password: officerPassphrase };
  const holder = { code: 'vault-in-use', details: { computer: expect.any(String), since: expect.any(Number) } };
  await expect(other.call('signIn', null, credentials)).rejects.toMatchObject(holder);
  await client.call('signOut', session, {});
  await expect(other.call('signIn', null, credentials)).resolves.toMatchObject({ role: 'privacy-officer' });
});

test('a worker that is given no time ends in the middle of what it does', async () => {
  const { client } = await vaultInWorker();
  const password = 'x'.repeat(900);
  const asked = Array.from({ length: 500 }, () =>
    client.call('passwordStrength', null, { password, purpose: 'password' }),
  );
  const settled = Promise.allSettled(asked);
  await client.terminate(0);
  expect((await settled).at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
});

test('ending the worker closes its vaults, and a call after it fails at once', async () => {
  const { made, client, session } = await vaultInWorker();
  await client.terminate();
  await expect(client.call('userList', session, {})).rejects.toMatchObject({ code: 'internal' });
  // Checked on this side too, before anything is sent.
  const noName = { name: ' ', role: 'employee', newPassword: secret } as const;
  await expect(client.call('userAdd', session, noName)).rejects.toMatchObject({ code: 'invalid-input' });
  const other = startClient(made);
  const credentials = { vault: made.folder, name: officerName, password: officerPassphrase };
  await expect(other.call('signIn', null, credentials)).resolves.toMatchObject({ warnings: ['keychain-file'] });
});

test('an error crosses with code and details alone: no stack, no cause, nothing of what was given', async () => {
  const { made, client, session } = await vaultInWorker();
  const failures = await Promise.all([
    client.call('signIn', null, { vault: made.folder, name: secret, password: secret }).catch((error) => error),
    client
      .call('userAdd', session, { name: secret.repeat(50), role: 'employee', newPassword: secret })
      .catch((error) => error),
    client
      .call('userAdd', session, { name: 'Ank', role: 'employee', newPassword: secret.slice(0, 7) })
      .catch((error) => error),
  ]);
  expect(failures).toMatchObject([
    { code: 'vault-in-use' },
    { code: 'invalid-input', details: { input: 'name', reason: 'too-long' } },
    { code: 'password-too-weak' },
  ]);
  for (const { message, details, cause } of failures) {
    expect(cause).toBeUndefined();
    expect(`${message} ${JSON.stringify(details)}`).not.toContain(secret.slice(0, 7));
  }
});
