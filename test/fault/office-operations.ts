import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unwatched } from '../../src-main/core/job.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { Environment } from '../../src-main/core/vault/open-vault.ts';
import type { SessionContext, SessionlessContext } from '../../src-main/worker/handler.ts';
import { withAnotherMigration } from '../support/another-migration.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import type { Account, OfficeState } from './office-state.ts';
import {
  archived,
  asPerson,
  bytesOf,
  environmentOf,
  folders,
  handlers,
  namesIn,
  type Office,
  type Person,
  people,
  sha256Of,
  writeFiles,
} from './trial-office.ts';

/** Where an operation is done. */
interface Place {
  readonly env: Environment;
  readonly office: Office;
  /** Where `writeImportedFiles` wrote. */
  readonly sources: string;
}

/** One piece of work that is reported as done. `after` says what is different then. */
interface Step<Context> {
  readonly run: (context: Context, place: Place) => Promise<unknown>;
  readonly after: (state: OfficeState) => void;
}

interface CommonToOperations {
  /** What the office did before; by default nothing. */
  readonly before?: (env: Environment, office: Office) => Promise<void>;
  readonly environment?: (env: Environment) => Environment;
  /** Accounts that open before or after. */
  readonly accounts?: readonly Account[];
  /** The recovery key opens the vault at every instant: it is tried before anybody signs in. */
  readonly kit?: boolean;
  /** Each document is as before or as after; everything else is there as a whole or not at all. */
  readonly documentByDocument?: boolean;
}

/** Something that an office does with its vault. */
export type Operation = CommonToOperations &
  (
    | { readonly who: Person; readonly steps: Readonly<Record<string, Step<SessionContext>>> }
    | { readonly who: null; readonly steps: Readonly<Record<string, Step<SessionlessContext>>> }
  );

const smallFiles = { 'brief.txt': 1_100, 'post/een.txt': 10, 'post/twee.txt': 0, 'post/drie.pdf': 150_000 } as const;
const bigFiles = { 'groot.bin': 3_000_000, 'daarna.txt': 12 } as const;

export function writeImportedFiles(folder: string): void {
  writeFiles(`${folder}/small`, smallFiles, 'new ');
  writeFiles(`${folder}/big`, bigFiles, 'new ');
}

const newPassword = 'Grindpad-tulband-58-Veer';
const newPassphrase = 'Lomar-bestik-vadun-golep-4';

function account(label: string, person: Person, password: string): Account {
  return { label, name: people[person].name, password };
}

function importStep(source: string, files: Readonly<Record<string, number>>): Step<SessionContext> {
  return {
    run: (context, { sources }) =>
      handlers.documentAdd(context, { folder: folders.few, paths: namesIn(`${sources}/${source}`) }),
    after: ({ documents }) => {
      for (const [name, sizeBytes] of Object.entries(files)) {
        const key = `${folders.few}/${name}`;
        documents[key] = [...(documents[key] ?? []), sha256Of(bytesOf(`new ${name}`, sizeBytes))];
      }
    },
  };
}

function sealStep(...names: string[]): Step<SessionContext> {
  return {
    run: (context) => handlers.documentSeal(context, { folder: folders.few, documents: names }),
    after: ({ documents, archive }) => {
      for (const name of names) {
        const key = `${folders.few}/${name}`;
        const versions = documents[key] ?? [];
        archive[key] = { versions: versions.length, newest: versions.at(-1) ?? '' };
        delete documents[key];
      }
    },
  };
}

/** Takes a document away under one name and puts it back under another. */
function renamed(from: string, to: string | null): Step<SessionContext>['after'] {
  return ({ documents }) => {
    const versions = documents[from];
    delete documents[from];
    if (versions && to !== null) documents[to] = versions;
  };
}

const signInAndOut = async (env: Environment, office: Office) =>
  await asPerson(env, office, people.officer, async () => undefined);

const laptop = 'laptop';

async function approveLaptop(env: Environment, office: Office): Promise<void> {
  using home = openTempFolder('kluis-laptop-');
  const away = environmentOf({ ...office, config: home.path });
  const theirs: Environment = { ...away, machine: { ...away.machine, name: laptop } };
  const asking = { vault: office.vault, keychain: 'file', outPath: home.file('request') } as const;
  const { fingerprint } = await handlers.computerRequest({ env: theirs, job: unwatched }, asking);
  const request = readFileSync(asking.outPath, 'utf8');
  await asPerson(env, office, people.officer, (context) => handlers.computerApprove(context, { request, fingerprint }));
}

