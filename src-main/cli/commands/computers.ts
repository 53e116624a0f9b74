import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { rotatedLines } from './rotated-lines.ts';

export const computerCommands = [
  command(
    'computer request',
    { options: { out: { label: 'F', required: true }, keychain: { values: ['os', 'file'] } } },
    async ({ ask, vault, texts, target }, _, { out, keychain = 'os' }) => {
      const asked = await ask('computerRequest', { vault, keychain, outPath: await target(out) });
      const { results } = texts;
      return {
        json: asked,
        lines: [fill(results['computer-requested'], asked), fill(results['control-words'], asked)],
      };
    },
  ),
  command(
    'computer approve',
    { positionals: { file: { label: 'F' } }, options: { fingerprint: { label: 'WORDS' } } },
    async ({ call, texts, textFrom, question }, { file }, options) => {
      const request = await textFrom(file, 'F');
      // Comparing is for people, so the words are typed from the other screen and never taken from the request.
      const fingerprint = options.fingerprint ?? (await question(texts.prompts.fingerprint));
      const approved = await call('computerApprove', { request, fingerprint });
      return { json: approved, lines: [fill(texts.results['computer-approved'], approved)] };
    },
  ),
  command(
    'computer revoke',
    { positionals: { computer: { label: 'COMPUTER' } } },
    async ({ call, texts }, { computer }) => {
      const revoked = await call('computerRevoke', { computer });
      const { results } = texts;
      const renewals = revoked.renew.map(({ name, role }) =>
        fill(results[role === 'privacy-officer' ? 'renew-officer' : 'renew-user'], { name }),
      );
      return {
        json: revoked,
        lines: [fill(results['computer-revoked'], revoked), ...renewals, ...rotatedLines(texts, revoked.rotated)],
      };
    },
  ),
  command('computer list', {}, async ({ call, texts, width }) => {
    const computers = await call('computerList', {});
    const { columns, computerStates, results } = texts;
    const lines = table(
      [{ heading: columns.name, long: true }, { heading: columns.state }, { heading: columns.fingerprint }],
      computers.map(({ name, state, present, fingerprint }) => [
        present ? fill(results['this-computer'], { name }) : name,
        computerStates[state],
        fingerprint,
      ]),
      width,
    );
    return { json: computers, lines };
  }),
  command('inbox list', {}, async ({ call, texts, formats }) => {
    const messages = await call('inboxList', {});
    const { columns, inboxPlaces, results } = texts;
    const lines = table(
      [
        { heading: columns.time },
        { heading: columns.name, long: true },
        { heading: columns.place },
        { heading: columns.computer },
      ],
      messages.map(({ at, name, place, computer, computerName }) => [
        formats.time(at),
        name,
        inboxPlaces[place],
        computerName ?? computer ?? '',
      ]),
    );
    return { json: messages, lines: lines.length > 0 ? lines : [results.none] };
  }),
];
