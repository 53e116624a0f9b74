import type { Finding } from '../../../contract/check.ts';
import { VaultError } from '../../../contract/errors.ts';
import { Findings } from '../../check/findings.ts';
import type { Target } from '../../ports/target.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import { writerFolder, writersFolder } from '../repository/names.ts';
import { type KnownWriter, mostWriterBytes, verifyWriterFiles } from '../repository/writer-file.ts';
import { readWhole } from '../runs/rebuild-memory.ts';
import { withDamageNamed } from '../streams/damage.ts';
import { type ListedFile, type RememberedChain, type VerifiedChain, verifyChain } from './verify-chain.ts';

const mostStatementBytes = 16 * 2 ** 20;
/** Of all files of a writer's `writer/`, which have some kilobytes each: whoever has the target can put any number there. */
const mostVouchingBytes = 64 * 2 ** 20;
const mostWriters = 10_000;
/** In a folder, with those in it: more objects of 1 MiB than any office has. */
const mostListed = 1_000_000;
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
  let entries = 0;
  for await (const { kind, name } of target.list(writersFolder(vault), signal)) {
    entries += 1;
    if (entries > mostWriters) throw new VaultError('target-damaged', 'more computers than there can be');
    const computer = name.slice(name.lastIndexOf('/') + 1);
    if (kind !== 'folder' || !/^[0-9a-f]{32}$/.test(computer)) {
      findings.add(`writers/${computer}`, 'unknown-file', 'not the folder of a computer');
      continue;
    }
    const folder = writerFolder(vault, computer);
    const listing: ListedFile[] = [];
    for (const below of statementFolders) {
      for (const file of await listed({ target, signal }, folder, below)) listing.push(file);
    }
    const read = (name: string) =>
      withDamageNamed(partOfWriter({ computer }, name), () =>
        readWhole(target, `${folder}/${name}`, mostStatementBytes, signal),
      );
    const vouching = listing.filter(({ name }) => name.startsWith('writer/'));
    const files = [];
    let left = mostVouchingBytes;
    for (const { name, sizeBytes } of vouching) {
      left -= sizeBytes;
      const part = partOfWriter({ computer }, name);
      if (sizeBytes > mostWriterBytes || left < 0) {
        findings.add(part, 'altered', 'larger than such a file can be, or more of them than a writer has');
        continue;
      }
      const bytes = await findings.attemptAsync(part, () => read(name));
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

/**
 * What lies in a folder of a writer, by names from the writer's folder on; folders in it are gone into, and those in them, which no
 * writer makes, are not. @throws VaultError `target-damaged` for a list without an end.
 */
export async function listed(
  { target, signal }: Pick<ReadRepository, 'target' | 'signal'>,
  folder: string,
  below: string,
): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  for await (const entry of target.list(`${folder}/${below}`, signal)) {
    const name = entry.name.slice(folder.length + 1);
    if (entry.kind === 'file') files.push({ name, sizeBytes: entry.sizeBytes });
    else if (!below.includes('/')) for (const file of await listed({ target, signal }, folder, name)) files.push(file);
    if (files.length > mostListed) throw new VaultError('target-damaged', 'more files than there can be');
  }
  return files;
}
