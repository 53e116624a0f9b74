import { createHash } from 'node:crypto';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import type { TargetContent, TargetEntry, TargetRange } from '../../../core/ports/target.ts';
import { checkedContent } from '../checked-content.ts';
import { timeOf } from '../http/http-client.ts';
import { statusError } from '../http/http-error.ts';
import { rangeHeader, readRange } from '../http/read-range.ts';
import { xmlElements } from '../http/xml-elements.ts';
import { ProbedTarget, type SeenAbilities } from '../probed-target.ts';
import { damaged, full, notThere, unreachable } from '../target-errors.ts';
import { isNameSegment, requireFileName, requireFolderName, within } from '../target-names.ts';
import type { TimeLimits } from '../time-limits.ts';
import { type ListedFile, readListing } from './listing.ts';
import { S3Client, s3Error } from './s3-client.ts';

/** What S3 takes in one request. */
const largestBytes = 5 * 1024 ** 3;

/**
 * A bucket of any server that speaks S3. A file is there when its request has ended, and not before; `If-None-Match`
 * keeps the first of two, where the server knows it.
 */
export class S3Target extends ProbedTarget {
  readonly seen: SeenAbilities = { createsAtOnce: true, readsRanges: true, syncs: false, removesReally: true };
  readonly #settings: TargetSettingsOf<'s3'>;
  readonly #client: S3Client;
  /** Some servers refuse what they do not know instead of passing it over. */
  #knowsConditions = true;
  #isBucketSeen = false;

  constructor(settings: TargetSettingsOf<'s3'>, credentials: TargetCredentialsOf<'s3'>, limits: TimeLimits) {
    super();
    this.#settings = settings;
    this.#client = new S3Client(settings, credentials, limits);
  }

