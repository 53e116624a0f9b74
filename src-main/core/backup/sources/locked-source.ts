import { violated } from '../../../contract/errors.ts';
import type { LogHead } from '../../audit/log.ts';
import { base64, fromBase64 } from '../../crypto/bytes.ts';
import { objectFolderName } from '../../documents/object-paths.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { recipientsFromRoot } from '../../vault/certified-recipients.ts';
import { type RememberedHead, rememberedHead } from '../../vault/computer.ts';
import type { VaultPaths } from '../../vault/open-vault.ts';
import { requireOwnFolder } from '../../vault/own-folder.ts';
import { requireFinished } from '../../vault/restored-mark.ts';
import { readVaultFile } from '../../vault/vault-file.ts';
import { verifyWriter } from '../repository/writer-file.ts';
import { readBackupSettings } from '../targets/kept-settings.ts';
import { type BackupSource, notVouchedFor, sourceOf } from './backup-source.ts';
import { captureLockedVault } from './capture.ts';
import type { VaultHere } from './vault-here.ts';

/**
 * A vault that nobody is signed in to. Which objects it needs only its database tells, which cannot be opened: all that lie there
 * are taken.
 * @throws VaultError `vault-restored`; `not-authorised` while this computer has nobody's word for it; those of `recipientsFromRoot`.
 */
export async function lockedSource(here: VaultHere): Promise<BackupSource> {
  const { env, id, paths, keychain, computer } = here;
  const { writer } = await readBackupSettings(here);
  if (writer === null) throw notVouchedFor();
  const writerFile = fromBase64(writer);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  await requireFinished(env.files, paths);
  if (content.vault !== id) throw violated('vault.json vault', 'of another vault than it was');
  const remembered = await rememberedHead(keychain, id);
  const { recovery } = recipientsFromRoot(content, computer, remembered);
  const vouched = verifyWriter(writerFile, id, computer.root ?? '');
  if (vouched.computer !== computer.id || vouched.signing !== base64(computer.signing.publicKey)) throw notVouchedFor();
  return sourceOf(here, writerFile, (use) =>
    captureLockedVault(env, paths.folder, async (captured) => {
      const objects = await objectsThere(env.files, paths);
      return await use({ ...captured, objects, audit: headOf(remembered), tombstones: [], recipient: recovery });
    }),
  );
}

function headOf(remembered: RememberedHead | null): LogHead | null {
  return remembered && { position: remembered.position, hash: fromBase64(remembered.hash) };
}

async function objectsThere(files: FileSystem, paths: VaultPaths): Promise<ReadonlySet<string>> {
  await requireOwnFolder(files, paths.objects, 'objects');
  const names = new Set<string>();
  for (const folder of await files.list(paths.objects)) {
    if (!objectFolderName.test(folder)) continue;
    for (const name of await files.list(`${paths.objects}/${folder}`)) {
      if (/^[0-9a-f]{64}$/.test(name) && name.startsWith(folder)) names.add(name);
    }
  }
  return names;
}