/** What a killed import and a killed change of vault.json leave. */
function leaveAsAfterCrash({ vault }: Office): void {
  const orphan = sha256Of(bytesOf('orphan', 10));
  mkdirSync(`${vault}/objects/${orphan.slice(0, 2)}`, { recursive: true, mode: 0o700 });
  writeFileSync(`${vault}/objects/${orphan.slice(0, 2)}/${orphan}`, bytesOf('orphan', 50_000));
  writeFileSync(`${vault}/objects/.unswept`, '');
  for (const folder of ['.', 'objects', 'spool']) writeFileSync(`${vault}/${folder}/.tmp-${'0'.repeat(24)}`, 'half');
  const content = JSON.parse(readFileSync(`${vault}/vault.json`, 'utf8'));
  writeFileSync(`${vault}/vault.json`, JSON.stringify({ ...content, next: { ...content, slots: {} } }));
}

const operations = {
  import: {
    who: 'employee',
    documentByDocument: true,
    steps: { small: importStep('small', smallFiles), big: importStep('big', bigFiles) },
  },
  seal: { who: 'employee', steps: { one: sealStep('verzegel.pdf'), two: sealStep('verzegel-ook.txt', 'brief.txt') } },
  move: {
    who: 'employee',
    steps: {
      moved: {
        run: (context) =>
          handlers.documentMove(context, { folder: folders.few, document: 'akte.pdf', toFolder: folders.many }),
        after: renamed(`${folders.few}/akte.pdf`, `${folders.many}/akte.pdf`),
      },
    },
  },
  /** With a copy of the database that a migration made, which must go too. */
  remove: {
    who: 'employee',
    environment: withAnotherMigration,
    before: signInAndOut,
    steps: {
      binned: {
        run: (context) =>
          handlers.documentRemove(context, { folder: folders.few, document: 'oud/bijlage.txt', definitive: false }),
        after: renamed(`${folders.few}/oud/bijlage.txt`, `${folders.few}/oud/bijlage.txt (bin)`),
      },
      erased: {
        run: (context) =>
          handlers.documentRemove(context, {
            folder: folders.few,
            document: 'weg.txt',
            definitive: true,
            reason: 'op verzoek van de betrokkene',
          }),
        after: renamed(`${folders.few}/weg.txt`, null),
      },
    },
  },
  return: {
    who: 'officer',
    steps: {
      returned: {
        run: (context) =>
          handlers.archiveReturn(context, {
            folder: folders.few,
            document: archived.name,
            reason: 'het dossier loopt weer',
            password: people.officer.password,
          }),
        after: ({ archive, documents }) => {
          delete archive[`${folders.few}/${archived.name}`];
          documents[`${folders.few}/${archived.name}`] = [sha256Of(bytesOf(archived.name, archived.sizeBytes))];
        },
      },
    },
  },
  destroy: {
    who: 'officer',
    steps: {
      destroyed: {
        run: (context) => handlers.folderDestroy(context, { folder: folders.few, reason: 'bewaartermijn voorbij' }),
        after: (state) => {
          delete state.members[folders.few];
          for (const part of [state.documents, state.archive]) {
            for (const key of Object.keys(part)) if (key.startsWith(`${folders.few}/`)) delete part[key];
          }
        },
      },
    },
  },
  grant: {
    who: 'officer',
    steps: {
      granted: {
        run: (context) =>
          handlers.folderGrant(context, { folder: folders.many, user: people.manager.name, rights: 'read' }),
        after: ({ members }) => {
          members[folders.many] = { ...members[folders.many], [people.manager.name]: 'read' };
        },
      },
    },
  },
  revoke: {
    who: 'officer',
    steps: {
      revoked: {
        run: (context) => handlers.folderRevoke(context, { folder: folders.many, user: people.employee.name }),
        after: ({ members }) => {
          delete members[folders.many]?.[people.employee.name];
        },
      },
    },
  },
  'new keys': {
    who: 'officer',
    kit: true,
    steps: { rotated: { run: (context) => handlers.keyRotate(context, {}), after: () => undefined } },
  },
  'strike off': {
    who: 'officer',
    kit: true,
    before: approveLaptop,
    steps: {
      struck: {
        run: (context) => handlers.computerRevoke(context, { computer: laptop }),
        after: ({ computers }) => {
          computers[laptop] = 'struck-off';
        },
      },
    },
  },
  disable: {
    who: 'officer',
    accounts: [account('disabled', 'employee', people.employee.password)],
    steps: {
      disabled: {
        run: (context) => handlers.userDisable(context, { user: people.employee.name }),
        after: (state) => {
          state.people[people.employee.name] = 'employee, disabled';
          for (const members of Object.values(state.members)) delete members[people.employee.name];
          state.accounts.disabled = 'sign-in-failed';
        },
      },
    },
  },
  reset: {
    who: 'officer',
    accounts: [
      account('own password', 'employee', people.employee.password),
      account('handed over', 'employee', newPassword),
    ],
    steps: {
      reset: {
        run: (context) => handlers.userReset(context, { user: people.employee.name, newPassword }),
        after: (state) => {
          state.people[people.employee.name] = 'employee, provisional';
          state.accounts = { 'own password': 'sign-in-failed', 'handed over': 'opens' };
        },
      },
    },
  },
  add: {
    who: 'officer',
    accounts: [{ label: 'new account', name: 'Ada Nieuw', password: newPassword }],
    steps: {
      added: {
        run: (context) => handlers.userAdd(context, { name: 'Ada Nieuw', role: 'it-admin', newPassword }),
        after: (state) => {
          state.people['Ada Nieuw'] = 'it-admin, provisional';
          state.accounts['new account'] = 'opens';
        },
      },
    },
  },
  activate: {
    who: null,
    accounts: [
      account('handed over', 'newcomer', people.newcomer.first),
      account('own password', 'newcomer', people.newcomer.password),
    ],
    steps: {
      activated: {
        run: (context, { office: { vault } }) => {
          const { name, first, password } = people.newcomer;
          return handlers.userActivate(context, { vault, name, password: first, newPassword: password });
        },
        after: (state) => {
          state.people[people.newcomer.name] = 'employee, active';
          state.accounts = { 'handed over': 'sign-in-failed', 'own password': 'opens' };
        },
      },
    },
  },
  'own password': {
    who: 'employee',
    accounts: [account('old', 'employee', people.employee.password), account('new', 'employee', newPassword)],
    steps: {
      changed: {
        run: (context) => handlers.changePassword(context, { oldPassword: people.employee.password, newPassword }),
        after: ({ accounts }) => Object.assign(accounts, { old: 'sign-in-failed', new: 'opens' }),
      },
    },
  },
  passphrase: {
    who: 'officer',
    accounts: [account('old', 'officer', people.officer.password), account('new', 'officer', newPassphrase)],
    steps: {
      changed: {
        run: (context) =>
          handlers.changePassword(context, { oldPassword: people.officer.password, newPassword: newPassphrase }),
        after: ({ accounts }) => Object.assign(accounts, { old: 'sign-in-failed', new: 'opens' }),
      },
    },
  },
  recover: {
    who: null,
    accounts: [account('old', 'officer', people.officer.password), account('new', 'officer', newPassphrase)],
    steps: {
      recovered: {
        run: (context, { office: { vault, kit } }) => {
          const kitText = readFileSync(kit, 'utf8');
          return handlers.recover(context, { vault, kitText, newPassphrase, keychain: 'file' });
        },
        after: ({ accounts }) => Object.assign(accounts, { old: 'sign-in-failed', new: 'opens' }),
      },
    },
  },
  /** The sign-in that certifies an account, seals again what a re-keying left, and clears up after a crash. */
  'sign-in': {
    who: null,
    before: async (env, office) => {
      const { name, first, password } = people.newcomer;
      const given = { vault: office.vault, name, password: first, newPassword: password };
      await handlers.userActivate({ env, job: unwatched }, given);
      const { vault } = await openSession(env, office.vault, people.officer);
      const controller = new AbortController();
      const job = { signal: controller.signal, report: () => controller.abort() };
      await handlers.folderRevoke({ vault, job }, { folder: folders.many, user: people.employee.name });
      await closeVault(vault);
      leaveAsAfterCrash(office);
    },
    steps: { in: { run: (_, { env, office }) => signInAndOut(env, office), after: () => undefined } },
  },
  migrate: {
    who: null,
    environment: withAnotherMigration,
    steps: { migrated: { run: (_, { env, office }) => signInAndOut(env, office), after: () => undefined } },
  },
} as const satisfies Record<string, Operation>;

/**
 * Does an operation from the beginning to the end.
 * @param say gets `working` when it begins, `done <step>` when a step is reported as done, `closed` at the end.
 */
export async function runOperation(operation: Operation, place: Place, say: (line: string) => void): Promise<void> {
  if (operation.who === null) {
    say('working');
    for (const [step, { run }] of Object.entries(operation.steps)) {
      await run({ env: place.env, job: unwatched }, place);
      say(`done ${step}`);
    }
  } else {
    await asPerson(place.env, place.office, people[operation.who], async (context) => {
      say('working');
      for (const [step, { run }] of Object.entries(operation.steps)) {
        await run(context, place);
        say(`done ${step}`);
      }
    });
  }
  say('closed');
}

export type OperationName = keyof typeof operations;

export const operationOf = (name: OperationName): Operation => operations[name];

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

export const operationNames: readonly OperationName[] = Object.keys(operations).filter(isOperationName);
