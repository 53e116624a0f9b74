import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import type { RepositoryView, ViewedSnapshot, ViewedWriter } from './repository-view.ts';

/** So many digits of a computer's id tell it from the others of an office, and of a hash from another of the same number. */
const shownDigits = 8;

export interface FoundSnapshot extends ViewedSnapshot {
  readonly writer: ViewedWriter;
}

/** By its computer and its number alone: how it is called where nothing tells whether two have those. */
export function numberedId(computer: string, number: number): string {
  return `${computer.slice(0, shownDigits)}-${number}`;
}

/** How a snapshot is called: by its computer and its number, and where two have those by the beginning of its hash too. */
export function snapshotId({ snapshot: { computer, number }, hash, writer }: FoundSnapshot): string {
  const id = numberedId(computer, number);
  const isAlone = writer.snapshots.every((other) => other.hash === hash || other.snapshot.number !== number);
  return isAlone ? id : `${id}-${hash.slice(0, shownDigits)}`;
}

/**
 * @param wanted `newest`, an id as `snapshotId` gives it, the number alone where one computer has it, or the hash of its file.
 * @throws VaultError `not-found` reason `snapshot`; `invalid-input` reason `ambiguous` with `candidates`, `wrong-form`.
 */
export function findSnapshot({ writers }: RepositoryView, wanted: string): FoundSnapshot {
  const all = writers.flatMap((writer) => writer.snapshots.map((one): FoundSnapshot => ({ ...one, writer })));
  const found = wanted === 'newest' ? newest(all) : all.filter(matches(wanted));
  const [first, ...others] = found;
  if (!first) throw notFound('snapshot', 'snapshot', 'no such snapshot');
  if (others.length > 0) {
    const candidates = found.map(snapshotId);
    throw invalidInput('ambiguous', 'snapshot', 'several are called so', { details: { candidates } });
  }
  return first;
}

/** Of several computers the clocks decide. */
function newest(all: readonly FoundSnapshot[]): readonly FoundSnapshot[] {
  return all.toSorted((a, b) => b.snapshot.at - a.snapshot.at || b.snapshot.number - a.snapshot.number).slice(0, 1);
}

function matches(wanted: string): (one: FoundSnapshot) => boolean {
  return ({ writer: { computer }, snapshot: { number }, hash }) => isCalled(wanted, { computer, number, hash });
}

/** @throws VaultError `invalid-input` reason `wrong-form` for what no snapshot is called. */
export function isCalled(
  wanted: string,
  { computer, number, hash }: { readonly computer: string; readonly number: number; readonly hash: string },
): boolean {
  if (/^[0-9a-f]{64}$/.test(wanted)) return hash === wanted;
  const [, beginning = '', digits, ofHash = ''] =
    /^(?:([0-9a-f]{1,32})-)?(\d{1,10})$/.exec(wanted) ??
    /^([0-9a-f]{1,32})-(\d{1,10})-([0-9a-f]{8,64})$/.exec(wanted) ??
    [];
  if (digits === undefined) throw invalidInput('wrong-form', 'snapshot', 'not how a snapshot is called');
  return computer.startsWith(beginning) && number === Number(digits) && hash.startsWith(ofHash);
}