  async createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    requireFileName(name);
    if (content.sizeBytes > largestBytes) throw full({ reason: 'file-too-large' });
    const body = { sizeBytes: content.sizeBytes, sha256: content.sha256, bytes: () => checkedContent(content, signal) };
    const headers = {
      'content-type': 'application/octet-stream',
      ...(this.#knowsConditions ? { 'if-none-match': '*' } : {}),
      ...(await this.#lockHeaders(content, signal)),
    };
    const answer = await this.#client.ask({ method: 'PUT', key: this.#key(name), headers, body }, signal);
    if (answer.status === 501 && this.#knowsConditions) {
      answer.drop();
      this.#knowsConditions = false;
      return await this.createUnchecked(name, content, signal);
    }
    if (answer.status === 412) {
      answer.drop();
      return 'exists';
    }
    // Two at the same time: one of them is told to try again, and finds the other's.
    if (answer.status === 409) {
      answer.drop();
      if ((await this.size(name, signal)) !== null) return 'exists';
      throw unreachable({ status: 409 });
    }
    if (answer.status !== 200) throw await s3Error(answer);
    answer.drop();
    return 'created';
  }

  async size(name: string, signal: AbortSignal): Promise<number | null> {
    requireFileName(name);
    const answer = await this.#client.ask({ method: 'HEAD', key: this.#key(name) }, signal);
    answer.drop();
    if (answer.status !== 200) await this.#requireBucket(signal);
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw statusError(answer.status);
    const told = answer.headers['content-length'];
    if (told === undefined) throw damaged('a file has no size');
    return Number(told);
  }

  async *read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    requireFileName(name);
    const question = { method: 'GET', key: this.#key(name), headers: rangeHeader(range) } as const;
    const answer = await this.#client.ask(question, signal);
    if (answer.status >= 400 && answer.status !== 404 && answer.status !== 416) throw await s3Error(answer);
    if (answer.status === 404) {
      const error = await s3Error(answer);
      throw error.code === 'target-unreachable' ? error : notThere();
    }
    yield* readRange(answer, range, this.seen);
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<TargetEntry> {
    requireFolderName(folder);
    const prefix = folder === '' && this.#settings.prefix === '' ? '' : `${this.#key(folder)}/`;
    const seenTokens = new Set<string>();
    for (let token: string | null = null; ; ) {
      const query = {
        'list-type': '2',
        delimiter: '/',
        prefix,
        ...(token === null ? {} : { 'continuation-token': token }),
      };
      const answer = await this.#client.ask({ method: 'GET', key: '', query }, signal);
      if (answer.status !== 200) throw await s3Error(answer);
      let next: string | null = null;
      for await (const item of readListing(answer.pieces)) {
        if (item.kind === 'more') next = item.token;
        else yield* this.#entry(folder, prefix, item);
      }
      if (next === null) return;
      if (seenTokens.has(next)) throw damaged('a listing has no end');
      seenTokens.add(next);
      token = next;
    }
  }

  async remove(name: string, signal: AbortSignal): Promise<'removed' | 'hidden'> {
    requireFileName(name);
    const answer = await this.#client.ask({ method: 'DELETE', key: this.#key(name) }, signal);
    const isHidden = answer.headers['x-amz-delete-marker'] === 'true';
    if (isHidden) this.seen.removesReally = false;
    if (answer.status !== 200 && answer.status !== 204 && answer.status !== 404) throw await s3Error(answer);
    answer.drop();
    return isHidden ? 'hidden' : 'removed';
  }

  /** There are no folders: names have slashes. */
  removeFolder(): Promise<void> {
    return Promise.resolve();
  }

  /** What is not whole was never there. */
  removeUnfinished(): Promise<number> {
    return Promise.resolve(0);
  }

  /** S3 has no word for it. */
  space(): Promise<null> {
    return Promise.resolve(null);
  }

  override async canLock(signal: AbortSignal): Promise<boolean> {
    const answer = await this.#client.ask({ method: 'GET', key: '', query: { 'object-lock': '' } }, signal);
    if (answer.status !== 200) {
      answer.drop();
      return false;
    }
    let isEnabled = false;
    for await (const { path, text } of xmlElements(answer.pieces)) {
      if (path === 'ObjectLockConfiguration/ObjectLockEnabled') isEnabled = text === 'Enabled';
    }
    return isEnabled;
  }

  async now(signal: AbortSignal): Promise<number> {
    const query = { 'list-type': '2', 'max-keys': '1' };
    const answer = await this.#client.ask({ method: 'GET', key: '', query }, signal);
    if (answer.status !== 200) throw await s3Error(answer);
    answer.drop();
    return timeOf(answer);
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  #key(name: string): string {
    return name === '' ? this.#settings.prefix : within(this.#settings.prefix, name);
  }

  /**
   * A lock is only taken with a checksum of its own, whatever the signature covers, and every server knows MD5: what is
   * locked is read twice.
   */
  async #lockHeaders(content: TargetContent, signal: AbortSignal): Promise<Record<string, string>> {
    const { lock } = this.#settings;
    if (lock === null || content.lockedUntil === undefined) return {};
    const md5 = createHash('md5');
    for await (const piece of checkedContent(content, signal)) md5.update(piece);
    return {
      'content-md5': md5.digest('base64'),
      'x-amz-object-lock-mode': lock.toUpperCase(),
      'x-amz-object-lock-retain-until-date': new Date(content.lockedUntil).toISOString(),
    };
  }

  *#entry(folder: string, prefix: string, item: ListedFile): Generator<TargetEntry> {
    if (!item.key.startsWith(prefix)) throw damaged('the server lists what is not in the folder');
    const segment = item.key.slice(prefix.length).replace(/\/$/, '');
    if (!isNameSegment(segment)) return;
    const name = within(folder, segment);
    yield item.kind === 'folder' ? { kind: 'folder', name } : { kind: 'file', name, sizeBytes: item.sizeBytes };
  }

  /**
   * HEAD has no words, and says the same of a file and of a bucket that is not there: so the bucket is asked for, once.
   *
   * @throws VaultError for what is wrong with the bucket or with signing in.
   */
  async #requireBucket(signal: AbortSignal): Promise<void> {
    if (this.#isBucketSeen) return;
    const answer = await this.#client.ask(
      { method: 'GET', key: '', query: { 'list-type': '2', 'max-keys': '1' } },
      signal,
    );
    if (answer.status !== 200) throw await s3Error(answer);
    answer.drop();
    this.#isBucketSeen = true;
  }
}
