import { sha256 } from '../crypto/binding.ts';
import { unfinishedName } from '../ports/file-system.ts';
import { textOf } from '../ports/row.ts';
import { permittedRecoveryFiles } from '../vault/directory.ts';
import { readHolder } from '../vault/lock-info.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { isSetAside } from '../vault/set-aside.ts';
import { contentBytes, differingParts, readVaultFile } from '../vault/vault-file.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

export const knownNames: ReadonlySet<string> = new Set([
  'vault.json',
  'vault.db',
  'vault.db-wal',
  'root.age',
  'recovery.age',
  'objects',
  'spool',
  'lock',
  'lock.info',
  'restored.json',
]);

/** What a rotation is to put in the place of `recovery.age`. */
const nextRecovery = 'recovery.age.next';

/**
 * The files of the vault's folder (docs/formats.md section 3), but for those below `objects` and `spool`. `vault.db` and
 * `lock` are never read here: closing them would drop the locks on them.
 */
export async function checkFiles(vault: OpenVault, findings: Findings, progress: Progress): Promise<void> {
  const { files } = vault.env;
  const { paths, directory } = vault;
  const permitted = permittedRecoveryFiles(directory);
  await checkVaultFile(vault, findings);
  await checkFileHash(vault, findings, 'root.age', paths.root, [directory.files.root]);
  await checkFileHash(vault, findings, 'recovery.age', paths.recovery, permitted);
  await checkLock(vault, findings);
  for (const part of vault.remade ?? []) {
    findings.add(part, 'missing', 'there was no such folder; the sign-in made it again, empty');
  }
  const registered = vault.db.all('SELECT name FROM copies').map((row) => textOf(row, 'name'));
  // Those lie beside the vault, and whoever needs none any more removes it.
  const copies = new Set(registered.filter((name) => !isSetAside(paths, name)));
  const names = await files.list(paths.folder);
  for (const name of names) {
    if (knownNames.has(name)) continue;
    if (unfinishedName.test(name)) findings.add(name, 'unfinished-write', 'a write that did not end');
    else if (copies.has(name)) await checkCopy(vault, findings, name, progress);
    else if (name === nextRecovery && permitted.length > 1) {
      await checkFileHash(vault, findings, name, `${paths.folder}/${name}`, permitted);
    } else findings.add(name, 'unknown-file', 'not a file of a vault');
  }
  for (const copy of copies) {
    if (!names.includes(copy)) findings.add(copy, 'missing', 'a registered copy of the database is not there');
  }
}

async function checkVaultFile(vault: OpenVault, findings: Findings): Promise<void> {
  await findings.attemptAsync('vault.json', async () => {
    const { files } = vault.env;
    const bytes = await files.read(vault.paths.vaultFile);
    if (bytes === null) return findings.add('vault.json', 'missing', 'there is no such file');
    if (contentBytes(vault.official).equals(bytes)) return;
    const { content } = await readVaultFile(files, vault.paths.vaultFile);
    for (const part of differingParts(content, vault.official)) {
      findings.add(part, 'altered', 'not the content that the log names');
    }
  });
}

/** A file that the directory names by its hash: that it has one of these. */
export async function checkFileHash(
  vault: Pick<OpenVault, 'env'>,
  findings: Findings,
  part: string,
  path: string,
  permitted: readonly string[],
): Promise<void> {
  await findings.attemptAsync(part, async () => {
    const bytes = await vault.env.files.read(path);
    if (bytes === null) findings.add(part, 'missing', 'there is no such file');
    else if (!permitted.includes(sha256(bytes).toString('hex'))) {
      findings.add(part, 'altered', 'not what the directory names');
    }
  });
}

async function checkLock(vault: OpenVault, findings: Findings): Promise<void> {
  const { paths, env } = vault;
  const lock = await env.files.stat(paths.lock);
  if (lock === null) findings.add('lock', 'missing', 'there is no such file');
  else if (lock.sizeBytes > 0) findings.add('lock', 'altered', 'it is always empty');
  await findings.attemptAsync('lock.info', async () => {
    if ((await env.files.stat(paths.lockInfo)) === null) findings.add('lock.info', 'missing', 'there is no such file');
    else if ((await readHolder(env.files, paths, vault.id, vault.officeSecret)) === null) {
      findings.add('lock.info', 'altered', 'not what the program wrote when it opened the vault');
    }
  });
}

/** A copy is of the present database key or, during its rotation, of the one before. */
async function checkCopy(vault: OpenVault, findings: Findings, name: string, progress: Progress): Promise<void> {
  await findings.attemptAsync(name, async () => {
    let badPages: readonly number[] = [];
    for (const key of vault.databaseKeys) {
      ({ badPages } = await vault.env.store.verifyCopy(`${vault.paths.folder}/${name}`, key, progress.part(0)));
      if (badPages.length === 0) return;
    }
    findings.add(name, 'altered', `pages are damaged: ${badPages.slice(0, 20).join(', ')}`);
  });
}
