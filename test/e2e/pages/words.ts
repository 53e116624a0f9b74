import { roleTexts } from '../../../src-renderer/app/role-texts.ts';
import { appEn } from '../../../src-renderer/app/texts.en.ts';
import { appNl } from '../../../src-renderer/app/texts.nl.ts';
import { aboutEn } from '../../../src-renderer/features/about/texts.en.ts';
import { aboutNl } from '../../../src-renderer/features/about/texts.nl.ts';
import { accessEn } from '../../../src-renderer/features/access/texts.en.ts';
import { accessNl } from '../../../src-renderer/features/access/texts.nl.ts';
import { archiveEn } from '../../../src-renderer/features/archive/texts.en.ts';
import { archiveNl } from '../../../src-renderer/features/archive/texts.nl.ts';
import { pruningEn } from '../../../src-renderer/features/backups/pruning/texts.en.ts';
import { pruningNl } from '../../../src-renderer/features/backups/pruning/texts.nl.ts';
import { restoringEn } from '../../../src-renderer/features/backups/restoring/texts.en.ts';
import { restoringNl } from '../../../src-renderer/features/backups/restoring/texts.nl.ts';
import { backupsEn } from '../../../src-renderer/features/backups/texts.en.ts';
import { backupsNl } from '../../../src-renderer/features/backups/texts.nl.ts';
import { drillEn } from '../../../src-renderer/features/drill/texts.en.ts';
import { drillNl } from '../../../src-renderer/features/drill/texts.nl.ts';
import { documentsEn } from '../../../src-renderer/features/folder/documents/texts.en.ts';
import { documentsNl } from '../../../src-renderer/features/folder/documents/texts.nl.ts';
import { importEn } from '../../../src-renderer/features/folder/import/texts.en.ts';
import { importNl } from '../../../src-renderer/features/folder/import/texts.nl.ts';
import { sealEn } from '../../../src-renderer/features/folder/seal/texts.en.ts';
import { sealNl } from '../../../src-renderer/features/folder/seal/texts.nl.ts';
import { folderEn } from '../../../src-renderer/features/folder/texts.en.ts';
import { folderNl } from '../../../src-renderer/features/folder/texts.nl.ts';
import { foldersEn } from '../../../src-renderer/features/folders/texts.en.ts';
import { foldersNl } from '../../../src-renderer/features/folders/texts.nl.ts';
import { kitEn } from '../../../src-renderer/features/kit/texts.en.ts';
import { kitNl } from '../../../src-renderer/features/kit/texts.nl.ts';
import { actionsEn } from '../../../src-renderer/features/log/actions.en.ts';
import { actionsNl } from '../../../src-renderer/features/log/actions.nl.ts';
import { logEn } from '../../../src-renderer/features/log/texts.en.ts';
import { logNl } from '../../../src-renderer/features/log/texts.nl.ts';
import { peopleEn } from '../../../src-renderer/features/people/texts.en.ts';
import { peopleNl } from '../../../src-renderer/features/people/texts.nl.ts';
import { previewEn } from '../../../src-renderer/features/preview/texts.en.ts';
import { previewNl } from '../../../src-renderer/features/preview/texts.nl.ts';
import { protectsEn } from '../../../src-renderer/features/protects/texts.en.ts';
import { protectsNl } from '../../../src-renderer/features/protects/texts.nl.ts';
import { restoreEn } from '../../../src-renderer/features/restore/texts.en.ts';
import { restoreNl } from '../../../src-renderer/features/restore/texts.nl.ts';
import { restoredEn } from '../../../src-renderer/features/restored/texts.en.ts';
import { restoredNl } from '../../../src-renderer/features/restored/texts.nl.ts';
import { settingsEn } from '../../../src-renderer/features/settings/texts.en.ts';
import { settingsNl } from '../../../src-renderer/features/settings/texts.nl.ts';
import { signInEn } from '../../../src-renderer/features/sign-in/texts.en.ts';
import { signInNl } from '../../../src-renderer/features/sign-in/texts.nl.ts';
import { tasksEn } from '../../../src-renderer/features/tasks/texts.en.ts';
import { tasksNl } from '../../../src-renderer/features/tasks/texts.nl.ts';
import { todayEn } from '../../../src-renderer/features/today/texts.en.ts';
import { todayNl } from '../../../src-renderer/features/today/texts.nl.ts';
import { welcomeEn } from '../../../src-renderer/features/welcome/texts.en.ts';
import { welcomeNl } from '../../../src-renderer/features/welcome/texts.nl.ts';
import { i18n } from '../../../src-renderer/i18n/i18n.ts';
import { splitEn } from '../../../src-renderer/ui/Split/texts.en.ts';
import { splitNl } from '../../../src-renderer/ui/Split/texts.nl.ts';
import { uiEn } from '../../../src-renderer/ui/texts.en.ts';
import { uiNl } from '../../../src-renderer/ui/texts.nl.ts';

const nl = {
  app: appNl,
  ui: uiNl,
  welcome: welcomeNl,
  kit: kitNl,
  signIn: signInNl,
  today: todayNl,
  folders: foldersNl,
  folder: folderNl,
  documents: documentsNl,
  import: importNl,
  seal: sealNl,
  access: accessNl,
  archive: archiveNl,
  backups: backupsNl,
  drill: drillNl,
  restore: restoreNl,
  restoring: restoringNl,
  restored: restoredNl,
  pruning: pruningNl,
  preview: previewNl,
  split: splitNl,
  settings: settingsNl,
  people: peopleNl,
  tasks: tasksNl,
  log: logNl,
  protects: protectsNl,
  about: aboutNl,
  actions: actionsNl,
};

/** The texts of the window by its parts, as their files have them. */
export type Words = {
  readonly [Part in keyof typeof nl]: { readonly [Key in keyof (typeof nl)[Part]]: string };
};

const en: Words = {
  app: appEn,
  ui: uiEn,
  welcome: welcomeEn,
  kit: kitEn,
  signIn: signInEn,
  today: todayEn,
  folders: foldersEn,
  folder: folderEn,
  documents: documentsEn,
  import: importEn,
  seal: sealEn,
  access: accessEn,
  archive: archiveEn,
  backups: backupsEn,
  drill: drillEn,
  restore: restoreEn,
  restoring: restoringEn,
  restored: restoredEn,
  pruning: pruningEn,
  preview: previewEn,
  split: splitEn,
  settings: settingsEn,
  people: peopleEn,
  tasks: tasksEn,
  log: logEn,
  protects: protectsEn,
  about: aboutEn,
  actions: actionsEn,
};

export type Language = 'nl' | 'en';

export const wordsOf = (language: Language): Words => (language === 'nl' ? nl : en);

/** A text with its placeholders filled in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What a role is called. */
export const roleName = (language: Language, role: keyof typeof roleTexts.nl): string =>
  i18n.getFixedT(language, roleTexts.namespace)(role);
