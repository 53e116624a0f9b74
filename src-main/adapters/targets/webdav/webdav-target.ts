import { setTimeout as wait } from 'node:timers/promises';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import { unfinishedName } from '../../../core/ports/file-system.ts';
import type { TargetContent, TargetEntry, TargetRange, TargetSpace } from '../../../core/ports/target.ts';
import { checkedContent } from '../checked-content.ts';
import { type HttpAnswer, HttpClient, type HttpQuestion, timeOf } from '../http/http-client.ts';
import { statusError } from '../http/http-error.ts';
import { rangeHeader, readRange } from '../http/read-range.ts';
import { ProbedTarget, type SeenAbilities } from '../probed-target.ts';
import { damaged, unreachable } from '../target-errors.ts';
import {
  folderOf,
  isNameSegment,
  requireFileName,
  requireFolderName,
  temporaryNameFor,
  within,
} from '../target-names.ts';
import { atMost, cleaningUpMs, type TimeLimits } from '../time-limits.ts';
import { type DavResource, propertiesWanted, readMultistatus } from './multistatus.ts';

const locked = 423;
const lockedForMs = 100;

/** A server that speaks WebDAV (RFC 4918): Nextcloud, a NAS, Apache. It says nothing of disks, so nothing is known of them. */
export class WebdavTarget extends ProbedTarget {
  // `Overwrite: F` (RFC 4918, section 10.6) is no promise: Apache looks and then moves, and two may both be told "created".
  readonly seen: SeenAbilities = { createsAtOnce: false, readsRanges: true, syncs: false, removesReally: true };
  readonly #base: URL;
  readonly #authorization: string;
  readonly #http: HttpClient;
  /** Those that were made or found. */
  readonly #folders = new Set<string>();

  constructor(settings: TargetSettingsOf<'webdav'>, credentials: TargetCredentialsOf<'webdav'>, limits: TimeLimits) {
    super();
    this.#base = new URL(settings.address.replace(/\/*$/, '/'));
    const basic = Buffer.from(`${settings.user}:${credentials.password}`, 'utf8').toString('base64');
    this.#authorization = `Basic ${basic}`;
    this.#http = new HttpClient(limits, settings.certificate);
  }

