import type { Finding } from '../../../contract/check.ts';
import { Findings } from '../../check/findings.ts';
import type { Target } from '../../ports/target.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import { writerFolder, writersFolder } from '../repository/names.ts';
import { type KnownWriter, verifyWriterFiles } from '../repository/writer-file.ts';
import { readWhole } from '../runs/rebuild-memory.ts';
import { withDamageNamed } from '../streams/damage.ts';
import { type ListedFile, type RememberedChain, type VerifiedChain, verifyChain } from './verify-chain.ts';

const mostStatementBytes = 16 * 2 ** 20;
/** Of which the files are statements, or few. */
const statementFolders = ['writer', 'snapshots', 'heartbeats', 'garbage'] as const;

/** A repository as somebody sees it who has nothing but the root of a vault. */
export interface ReadRepository {
  readonly target: Target;
  readonly vault: string;
  readonly signal: AbortSignal;
}

export interface ReadWriter {
  readonly computer: string;
  /** null when nobody vouches for it: then nothing of it counts. */
  readonly writer: KnownWriter | null;
  readonly chain: Omit<VerifiedChain, 'findings'>;
}

/** All that writers have signed, verified from a root that the caller brings. */
export async function readWriters(
  { target, vault, signal }: ReadRepository,
  root: string,
  remembered: ReadonlyMap<string, RememberedChain>,
): Promise<{ readonly writers: readonly ReadWriter[]; readonly findings: readonly Finding[] }> {
  const findings = new Findings();
  const writers: ReadWriter[] = [];
  for await (const { kind, name } of target.list(writersFolder(vault), signal)) {
    const computer = name.slice(name.lastIndexOf('/') + 1);
    if (kind !== 'folder' || !/^[0-9a-f]{32}$/.test(computer)) {
      findings.add(`writers/${computer}`, 'unknown-file', 'not the folder of a computer');
      continue;
    }
    const folder = writerFolder(vault, computer);
    const listing: ListedFile[] = [];
    for (const below of statementFolders) listing.push(...(await listed({ target, signal }, folder, below)));
    const read = (name: string) =>
      withDamageNamed(partOfWriter({ computer }, name), () =>
        readWhole(target, `${folder}/${name}`, mostStatementBytes, signal),
      );
    const vouching = listing.filter(({ name }) => name.startsWith('writer/'));
    const files = [];
    for (const { name } of vouching) {
      const bytes = await findings.attemptAsync(partOfWriter({ computer }, name), () => read(name));
      if (bytes !== null) files.push({ name, bytes });
    }
    const writer = verifyWriterFiles(files, { vault, computer, root }, findings);
    if (writer === null) {
      // A first run that was cut off has sent no snapshot yet.
      if (listing.some(({ name }) => name.startsWith('snapshots/'))) {
        findings.add(partOfWriter({ computer }, 'writer'), 'missing', 'nobody vouches for these backups');
      }
      writers.push({ computer, writer, chain: { snapshots: [], heartbeats: [], garbage: [] } });
      continue;
    }
    const { findings: found, ...chain } = await verifyChain(listing, read, writer, remembered.get(computer) ?? null);
    for (const { part, problem, what } of found) findings.add(part, problem, what);
    writers.push({ computer, writer, chain });
  }
  return { writers, findings: findings.all };
}

/** What lies in a folder of a writer, by names from the writer's folder on; folders in it are gone into. */
export async function listed(
  { target, signal }: Pick<ReadRepository, 'target' | 'signal'>,
  folder: string,
  below: string,
): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  for await (const entry of target.list(`${folder}/${below}`, signal)) {
    const name = entry.name.slice(folder.length + 1);
    if (entry.kind === 'file') files.push({ name, sizeBytes: entry.sizeBytes });
    else files.push(...(await listed({ target, signal }, folder, name)));
  }
  return files;
}
