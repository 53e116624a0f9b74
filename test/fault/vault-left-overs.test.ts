import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { ownPassword, sharedOffice } from '../support/office.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee' });

const halfWritten = `.tmp-${'a'.repeat(24)}`;

it.each(['.', 'objects', 'spool'])('what a killed write left is gone after the next sign-in: %s', async (folder) => {
  const office = freshOffice();
  const left = `${office.folder}/${folder}/${halfWritten}`;
  writeFileSync(left, 'half');
  office.clock.advance(120_000);
  await closeVault(await office.open('Eva Testman', ownPassword));
  expect(existsSync(left)).toBe(false);
});

it('what somebody without a sign-in is writing into the spool at that moment stays', async () => {
  const office = freshOffice();
  const written = `${office.folder}/spool/${halfWritten}`;
  writeFileSync(written, 'half');
  await closeVault(await office.open('Eva Testman', ownPassword));
  expect(existsSync(written)).toBe(true);
});
