import { expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings, settingsBytes } from '../../../../src-main/core/backup/targets/settings.ts';
import { newId } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { signStatement, statementBytes } from '../../../../src-main/core/crypto/statement.ts';

const FolderSchema = z.strictObject({ kind: z.literal('folder'), path: z.string() });
const vault = newId();
const computer = { id: newId(), signing: newSigningKey() };
const target = { id: newId(), name: 'Stick in de kluis', settings: { kind: 'folder' as const, path: '/media/stick' } };
const settings = { targets: [target], writer: 'YWJj' };
const bytes = settingsBytes(vault, settings, computer, FolderSchema);
const refused = expect.objectContaining({
  code: 'integrity-violated',
  details: { part: 'backup-settings' },
});

test('the settings of the backups of this computer are read as they were written', () => {
  expect(readSettings(vault, bytes, computer, FolderSchema)).toEqual(settings);
  const none = { targets: [], writer: null };
  expect(readSettings(vault, settingsBytes(vault, none, computer, FolderSchema), computer, FolderSchema)).toEqual(none);
});

const payload = { kind: 'backup-settings', vault, computer: computer.id, ...settings };
const written = (changed: object, key = computer.signing) =>
  statementBytes(signStatement({ ...payload, ...changed }, [key]));

test.each<[string, Buffer]>([
  ['by another key', written({}, newSigningKey())],
  ['for another vault', written({ vault: newId() })],
  ['for another computer', written({ computer: newId() })],
  ['of another kind', written({ kind: 'backup-heartbeat' })],
  ['with a target that there is not', written({ targets: [{ ...target, settings: { kind: 'cloud' } }] })],
  ['with one target twice', written({ targets: [target, target] })],
  ['with too many targets', written({ targets: Array.from({ length: 21 }, () => ({ ...target, id: newId() })) })],
  ['with more than the format has', written({ password: 'x' })],
  ['cut off', bytes.subarray(0, bytes.length - 1)],
])('settings are refused: %s', (_, given) => {
  expect(readSettings(vault, written({}), computer, FolderSchema)).toEqual(settings);
  expect(() => readSettings(vault, given, computer, FolderSchema)).toThrow(refused);
});
