import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';

export const vaultCommands = [
  command(
    'init',
    {
      options: {
        office: { label: 'N', required: true },
        po: { label: 'N', required: true },
        keychain: { values: ['os', 'file'] },
        'recovery-key-out': { label: 'F', required: true },
      },
    },
    async ({ ask, vault, texts, passwordFromFile, target }, _, options) => {
      const made = await ask('createVault', {
        vault,
        office: options.office,
        officer: options.po,
        passphrase: await passwordFromFile(),
        keychain: options.keychain ?? 'os',
        recoveryKeyOut: await target(options['recovery-key-out']),
      });
      const { passphrase, ...facts } = made;
      const { results, warnings } = texts;
      return {
        // The generated passphrase is shown this once, to whoever asked for it to be made.
        json: passphrase === null ? facts : made,
        lines: [
          fill(results['vault-created'], made),
          fill(results['recovery-key-written'], { file: made.recoveryKeyFile }),
          ...(passphrase === null ? [] : [fill(results['passphrase-once'], { passphrase })]),
        ],
        remarks: made.warnings.map((warning) => warnings[warning]),
      };
    },
  ),
];