  async createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    requireFileName(name);
    await this.#makeFolder(folderOf(name), signal);
    const temporary = temporaryNameFor(name);
    try {
      await this.#upload(temporary, content, signal);
      const outcome = await this.#place(temporary, name, signal);
      if (outcome === 'exists') await this.#discard(temporary);
      return outcome;
    } catch (error) {
      await this.#discard(temporary);
      throw error;
    }
  }

  async size(name: string, signal: AbortSignal): Promise<number | null> {
    requireFileName(name);
    return await this.#sizeOf(name, signal);
  }

  async *read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    requireFileName(name);
    const answer = await this.#ask({ method: 'GET', url: this.#url(name), headers: rangeHeader(range) }, signal);
    yield* readRange(answer, range, this.seen);
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<TargetEntry> {
    requireFolderName(folder);
    for await (const { segment, isFolder, sizeBytes } of this.#entries(folder, signal)) {
      if (!isNameSegment(segment)) continue;
      const name = within(folder, segment);
      if (isFolder) yield { kind: 'folder', name };
      else if (sizeBytes === null) throw damaged('a file is listed without its size');
      else yield { kind: 'file', name, sizeBytes };
    }
  }

  async remove(name: string, signal: AbortSignal): Promise<'removed'> {
    requireFileName(name);
    await this.#delete(this.#url(name), signal);
    return 'removed';
  }

  async removeFolder(folder: string, signal: AbortSignal): Promise<void> {
    requireFileName(folder);
    this.#folders.delete(folder);
    await this.#delete(this.#url(`${folder}/`), signal);
  }

  async removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number> {
    requireFolderName(folder);
    let removed = 0;
    for await (const { segment, isFolder, modifiedAtMs } of this.#entries(folder, signal)) {
      const isOld = modifiedAtMs !== null && modifiedAtMs < olderThan;
      if (isFolder || !isOld || !unfinishedName.test(segment)) continue;
      await this.#delete(this.#url(within(folder, segment)), signal);
      removed += 1;
    }
    return removed;
  }

  async space(signal: AbortSignal): Promise<TargetSpace | null> {
    await this.#makeFolder('', signal);
    const { freeBytes = null, usedBytes = null } = (await this.#resource(this.#base, signal)) ?? {};
    // Below zero are Nextcloud's words for unknown and unlimited.
    if (freeBytes === null || usedBytes === null || freeBytes < 0 || usedBytes < 0) return null;
    return { freeBytes, totalBytes: freeBytes + usedBytes };
  }

  async now(signal: AbortSignal): Promise<number> {
    const answer = await this.#ask({ method: 'OPTIONS', url: this.#base }, signal);
    answer.drop();
    if (answer.status !== 200 && answer.status !== 204) throw statusError(answer.status);
    return timeOf(answer);
  }

  close(): Promise<void> {
    this.#http.close();
    return Promise.resolve();
  }

  async #ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
    const headers = { authorization: this.#authorization, ...question.headers };
    return await this.#http.ask({ ...question, headers }, signal);
  }

  /** A question whose answer is its status. */
  async #askStatus(question: HttpQuestion, signal: AbortSignal): Promise<number> {
    const answer = await this.#ask(question, signal);
    answer.drop();
    return answer.status;
  }

  /** Names need no escaping: `requireFileName`. A folder's ends with a slash, without which servers redirect. */
  #url(name: string): URL {
    return new URL(this.#base.href + name);
  }

  #folderUrl(folder: string): URL {
    return this.#url(folder === '' ? '' : `${folder}/`);
  }

  async #makeFolder(folder: string, signal: AbortSignal): Promise<void> {
    if (this.#folders.has(folder)) return;
    const make = { method: 'MKCOL', url: this.#folderUrl(folder) };
    let status = await this.#askStatus(make, signal);
    if (status === 409 || status === 404) {
      if (folder === '') throw unreachable({ reason: 'place-missing', status });
      await this.#makeFolder(folderOf(folder), signal);
      status = await this.#askStatus(make, signal);
    }
    // 405: there is something of that name. Of two that make it at the same time some servers refuse one otherwise.
    if (status !== 201 && status !== 405 && !(await this.#hasFolder(folder, signal))) throw statusError(status);
    this.#folders.add(folder);
  }

  async #hasFolder(folder: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#resource(this.#folderUrl(folder), signal))?.isFolder === true;
  }

  /** Null when there is none. */
  async #resource(url: URL, signal: AbortSignal): Promise<DavResource | null> {
    let found: DavResource | null = null;
    // To the end of the answer, after which the connection serves again.
    for await (const resource of this.#properties(url, '0', signal)) found ??= resource;
    return found;
  }

  async #upload(temporary: string, content: TargetContent, signal: AbortSignal): Promise<void> {
    const headers = { 'content-type': 'application/octet-stream' };
    const body = { sizeBytes: content.sizeBytes, bytes: () => checkedContent(content, signal) };
    const status = await this.#askStatus({ method: 'PUT', url: this.#url(temporary), headers, body }, signal);
    // Somebody has removed a folder that was there.
    if (status === 404 || status === 409) {
      this.#folders.clear();
      throw unreachable({ reason: 'place-missing', status });
    }
    if (status !== 201 && status !== 204 && status !== 200) throw statusError(status);
    const kept = await this.#sizeOf(temporary, signal);
    if (kept !== content.sizeBytes) throw damaged('the server has not kept what was written');
  }

  /** The one way to take a name only if it is free that servers agree on; `If-None-Match` with PUT they do not. */
  async #place(temporary: string, name: string, signal: AbortSignal): Promise<'created' | 'exists'> {
    const headers = { destination: this.#url(name).href, overwrite: 'F' };
    const move = { method: 'MOVE', url: this.#url(temporary), headers };
    let status = await this.#askStatus(move, signal);
    // Another one is about to take the same name.
    for (let times = 0; status === locked && times < 5; times += 1) {
      await atMost(wait(lockedForMs), 2 * lockedForMs, signal);
      status = await this.#askStatus(move, signal);
    }
    if (status === 412) return 'exists';
    if (status !== 201 && status !== 204) throw statusError(status);
    return 'created';
  }

  /** Not by HEAD: of an empty file Apache says no size there. */
  async #sizeOf(name: string, signal: AbortSignal): Promise<number | null> {
    const found = await this.#resource(this.#url(name), signal);
    if (found === null) return null;
    if (found.isFolder || found.sizeBytes === null) throw damaged('what has the name is not a file with a size');
    return found.sizeBytes;
  }

  async #delete(url: URL, signal: AbortSignal): Promise<void> {
    const status = await this.#askStatus({ method: 'DELETE', url }, signal);
    if (![200, 204, 404].includes(status)) throw statusError(status);
  }

  /** What went wrong is known already; a file that stays is found by `removeUnfinished`. */
  async #discard(temporary: string): Promise<void> {
    await this.#delete(this.#url(temporary), AbortSignal.timeout(cleaningUpMs)).catch(() => undefined);
  }

  /** What lies in a folder. An absent one is empty. */
  async *#entries(folder: string, signal: AbortSignal): AsyncGenerator<DavResource & { readonly segment: string }> {
    for await (const resource of this.#properties(this.#folderUrl(folder), '1', signal)) {
      const segment = this.#segmentIn(folder, resource.href);
      if (segment !== '') yield { ...resource, segment };
    }
  }

  async *#properties(url: URL, depth: '0' | '1', signal: AbortSignal): AsyncGenerator<DavResource> {
    const bytes = async function* () {
      yield propertiesWanted;
    };
    const headers = { depth, 'content-type': 'application/xml; charset=utf-8' };
    const body = { sizeBytes: propertiesWanted.length, bytes };
    const answer = await this.#ask({ method: 'PROPFIND', url, headers, body }, signal);
    try {
      if (answer.status === 404) return;
      if (answer.status !== 207) throw statusError(answer.status);
      yield* readMultistatus(answer.pieces);
    } finally {
      answer.drop();
    }
  }

  /** The name that an address in an answer has in the folder; '' for the folder itself. */
  #segmentIn(folder: string, href: string): string {
    try {
      const base = decodeURIComponent(this.#folderUrl(folder).pathname);
      const path = decodeURIComponent(new URL(href, this.#base).pathname);
      if (`${path}/` === base || path === base) return '';
      if (path.startsWith(base)) return path.slice(base.length).replace(/\/$/, '');
    } catch (error) {
      if (error instanceof VaultError) throw error;
    }
    throw damaged('the server lists what is not in the folder');
  }
}
