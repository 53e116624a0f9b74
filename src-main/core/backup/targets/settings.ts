import { z } from 'zod';
import { violated } from '../../../contract/errors.ts';
import { base64 } from '../../crypto/bytes.ts';
import { parseStatement, signStatement, statementBytes, verifyStatement } from '../../crypto/statement.ts';
import type { Computer } from '../../vault/computer.ts';
import { IdSchema, TimeSchema } from '../../vault/schemas.ts';

const mostTargets = 20;
const mostSettingsBytes = 8 * 1024 * 1024;

/** Where the backups of this computer go. `Settings` are those of the target, by the kind that it is. */
interface BackupTarget<Settings> {
  readonly id: string;
  readonly name: string;
  readonly settings: Settings;
  /** What the Privacy Officer had acknowledged of the backups of this computer there; not there where that was never looked up. */
  readonly acknowledged?: { readonly number: number; readonly at: number } | null;
}

/** What this computer knows of its backups while nobody is signed in (docs/formats.md section 15.8). */
export interface BackupSettings<Settings> {
  readonly targets: readonly BackupTarget<Settings>[];
  /** b64 of the file that vouches for this computer (section 15.5); null while nobody has. */
  readonly writer: string | null;
}

type Signer = Pick<Computer, 'id' | 'signing'>;

/** The bytes of `settings.json`. @throws ZodError for what would be read by nobody. */
export function settingsBytes<Settings>(
  vault: string,
  { targets, writer }: BackupSettings<Settings>,
  computer: Signer,
  settings: z.ZodType<Settings>,
): Buffer {
  const payload = { kind: 'backup-settings', vault, computer: computer.id, targets, writer } as const;
  return statementBytes(signStatement(schemaOf(settings).parse(payload), [computer.signing]));
}

/**
 * @param settings the schema of what a target is.
 * @throws VaultError `integrity-violated` part `backup-settings` when this computer did not write it for this vault.
 */
export function readSettings<Settings>(
  vault: string,
  bytes: Uint8Array,
  computer: Signer,
  settings: z.ZodType<Settings>,
): BackupSettings<Settings> {
  if (bytes.length > mostSettingsBytes) throw violated(part, 'larger than such a file can be');
  const signers = [base64(computer.signing.publicKey)];
  const statement = parseStatement(bytes, part);
  const read = verifyStatement(statement, { kind: 'backup-settings', vault, signers }, schemaOf(settings));
  if (read.computer !== computer.id) throw violated(part, 'of another computer');
  return { targets: read.targets, writer: read.writer };
}

const part = 'backup-settings';

function schemaOf<Settings>(settings: z.ZodType<Settings>) {
  return z.strictObject({
    kind: z.literal('backup-settings'),
    vault: IdSchema,
    computer: IdSchema,
    targets: z
      .array(
        z.strictObject({
          id: IdSchema,
          name: z.string().min(1).max(200),
          settings,
          acknowledged: z.exactOptional(z.strictObject({ number: z.int().min(0), at: TimeSchema }).nullable()),
        }),
      )
      .max(mostTargets)
      .refine((targets) => new Set(targets.map(({ id }) => id)).size === targets.length),
    writer: z
      .base64()
      .max(4 * 1024 * 1024)
      .nullable(),
  });
}
