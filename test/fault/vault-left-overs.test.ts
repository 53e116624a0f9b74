import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { ownPassword, sharedOffice } from '../support/office.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee' });

it.each(['.', 'objects', 'spool'])('what a killed write left is gone after the next sign-in: %s', async (folder) => {
  const office = freshOffice();
  const left = `${office.folder}/${folder}/.tmp-${'a'.repeat(24)}`;
  writeFileSync(left, 'half');
  await closeVault(await office.open('Eva Testman', ownPassword));
  expect(existsSync(left)).toBe(false);
});
