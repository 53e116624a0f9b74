import { SessionBus, theBus } from '../../../../src-main/adapters/dbus/session-bus.ts';

/** Stands for a user who is away: takes the place of the window that asks for the password, and never answers. */
const bus = await SessionBus.connect(process.env, 2_000);
await bus.call(
  {
    ...theBus,
    member: 'RequestName',
    arguments: [
      ['s', 'org.gnome.keyring.SystemPrompter'],
      ['u', 0],
    ],
  },
  2_000,
);
process.stdout.write('ready\n');
process.stdin.resume().on('end', () => process.exit());
