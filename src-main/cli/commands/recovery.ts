import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { distinct, exitCodeOf, findingLines } from './finding-lines.ts';

const kitOption = { label: 'F', required: true } as const;

export const recoveryCommands = [
  command(
    'recovery check',
    { options: { 'recovery-key-file': kitOption } },
    async ({ ask, vault, texts, formats, textFrom }, _, options) => {
      const kitText = await textFrom(options['recovery-key-file'], '--recovery-key-file');
      const report = await ask('recoveryCheck', { vault, kitText });
      const { results } = texts;
      const { keys, compartments } = report.checked;
      const count = formats.count(distinct(report.findings).length);
      const words = { keys: formats.count(keys), compartments: formats.count(compartments), count };
      return {
        json: report,
        lines: [
          ...findingLines(report.findings, texts),
          fill(results['control-words'], { fingerprint: report.rootFingerprint }),
          fill(report.findings.length === 0 ? results['kit-good'] : results['kit-bad'], words),
        ],
        exitCode: exitCodeOf(report.findings),
      };
    },
  ),
  command(
    'recover',
    {
      options: {
        'recovery-key-file': kitOption,
        'new-password-file': { label: 'F', required: true },
        keychain: { values: ['os', 'file'] },
      },
    },
    async ({ ask, vault, texts, formats, textFrom, secretFrom }, _, { keychain, ...options }) => {
      const kitText = await textFrom(options['recovery-key-file'], '--recovery-key-file');
      const newPassphrase = await secretFrom(options['new-password-file']);
      const recovered = await ask('recover', { vault, kitText, newPassphrase, ...(keychain && { keychain }) });
      const { results, pending } = texts;
      const toDo = recovered.pending.map((ceremony) => pending[ceremony]);
      const words = { name: recovered.officer.name, compartments: formats.count(recovered.compartments) };
      return {
        json: recovered,
        lines: [
          fill(results.recovered, words),
          ...recovered.broken.map((id) => fill(results['recovery-broken'], { id })),
          ...(recovered.grantsEnded ? [results['recovery-grants']] : []),
          ...recovered.unfinished.map((step) => texts.recoverySteps[step]),
          ...(toDo.length === 0 ? [] : [fill(results['still-to-come'], { pending: toDo.join(', ') })]),
        ],
      };
    },
  ),
];
