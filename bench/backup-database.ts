import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { markFolder } from '../src-main/adapters/targets/folder/folder-marker.ts';
import { openTarget } from '../src-main/adapters/targets/open-target.ts';
import { pageBytes } from '../src-main/core/backup/repository/page-index.ts';
import { runBackup } from '../src-main/core/backup/runs/run-backup.ts';
import { openSource } from '../src-main/core/backup/sources/backup-source.ts';
import { importDocuments } from '../src-main/core/documents/import-documents.ts';
import { createFolder } from '../src-main/core/folders/create-folder.ts';
import { addNote } from '../src-main/core/folders/notes.ts';
import { unwatched } from '../src-main/core/job.ts';
import { changeVault } from '../src-main/core/vault/change.ts';
import { closeVault } from '../src-main/core/vault/close-vault.ts';
import { createVault } from '../src-main/core/vault/create-vault.ts';
import type { OpenVault } from '../src-main/core/vault/open-vault.ts';
import { nodeEnvironment } from '../src-main/worker/node-environment.ts';
import { makeLargeFile } from './corpus.ts';
import type { Figure } from './measure.ts';
import { officer, passphrase } from './office.ts';

const folders = 50;
const notesAtOnce = 1000;
const noteCharacters = 600;
/** What an office with some twenty people does in a day; whatever is done is in the log besides. */
const day = { documents: 200, notes: 300, otherEntries: 1500 } as const;
/** What a run writes beside the pages: a statement, an inventory, a header of age. */
const besidePagesBytes = 10_000;

/** What backups of a database that grows by a day's work send, in one run and in many; and what one short note costs. */
export async function databaseDay(
  work: string,
  { databaseBytes, runs }: { readonly databaseBytes: number; readonly runs: number },
): Promise<Figure[]> {
  const home = mkdtempSync(path.join(work, 'day-'));
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: path.join(home, 'config') }, homedir());
  const vault = await createVault(env, {
    folder: path.join(home, 'vault'),
    office: 'Bench',
    officerName: officer,
    passphrase,
    keychain: 'file',
    deliverKit: async () => undefined,
  });
  const clients: string[] = [];
  for (let number = 0; number < folders; number += 1) {
    clients.push((await createFolder(vault, { name: `Client ${number}`, kind: 'client' })).id);
  }
  fill(vault, clients, databaseBytes);
  const often = await Repository.open(vault, path.join(home, 'often'));
  const once = await Repository.open(vault, path.join(home, 'once'));
  await often.grow();
  await once.grow();
  let sentOften = 0;
  for (let run = 0; run < runs; run += 1) {
    await workFor(vault, home, clients, { from: run / runs, to: (run + 1) / runs });
    sentOften += await often.grow();
  }
  const sentOnce = await once.grow();
  addNote(vault, 'Client 7', 'Called back.');
  const line = await once.grow();
  const pages = once.pagesOfLast();
  const database = statSync(vault.paths.database).size;
  await closeVault(vault);
  rmSync(home, { recursive: true });
  const size = `${Math.round(database / 1e6)} MB`;
  const figure = (what: string, bytes: number, limit: number): Figure => ({
    work: what,
    ours: bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`,
    peer: '–',
    ratio: '–',
    aim: `at most ${limit < 1e6 ? `${limit / 1000} kB` : `${limit / 1e6} MB`}`,
    met: bytes <= limit,
  });
  return [
    figure(`a day's work in a database of ${size}, one backup`, sentOnce, 8_000_000),
    figure(`a day's work in a database of ${size}, ${runs} backups`, sentOften, 80_000_000),
    figure(`one line in it, beside its ${pages} pages`, line - pages * pageBytes, besidePagesBytes),
  ];
}

/** Notes of some lines, until the database is so large. */
function fill(vault: OpenVault, clients: readonly string[], databaseBytes: number): void {
  // A sync for each of them would take long, and nothing that is measured depends on it.
  vault.db.run('PRAGMA synchronous=OFF');
  const text = 'Called about the papers that are missing. '.repeat(noteCharacters / 42);
  const pages = () => Number(vault.db.get('PRAGMA page_count')?.page_count);
  for (let batch = 0; pages() * pageBytes < databaseBytes; batch += 1) {
    const client = clients[batch % clients.length] ?? '';
    changeVault(vault, (change) => {
      for (let index = 0; index < notesAtOnce; index += 1) {
        change.insertRecord(client, 'note', { text: `${batch}/${index} ${text}`, createdAt: change.at });
      }
      change.tell('bench', { batch });
    });
  }
  vault.db.run('PRAGMA synchronous=FULL');
}

/** A part of a day's work: from 0, its beginning, to 1, its end. */
async function workFor(
  vault: OpenVault,
  home: string,
  clients: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const numbers = (count: number) => {
    const [first, end] = [Math.round(from * count), Math.round(to * count)];
    return Array.from({ length: end - first }, (_, index) => first + index);
  };
  const nameOf = (number: number) => `Client ${(number * 7) % clients.length}`;
  for (const number of numbers(day.documents)) {
    const file = path.join(home, `Letter ${number}.pdf`);
    makeLargeFile(file, 1000, file);
    await importDocuments(vault, nameOf(number), [file], unwatched);
    rmSync(file);
  }
  for (const number of numbers(day.notes))
    addNote(vault, nameOf(number), `Note ${number}: to be called back tomorrow.`);
  for (const number of numbers(day.otherEntries)) changeVault(vault, (change) => change.tell('bench', { number }));
}

/** A folder that one vault is backed up to. */
class Repository {
  readonly #vault: OpenVault;
  readonly #home: string;
  readonly #target: ReturnType<typeof openTarget>;
  #bytes = 0;
  #lastDatabaseBytes = 0;

  private constructor(vault: OpenVault, home: string, target: ReturnType<typeof openTarget>) {
    this.#vault = vault;
    this.#home = home;
    this.#target = target;
  }

  static async open(vault: OpenVault, home: string): Promise<Repository> {
    const place = path.join(home, 'target');
    mkdirSync(place, { recursive: true });
    const marker = await markFolder(vault.env.files, place);
    const target = openTarget({ kind: 'folder', path: place, marker }, { kind: 'folder' }, vault.env.files);
    return new Repository(vault, home, target);
  }

  /** Backs up. @returns how many bytes more lie there now, payloads of documents left out. */
  async grow(): Promise<number> {
    const place = { target: this.#target, memory: path.join(this.#home, 'memory'), looksForOthers: false };
    const { isNew, snapshot } = await runBackup(openSource(this.#vault), place, unwatched);
    if (!isNew) throw new Error('there was nothing new');
    this.#lastDatabaseBytes = snapshot.database.size;
    const before = this.#bytes;
    this.#bytes = bytesBelow(path.join(this.#home, 'target'));
    return this.#bytes - before;
  }

  /** Of the last database, a small delta: less than one page is its header and what age adds, another is its text. */
  pagesOfLast(): number {
    return Math.floor(this.#lastDatabaseBytes / pageBytes) - 1;
  }
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/(?:packs|objects)\//.test(entry.parentPath))
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
