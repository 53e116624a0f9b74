import { z } from 'zod';
import type { CommandWords } from '../../src-main/cli/command.ts';
import { commands } from '../../src-main/cli/commands/index.ts';
import { usageOf } from '../../src-main/cli/help.ts';
import { calls } from '../../src-main/contract/calls.ts';
import { errorCodes } from '../../src-main/contract/errors.ts';
import { documentedCommands, documentedError, placesOf } from './cli-page.ts';

const file = { file: z.string() };
const error = z.strictObject({
  code: z.enum(Object.keys(errorCodes)),
  message: z.string().min(1),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
const besides = { error: error.optional() };

/** What `kluis` prints with `--json` when a command could do nothing. */
export const ErrorDocumentSchema = z.strictObject({ error });

/** What every command may print with `--json`: what the contract lets its call give, and what the command makes of that. */
export const outputs: Readonly<Record<CommandWords, z.ZodType>> = {
  init: calls.createVault.output.extend({ passphrase: z.string().optional() }),
  status: calls.status.output.extend({ signedIn: calls.statusDetailed.output.nullable(), ...besides }),
  check: calls.check.output.extend(besides),
  'user add': calls.userAdd.output,
  'user activate': calls.userActivate.output,
  'user list': calls.userList.output,
  'user disable': calls.userDisable.output,
  'user reset': calls.userReset.output,
  'user passwd': calls.changePassword.output,
  'computer request': calls.computerRequest.output,
  'computer approve': calls.computerApprove.output,
  'computer list': calls.computerList.output,
  'computer revoke': calls.computerRevoke.output,
  'key rotate': calls.keyRotate.output,
  'inbox list': calls.inboxList.output,
  'folder create': calls.folderCreate.output,
  'folder list': calls.folderList.output.shape.folders,
  'folder rename': calls.folderRename.output,
  'folder members': calls.folderMembers.output,
  'folder destroy': calls.folderDestroy.output,
  'folder grant': calls.folderGrant.output,
  'folder revoke': calls.folderRevoke.output,
  'note add': calls.noteAdd.output,
  'note list': z.array(calls.noteList.output.element.extend({ name: z.string() })),
  'doc add': calls.documentAdd.output,
  'doc list': calls.documentList.output,
  'doc get': calls.documentGet.output.extend(file),
  'doc versions': calls.documentVersions.output,
  'doc move': calls.documentMove.output,
  'doc rename': calls.documentRename.output,
  'doc rm': calls.documentRemove.output,
  'doc restore': calls.documentRestore.output,
  'doc find': calls.documentFind.output,
  'doc seal': calls.documentSeal.output,
  'archive list': calls.archiveList.output.shape.documents,
  'archive open': calls.archiveOpen.output.extend(file),
  'archive return': calls.archiveReturn.output,
  'audit list': calls.auditList.output,
  'audit verify': calls.auditVerify.output,
  'audit export': calls.auditExport.output.extend(file),
  'backup prune': calls.backupPrune.output,
  'backup acknowledge': calls.backupAcknowledge.output,
  'restore list': calls.restoreList.output,
  'restore verify': calls.restoreVerify.output,
  'restore request': calls.restoreRequest.output,
  'restore ticket': calls.restoreTicket.output,
  'restore vault': calls.restoreVault.output,
  'restore doc': calls.restoreDocuments.output,
  'restore finish': calls.restoreFinish.output,
  drill: calls.drillRun.output,
  'drill verify': calls.drillVerify.output,
  'audit accept': calls.acceptRollback.output,
  'backup target add': calls.backupTargetAdd.output,
  'backup target list': calls.backupTargetList.output,
  'backup target test': calls.backupTargetTest.output,
  'backup target set': calls.backupTargetSet.output,
  'backup target remove': calls.backupTargetRemove.output,
  'backup run': calls.backupRun.output,
  'backup status': calls.backupStatus.output,
  'backup list': calls.backupList.output,
  'backup verify': calls.backupVerify.output,
  'backup rebuild-index': calls.backupRebuildIndex.output,
  'recovery check': calls.recoveryCheck.output,
  recover: calls.recover.output,
};

/** What commands printed over several tests, for a comparison with the page. */
export class Printed {
  readonly #places = new Map<CommandWords, Set<string>>();
  readonly #errorPlaces = new Set<string>();

  /** @throws ZodError for what the command may not print. */
  add(words: CommandWords, value: unknown): void {
    if (ErrorDocumentSchema.safeParse(value).success) {
      for (const place of placesOf(value)) this.#errorPlaces.add(place);
      return;
    }
    outputs[words].parse(value);
    const places = this.#places.get(words) ?? new Set();
    for (const place of placesOf(value)) places.add(place);
    this.#places.set(words, places);
  }

  /** Where the page and what was printed are not the same, one line each. */
  differences(): string[] {
    const pages = new Map(documentedCommands().map(({ usage, examples }) => [usage, examples]));
    const ofCommands = commands.flatMap((command) => {
      const { words } = command;
      const examples = pages.get(usageOf(command)) ?? [];
      return differencesOf(words, new Set(examples.flatMap((one) => placesOf(one))), this.#places.get(words));
    });
    return [...ofCommands, ...differencesOf('error', new Set(placesOf(documentedError)), this.#errorPlaces)];
  }
}

/** Where null may stand is for the contract to say; every other kind of value is shown and was printed, or neither. */
function differencesOf(words: string, shown: ReadonlySet<string>, printed: ReadonlySet<string> = new Set()): string[] {
  const told = (places: ReadonlySet<string>) => [...places].filter((place) => !place.endsWith(': null'));
  const places = [...shown].map((place) => place.split(': ')[0] ?? '');
  const empty = [...shown].filter((place) => {
    const [at = '', kind] = place.split(': ');
    if (kind === 'list') return !places.includes(`${at}/*`);
    return kind === 'null' && places.filter((one) => one === at).length === 1;
  });
  return [
    ...told(printed)
      .filter((place) => !shown.has(place))
      .map((place) => `${words} ${place} is printed and not shown`),
    ...told(shown)
      .filter((place) => !printed.has(place))
      .map((place) => `${words} ${place} is shown and was never printed`),
    ...empty.map((place) => `${words} ${place} is all that is shown`),
  ];
}
