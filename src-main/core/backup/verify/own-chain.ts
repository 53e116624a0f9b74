import { Findings } from '../../check/findings.ts';
import { base64 } from '../../crypto/bytes.ts';
import type { SigningKey } from '../../crypto/signing.ts';
import type { Job } from '../../job.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Target } from '../../ports/target.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import { snapshotName, writerFolder } from '../repository/names.ts';
import { mostBytes } from '../repository/statements.ts';
import { readLast, readNext } from '../runs/memory.ts';
import { readWhole } from '../runs/rebuild-memory.ts';
import { withDamageNamed } from '../streams/damage.ts';
import type { Chain } from './chain-faults.ts';
import { listed } from './read-repository.ts';
import { chainOf, readChain, type SignedChain } from './verify-chain.ts';

/** The backups of this computer on one target. */
export interface OwnBackups {
  readonly target: Target;
  readonly files: FileSystem;
  /** Of the target, on this computer, which no other program uses meanwhile. */
  readonly memory: string;
  readonly vault: string;
  readonly computer: { readonly id: string; readonly signing: SigningKey };
  readonly job: Job;
}

export interface OwnChain {
  /** Of this computer, on the target. */
  readonly folder: string;
  readonly signed: SignedChain;
  readonly chain: Chain;
}

/**
 * What this computer has signed on a target, with what it remembers of it: the snapshot that it was about to create there is taken
 * to be there. What somebody else put there does not count.
 * @throws VaultError of the target, `cancelled`.
 */
export async function readOwnChain(
  { target, files, memory, vault, computer, job }: OwnBackups,
  acknowledged: Chain['acknowledged'],
): Promise<OwnChain> {
  const folder = writerFolder(vault, computer.id);
  const listing = [];
  for (const below of ['snapshots', 'heartbeats', 'garbage'] as const) {
    for (const file of await listed({ target, signal: job.signal }, folder, below)) listing.push(file);
  }
  const read = (name: string) =>
    withDamageNamed(partOfWriter({ computer: computer.id }, name), () =>
      readWhole(target, `${folder}/${name}`, mostBytes['backup-garbage'], job.signal),
    );
  const signer = { vault, computer: computer.id, signing: base64(computer.signing.publicKey) };
  const found = await readChain(listing, read, signer, new Findings());
  const next = await readNext(files, memory);
  const last = next ?? (await readLast(files, memory));
  const signed = next === null ? found : withSnapshot(found, next.snapshot, next.remembered.sha256);
  const latest = last?.remembered.seen.number ?? 0;
  return { folder, signed, chain: chainOf(signed, { latest, acknowledged }) };
}

function withSnapshot(signed: SignedChain, payload: SignedChain['snapshots'][number]['payload'], sha256: string) {
  const name = snapshotName(payload.number, sha256);
  if (signed.snapshots.some((one) => one.name === name)) return signed;
  return { ...signed, snapshots: [...signed.snapshots, { name, sha256, payload, retired: false }] };
}
