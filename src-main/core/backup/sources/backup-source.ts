import { VaultError } from '../../../contract/errors.ts';
import { base64 } from '../../crypto/bytes.ts';
import type { SigningKey } from '../../crypto/signing.ts';
import { objectPath } from '../../documents/object-paths.ts';
import type { Environment, OpenVault } from '../../vault/open-vault.ts';
import type { SnapshotContent } from '../runs/send-snapshot.ts';
import { writerFileOf } from './backup-writers.ts';
import { type Captured, captureOpenVault } from './capture.ts';
import type { VaultHere } from './vault-here.ts';

/** A vault as a backup has it, with whom it is sealed to: the recovery recipient, `age1pq…`. */
export interface CapturedVault extends Captured, SnapshotContent {
  readonly recipient: string;
}

/** A vault that is to be backed up, open or not. */
export interface BackupSource {
  readonly env: Pick<Environment, 'files' | 'clock'>;
  readonly vault: string;
  readonly computer: { readonly id: string; readonly signing: SigningKey };
  /** Of docs/formats.md section 15.5. */
  readonly writerFile: Uint8Array;
  /** Of an object, by its name in hexadecimal. */
  readonly pathOf: (sha256: string) => string;
  /** As `captureOpenVault`. */
  readonly capture: <Result>(use: (captured: CapturedVault) => Promise<Result>) => Promise<Result>;
}

/** The file that vouches for this computer; null while the Privacy Officer has not. */
export function ownWriterFile(vault: OpenVault): Buffer | null {
  const { id, signing } = vault.computer;
  return writerFileOf(vault, { id, signing: base64(signing.publicKey) });
}

/** @throws VaultError `not-authorised` while the Privacy Officer has not vouched for this computer. */
export function openSource(vault: OpenVault): BackupSource {
  const writerFile = ownWriterFile(vault);
  if (writerFile === null) throw notVouchedFor();
  return sourceOf(vault, writerFile, (use) =>
    captureOpenVault(vault, async (captured) =>
      use({ ...captured, state: 'open', recipient: vault.directory.recovery }),
    ),
  );
}

export function sourceOf(
  { env, id, computer, paths }: VaultHere,
  writerFile: Uint8Array,
  capture: BackupSource['capture'],
): BackupSource {
  const pathOf = (sha256: string) => objectPath(paths, Buffer.from(sha256, 'hex'));
  return { env, vault: id, computer, writerFile, pathOf, capture };
}

export function notVouchedFor(): VaultError {
  return new VaultError('not-authorised', 'nobody has vouched for this computer', {
    details: { reason: 'computer-not-confirmed' },
  });
}
