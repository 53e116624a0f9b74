import path from 'node:path';
import type { WebContents } from 'electron';
import { VaultError } from '../../contract/errors.ts';
import type { Dialogs } from '../dialogs.ts';
import type { Handles } from '../handles.ts';
import type { KitDrafts } from '../kit-drafts.ts';
import type { KnownVaults } from '../known-vaults.ts';
import type { ShellTexts } from '../texts.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { kept } from './kept.ts';

export interface CreateParts {
  readonly vault: VaultHost;
  readonly vaults: KnownVaults;
  readonly dialogs: Dialogs;
  readonly drafts: KitDrafts;
  readonly contents: () => WebContents | null;
  readonly texts: () => ShellTexts;
  /** The texts of recovery keys that were given. */
  readonly recoveryKeys: Handles<string>;
}

/** Making a vault, its recovery kit on paper and in a file, and what the kit is for later. */
export function createCalls(
  parts: CreateParts,
): SomeCalls<
  | 'passwordStrength'
  | 'createBegin'
  | 'kitPrint'
  | 'kitSavePdf'
  | 'kitSaveFile'
  | 'createFinish'
  | 'createAbandon'
  | 'kitCheck'
  | 'recoverAccess'
> {
  const { vault, vaults, dialogs, drafts, texts, recoveryKeys } = parts;
  /** The key is forgotten once the work is done that it was given for. */
  const byKey = async <Result>(key: string, work: (kitText: string) => Promise<Result>): Promise<Result> => {
    const done = await work(kept(recoveryKeys, key, 'recovery key'));
    recoveryKeys.take(key);
    return done;
  };
  return {
    passwordStrength: async (input) => await vault.ask('passwordStrength', input),
    createBegin: async ({ handle, ...input }, job) => {
      const folder = vaults.folderOf(handle);
      const begun = await vault.ask('createBegin', { ...input, vault: folder }, job);
      drafts.begun(begun.draft, folder);
      if (job.signal.aborted) {
        // The page that was to show it has gone meanwhile.
        await drafts.abandon(begun.draft);
        throw new VaultError('cancelled', 'nobody is there any more to see the kit');
      }
      return begun;
    },
    kitPrint: async ({ draft }) => {
      drafts.folderOf(draft);
      return { printed: await printPage(requireContents(parts)) };
    },
    kitSavePdf: async ({ draft }) => {
      const label = path.basename(drafts.folderOf(draft));
      const file = await dialogs.saveAs('saveKitPdf', `${texts().kitFileName} ${label}.pdf`);
      if (file === null) return null;
      const pdf = await pageAsPdf(requireContents(parts));
      try {
        await vault.ask('createSaveKit', { draft, outPath: file, pdf });
      } finally {
        pdf.fill(0);
      }
      return { name: path.basename(file) };
    },
    kitSaveFile: async ({ draft }) => {
      const label = path.basename(drafts.folderOf(draft));
      const file = await dialogs.saveAs('saveKitFile', `${texts().kitFileName} ${label}.txt`);
      if (file === null) return null;
      await vault.ask('createSaveKit', { draft, outPath: file });
      return { name: path.basename(file) };
    },
    createFinish: async (input, job) => {
      const folder = drafts.folderOf(input.draft);
      const made = await vault.ask('createFinish', input, job);
      drafts.finished(input.draft);
      vaults.remember(folder);
      return made;
    },
    createAbandon: async ({ draft }) => {
      await drafts.abandon(draft);
      return {};
    },
    kitCheck: async ({ handle, key }, job) => {
      const folder = vaults.folderOf(handle);
      return await byKey(key, (kitText) => vault.ask('recoveryCheck', { vault: folder, kitText }, job));
    },
    recoverAccess: async ({ handle, key, ...input }, job) => {
      const folder = vaults.folderOf(handle);
      const recovered = await byKey(key, (kitText) => vault.ask('recover', { ...input, vault: folder, kitText }, job));
      vaults.remember(folder);
      return recovered;
    },
  };
}

function requireContents({ contents }: CreateParts): WebContents {
  const page = contents();
  if (page === null) throw new VaultError('print-failed', 'there is no page');
  return page;
}

/** The recovery key stands in it: the caller wipes it. */
async function pageAsPdf(page: WebContents): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const printed = await page.printToPDF({ pageSize: 'A4', printBackground: true, generateTaggedPDF: true });
    const pdf = Uint8Array.from(printed);
    printed.fill(0);
    return pdf;
  } catch (cause) {
    throw new VaultError('print-failed', 'the page did not become a PDF', { cause });
  }
}

/** @returns false when the user cancelled. */
async function printPage(page: WebContents): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    page.print({ printBackground: true }, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve(printed);
      else reject(new VaultError('print-failed', 'the page was not printed'));
    });
  });
}
