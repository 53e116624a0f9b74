import { createHash } from 'node:crypto';
import aws4 from 'aws4';
import type { VaultError } from '../../../contract/errors.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import { type HttpAnswer, type HttpBody, HttpClient, readText } from '../http/http-client.ts';
import { statusError } from '../http/http-error.ts';
import { full, refused, unreachable } from '../target-errors.ts';
import type { TimeLimits } from '../time-limits.ts';

export interface S3Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** '' for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody & { readonly sha256: Uint8Array };
}

const noContent = createHash('sha256').digest('hex');

/** Requests to one bucket, signed with version 4; the hash of what is sent is part of what is signed. */
export class S3Client {
  readonly #settings: TargetSettingsOf<'s3'>;
  readonly #secretAccessKey: string;
  readonly #base: URL;
  readonly #http: HttpClient;

  constructor(settings: TargetSettingsOf<'s3'>, credentials: TargetCredentialsOf<'s3'>, limits: TimeLimits) {
    this.#settings = settings;
    this.#secretAccessKey = credentials.secretAccessKey;
    this.#base = new URL(settings.address.replace(/\/*$/, '/'));
    if (settings.bucketIn === 'host') this.#base.hostname = `${settings.bucket}.${this.#base.hostname}`;
    else this.#base.pathname += `${settings.bucket}/`;
    this.#http = new HttpClient(limits, settings.certificate);
  }

  async ask({ method, key, query = {}, headers = {}, body }: S3Question, signal: AbortSignal): Promise<HttpAnswer> {
    const url = new URL(this.#base);
    url.pathname += key;
    url.search = new URLSearchParams(query).toString().replaceAll('+', '%20');
    const hash = body === undefined ? noContent : Buffer.from(body.sha256).toString('hex');
    const signed = aws4.sign(
      {
        service: 's3',
        region: this.#settings.region,
        method,
        host: url.host,
        path: url.pathname + url.search,
        headers: { ...headers, host: url.host, 'x-amz-content-sha256': hash },
      },
      { accessKeyId: this.#settings.accessKeyId, secretAccessKey: this.#secretAccessKey },
    );
    const all = Object.fromEntries(Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]));
    return await this.#http.ask({ method, url, headers: all, ...(body === undefined ? {} : { body }) }, signal);
  }

  close(): void {
    this.#http.close();
  }
}

const longestError = 64 * 1024;
/** The third is what Amazon says of a bucket in another region. */
const missingCodes = new Set(['NoSuchBucket', 'InvalidBucketName', 'AuthorizationHeaderMalformed']);
const signInCodes = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'AuthFailure', 'InvalidClientTokenId']);

/** What S3 says of a request that it did not do. Reads the answer to its end. */
export async function s3Error(answer: HttpAnswer): Promise<VaultError> {
  const code = await errorCode(answer);
  const details = code === null ? { status: answer.status } : { status: answer.status, s3Error: code };
  if (code === 'RequestTimeTooSkewed') return refused('clock-wrong', details);
  if (code !== null && signInCodes.has(code)) return refused('sign-in', details);
  if (code !== null && missingCodes.has(code)) return unreachable({ ...details, reason: 'place-missing' });
  // Of a connection on which we were slow.
  if (code === 'RequestTimeout') return unreachable(details);
  if (code === 'EntityTooLarge') return full({ ...details, reason: 'file-too-large' });
  if (code !== null && /Quota|StorageFull|storage_cap/i.test(code)) return full(details);
  return statusError(answer.status);
}

/** Null where there is none, as in answers to HEAD, or something else than S3's own XML. */
async function errorCode(answer: HttpAnswer): Promise<string | null> {
  try {
    const text = await readText(answer, longestError);
    return /<Code>(\w{1,64})<\/Code>/.exec(text)?.[1] ?? null;
  } catch {
    // The status says enough.
    answer.drop();
    return null;
  }
}
