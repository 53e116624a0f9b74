import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { resealedLine } from './resealed-line.ts';
import { rotatedLines } from './rotated-lines.ts';

const newPasswordFile = { label: 'F', required: true } as const;

export const peopleCommands = [
  command(
    'user add',
    {
      positionals: { name: { label: 'NAME' } },
      options: {
        role: { values: ['office-manager', 'employee', 'it-admin'], required: true },
        'new-password-file': newPasswordFile,
      },
    },
    async ({ call, texts, secretFrom }, { name }, options) => {
      const newPassword = await secretFrom(options['new-password-file']);
      const added = await call('userAdd', { name, role: options.role, newPassword });
      return { json: added, lines: [fill(texts.results['user-added'], added)] };
    },
  ),
  command(
    'user activate',
    { options: { 'new-password-file': newPasswordFile } },
    async ({ ask, user, password, vault, texts, secretFrom }, _, options) => {
      const name = user();
      const newPassword = await secretFrom(options['new-password-file']);
      const activated = await ask('userActivate', { vault, name, password: await password(), newPassword });
      const { results } = texts;
      return {
        json: activated,
        lines: [fill(results['user-activated'], activated), fill(results['control-words'], activated)],
      };
    },
  ),
  command('user list', {}, async ({ call, texts, formats, width }) => {
    const users = await call('userList', {});
    const { columns, roles, userStates, results } = texts;
    const lines = table(
      [
        { heading: columns.name, long: true },
        { heading: columns.role },
        { heading: columns.state },
        { heading: columns.created },
        { heading: columns.fingerprint },
      ],
      users.map(({ name, role, state, renew, createdAt, fingerprint }) => [
        name,
        roles[role],
        renew ? fill(results['to-be-renewed'], { state: userStates[state] }) : userStates[state],
        formats.time(createdAt),
        fingerprint,
      ]),
      width,
    );
    return { json: users, lines };
  }),
  command('user disable', { positionals: { user: { label: 'NAME' } } }, async ({ call, texts, formats }, { user }) => {
    const disabled = await call('userDisable', { user });
    return {
      json: disabled,
      lines: [
        fill(texts.results['user-disabled'], disabled),
        resealedLine(texts, formats, disabled.resealed),
        ...rotatedLines(texts, disabled.rotated),
      ],
    };
  }),
  command(
    'user reset',
    { positionals: { user: { label: 'NAME' } }, options: { 'new-password-file': newPasswordFile } },
    async ({ call, texts, formats, secretFrom }, { user }, options) => {
      const reset = await call('userReset', { user, newPassword: await secretFrom(options['new-password-file']) });
      return {
        json: reset,
        lines: [
          fill(texts.results['user-reset'], reset),
          resealedLine(texts, formats, reset.resealed),
          ...rotatedLines(texts, reset.rotated),
        ],
      };
    },
  ),
  command(
    'user passwd',
    { options: { 'new-password-file': newPasswordFile } },
    async ({ call, texts, passwordAgain, secretFrom }, _, options) => {
      const newPassword = await secretFrom(options['new-password-file']);
      const oldPassword = await passwordAgain(texts.prompts['password-to-change']);
      const changed = await call('changePassword', { oldPassword, newPassword });
      return { json: changed, lines: [texts.results['password-changed']] };
    },
  ),
];
