import { VaultError } from '../../src-main/contract/errors.ts';
import type { TargetAbilities } from '../../src-main/contract/targets.ts';
import type { Clock } from '../../src-main/core/ports/clock.ts';
import type { Target, TargetContent, TargetEntry, TargetRange } from '../../src-main/core/ports/target.ts';
import { allOf } from './byte-streams.ts';

/** A target in memory: as many histories as a property wants, at no cost. What real targets do, `target.suite.ts` shows. */
export class MemoryTarget implements Target {
  readonly files: Map<string, Buffer>;
  readonly #clock: Clock;
  /** What it makes of `remove`. */
  removes: 'really' | 'hidden' | 'refused' = 'really';

  constructor(clock: Clock, files: ReadonlyMap<string, Buffer> = new Map()) {
    this.#clock = clock;
    this.files = new Map(files);
  }

  async create(name: string, content: TargetContent): Promise<'created' | 'exists'> {
    if (this.files.has(name)) return 'exists';
    this.files.set(name, await allOf(content.bytes()));
    return 'created';
  }

  async size(name: string): Promise<number | null> {
    return this.files.get(name)?.length ?? null;
  }

  async *read(name: string, range: TargetRange | null): AsyncGenerator<Uint8Array> {
    const bytes = this.files.get(name);
    if (bytes === undefined) throw new VaultError('not-found', 'no such file');
    const { offset, length } = range ?? { offset: 0, length: bytes.length };
    if (offset + length > bytes.length) throw new VaultError('target-damaged', 'shorter than that');
    yield Buffer.from(bytes.subarray(offset, offset + length));
  }

  async *list(folder: string): AsyncGenerator<TargetEntry> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const folders = new Set<string>();
    for (const [name, bytes] of [...this.files]) {
      if (!name.startsWith(prefix)) continue;
      const slash = name.indexOf('/', prefix.length);
      if (slash < 0) yield { kind: 'file', name, sizeBytes: bytes.length };
      else folders.add(name.slice(0, slash));
    }
    for (const name of folders) yield { kind: 'folder', name };
  }

  async remove(name: string): Promise<'removed' | 'hidden'> {
    if (this.removes === 'refused') throw new VaultError('target-refused', 'locked');
    this.files.delete(name);
    return this.removes === 'hidden' ? 'hidden' : 'removed';
  }

  async removeUnfinished(): Promise<number> {
    return 0;
  }

  async now(): Promise<number> {
    return this.#clock.now();
  }

  async space(): Promise<null> {
    return null;
  }

  async probe(): Promise<TargetAbilities> {
    return { createsOnce: 'atomic', readsRanges: true, removes: this.removes, locks: false, syncs: true };
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

/** The calls that a target is asked by. */
const operations = ['create', 'size', 'read', 'list', 'remove', 'removeUnfinished', 'now'] as const;

/**
 * A target that is gone at the `fails`th call of all, from 1: before it was done, or when its answer is lost. From then on it
 * answers nothing.
 */
export function goneAt(target: Target, fails: number, when: 'before' | 'after'): Target {
  let calls = 0;
  const gone = () => new VaultError('target-unreachable', 'gone');
  return new Proxy(target, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      const ask = (...given: unknown[]): unknown => Reflect.apply(value, of, given);
      if (!operations.some((operation) => operation === name)) return ask;
      return (...given: unknown[]) => {
        calls += 1;
        if (calls < fails) return ask(...given);
        const isDone = calls === fails && when === 'after';
        if (name === 'read' || name === 'list') return failingPieces(gone());
        return Promise.resolve(isDone ? ask(...given) : null).then(() => Promise.reject(gone()));
      };
    },
  });
}

function failingPieces(error: VaultError): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}
