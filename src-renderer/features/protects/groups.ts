import type { protectsNl } from './texts.nl.ts';

type Key = keyof typeof protectsNl;

/** One thing that is protected or not: by its texts (docs/threat-model.md says the same at length). */
interface Item {
  readonly what: Key;
  readonly against: Key;
  readonly rest: Key;
}

interface ProtectionGroup {
  readonly title: Key;
  readonly text: Key;
  readonly kind: 'ok' | 'info' | 'warning';
  readonly items: readonly Item[];
}

/** What a key holds, what only the program holds, and what nothing holds. */
export const groups: readonly ProtectionGroup[] = [
  {
    title: 'byKey',
    text: 'byKeyWhat',
    kind: 'ok',
    items: [
      { what: 'folderWhat', against: 'folderAgainst', rest: 'folderRest' },
      { what: 'archiveWhat', against: 'archiveAgainst', rest: 'archiveRest' },
      { what: 'revokeWhat', against: 'revokeAgainst', rest: 'revokeRest' },
      { what: 'leaverWhat', against: 'leaverAgainst', rest: 'leaverRest' },
      { what: 'thiefWhat', against: 'thiefAgainst', rest: 'thiefRest' },
      { what: 'changeWhat', against: 'changeAgainst', rest: 'changeRest' },
      { what: 'logWhat', against: 'logAgainst', rest: 'logRest' },
      { what: 'ownWhat', against: 'ownAgainst', rest: 'ownRest' },
      { what: 'backupWhat', against: 'backupAgainst', rest: 'backupRest' },
      { what: 'ticketWhat', against: 'ticketAgainst', rest: 'ticketRest' },
    ],
  },
  {
    title: 'byProgram',
    text: 'byProgramWhat',
    kind: 'info',
    items: [
      { what: 'factorWhat', against: 'factorAgainst', rest: 'factorRest' },
      { what: 'waitWhat', against: 'waitAgainst', rest: 'waitRest' },
      { what: 'idleWhat', against: 'idleAgainst', rest: 'idleRest' },
      { what: 'endWhat', against: 'endAgainst', rest: 'endRest' },
      { what: 'binWhat', against: 'binAgainst', rest: 'binRest' },
      { what: 'personnelWhat', against: 'personnelAgainst', rest: 'personnelRest' },
      { what: 'strengthWhat', against: 'strengthAgainst', rest: 'strengthRest' },
      { what: 'restoredWhat', against: 'restoredAgainst', rest: 'restoredRest' },
    ],
  },
  {
    title: 'notAtAll',
    text: 'notAtAllWhat',
    kind: 'warning',
    items: [
      { what: 'exportWhat', against: 'exportAgainst', rest: 'exportRest' },
      { what: 'malwareWhat', against: 'malwareAgainst', rest: 'malwareRest' },
      { what: 'memoryWhat', against: 'memoryAgainst', rest: 'memoryRest' },
      { what: 'sizesWhat', against: 'sizesAgainst', rest: 'sizesRest' },
      { what: 'fileWhat', against: 'fileAgainst', rest: 'fileRest' },
      { what: 'copyWhat', against: 'copyAgainst', rest: 'copyRest' },
      { what: 'deletesWhat', against: 'deletesAgainst', rest: 'deletesRest' },
      { what: 'lossWhat', against: 'lossAgainst', rest: 'lossRest' },
    ],
  },
];
