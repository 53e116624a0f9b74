import { VaultError } from '../../contract/errors.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { shownName } from '../vault/shown-name.ts';
import { comparedName } from './find-by-name.ts';
import { openFolders } from './find-folder.ts';

/**
 * The name of a folder as it is kept: white space trimmed and collapsed.
 * @param except the folder that may be called so already.
 * @throws VaultError `invalid-input` for one that cannot be shown; `name-taken` when a folder that she knows is called so,
 * whatever the case: two that differ in nothing else are taken for each other.
 */
export function newFolderName(vault: OpenVault, name: string, except: string | null): string {
  const shown = shownName(name);
  const anyCase = comparedName(shown).toLowerCase();
  const taken = openFolders(vault).folders.some(
    (folder) => folder.compartment.id !== except && comparedName(folder.name).toLowerCase() === anyCase,
  );
  if (taken) throw new VaultError('name-taken', 'a folder is called so already', { details: { input: 'name' } });
  return shown;
}
