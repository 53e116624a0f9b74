import { expect, it, vi } from 'vitest';
import type { RestoreSource } from '../../../src-main/contract/restore.ts';
import { drillCalls } from '../../../src-main/shell/calls/drill.ts';
import type { Dialogs } from '../../../src-main/shell/dialogs.ts';
import { Handles } from '../../../src-main/shell/handles.ts';
import { shellTexts } from '../../../src-main/shell/texts.ts';
import type { VaultHost } from '../../../src-main/shell/vault-host.ts';

const job = { signal: new AbortController().signal, onProgress: () => undefined };

it('a restore test is of the vault that is open, and the page learns no path and gives none', async () => {
  const report = { file: '/home/petra/hersteltest.docx', signature: '/home/petra/hersteltest.docx.sig', sha256: 'ab' };
  const call = vi.fn(async () => ({ passed: true, report }));
  const recoveryKeys = new Handles<string>();
  const sources = new Handles<RestoreSource>();
  const calls = drillCalls({
    vault: { call, requireSignedIn: () => ({ folder: '/vault' }) } as unknown as VaultHost,
    dialogs: { saveAs: async () => report.file } as unknown as Dialogs,
    texts: () => shellTexts.nl,
    recoveryKeys,
    reports: new Handles<string>(),
    sources,
  });
  const chosen = await calls.drillChooseReport({}, job);
  expect(chosen?.name).toBe('hersteltest.docx');
  const key = recoveryKeys.put('AGE-SECRET-KEY');
  const from = { by: 'target', target: 'NAS' } as const;
  const wanted = { from, snapshot: 'newest', key, report: chosen?.handle ?? '', language: 'nl' } as const;
  expect(await calls.drillRun(wanted, job)).toEqual({
    passed: true,
    report: { file: 'hersteltest.docx', signature: 'hersteltest.docx.sig' },
  });
  expect(call).toHaveBeenCalledExactlyOnceWith(
    'drillRun',
    {
      source: { by: 'name', vault: '/vault', target: 'NAS' },
      snapshot: 'newest',
      kitText: 'AGE-SECRET-KEY',
      outPath: report.file,
      overwrite: true,
      language: 'nl',
    },
    job,
  );
  const elsewhere = { by: 'place', place: { kind: 'folder', path: '/nas' }, credentials: { kind: 'folder' } } as const;
  const place = { by: 'place', source: sources.put(elsewhere) } as const;
  await calls.drillRun({ ...wanted, from: place }, job);
  expect(call).toHaveBeenLastCalledWith('drillRun', expect.objectContaining({ source: elsewhere }), job);
  sources.clear();
  await expect(calls.drillRun({ ...wanted, from: place }, job)).rejects.toMatchObject({ code: 'not-found' });
  recoveryKeys.clear();
  await expect(calls.drillRun(wanted, job)).rejects.toMatchObject({ code: 'not-found' });
});
