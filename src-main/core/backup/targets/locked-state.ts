import { base64 } from '../../crypto/bytes.ts';
import { unlessViolated } from '../../unless-violated.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import { acknowledgedOf } from '../verify/acknowledge.ts';
import { type KnownTarget, readBackupSettings, writeBackupSettings } from './kept-settings.ts';

/**
 * Keeps, as they are now, what backups rest on while nobody is signed in: who vouches for this computer, and what the Privacy
 * Officer has acknowledged of what it made. Signed by this computer, for it has seen both in the open vault.
 * @param writerFile null where nobody vouches for it.
 * @throws VaultError those of the settings.
 */
export async function keepLockedState(vault: OpenVault, writerFile: Uint8Array | null): Promise<void> {
  const settings = await readBackupSettings(vault);
  const known = (target: KnownTarget): KnownTarget => ({
    ...target,
    acknowledged: acknowledgedOf(vault, { computer: vault.computer.id, target: target.id }),
  });
  // An older vault says nothing of today, nor does a row that was altered: what was known stays.
  const targets = vault.readOnly ? null : unlessViolated(() => settings.targets.map(known));
  const next = {
    targets: targets ?? settings.targets,
    writer: writerFile === null ? settings.writer : base64(writerFile),
  };
  if (JSON.stringify(next) !== JSON.stringify(settings)) await writeBackupSettings(vault, next);
}
