import { expect, test } from 'vitest';
import { as, KluisHome } from '../../support/kluis.ts';
import { openSecretService, secretServiceTools } from '../../support/secret-service.ts';
import { officerPassphrase } from '../../support/test-vault.ts';
import { describeWithTools } from '../../support/tools.ts';

const office = ['--office', 'Kantoor', '--po', 'Petra', '--recovery-key-out', 'kit'];

describeWithTools(secretServiceTools, 'with the Secret Service of the desktop', () => {
  test('a vault is made and opened without a warning; without the service it does not open', async () => {
    await using service = await openSecretService('unlocked');
    const kluis = new KluisHome();
    const { DBUS_SESSION_BUS_ADDRESS, HOME, XDG_RUNTIME_DIR } = service.environment;
    const environment = { DBUS_SESSION_BUS_ADDRESS, HOME, XDG_RUNTIME_DIR };
    const petra = as('Petra', kluis.passwordFile('petra', officerPassphrase));
    const made = await kluis.json(['init', ...office, ...petra.slice(2)], { environment });
    expect(made).toMatchObject({ exitCode: 0, value: { keychain: 'os', warnings: [] } });
    const listed = await kluis.run(['user', 'list', ...petra], { environment });
    expect(listed).toMatchObject({ exitCode: 0, stderr: '' });

    const without = { ...environment, DBUS_SESSION_BUS_ADDRESS: `unix:path=${kluis.home.file('no-bus')}` };
    const refused = await kluis.json(['user', 'list', ...petra], { environment: without });
    expect(refused).toMatchObject({ exitCode: 1, value: { error: { code: 'keychain-missing' } } });
  });

  test('without a keychain nothing is made, and afterwards the same folder takes a vault with a file', async () => {
    await using service = await openSecretService('no-service');
    const kluis = new KluisHome();
    const { DBUS_SESSION_BUS_ADDRESS, HOME, XDG_RUNTIME_DIR } = service.environment;
    const environment = { DBUS_SESSION_BUS_ADDRESS, HOME, XDG_RUNTIME_DIR };
    const refused = await kluis.json(['init', ...office], { environment });
    expect(refused).toMatchObject({ exitCode: 1, value: { error: { code: 'keychain-missing' } } });
    const made = await kluis.json(['init', ...office, '--keychain', 'file'], { environment });
    expect(made).toMatchObject({ exitCode: 0, value: { keychain: 'file', warnings: ['keychain-file'] } });
  });
});
