import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HttpClient } from '../../../src-main/adapters/targets/http/http-client.ts';
import { S3Target } from '../../../src-main/adapters/targets/s3/s3-target.ts';
import { WebdavTarget } from '../../../src-main/adapters/targets/webdav/webdav-target.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { allOf } from '../../support/byte-streams.ts';
import { contentOf, listAll, longContent, readAll, textOf } from '../../support/target-content.ts';

const still = new AbortController().signal;
const limits = { connectMs: 2000, silenceMs: 2000 };

type FoundHost = (error: null, found: { address: string; family: number }[]) => void;
type Answering = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Answers as no good server does: what the real ones cannot be brought to. */
async function listen(answer: Answering): Promise<{ address: string; asked: string[]; connections: () => number }> {
  const asked: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return { address: `http://127.0.0.1:${address.port}`, asked, connections: () => connections };
}

function openWebdav(address: string, certificate: string | null = null, silenceMs = limits.silenceMs): WebdavTarget {
  const settings = { kind: 'webdav' as const, address: `${address}/dav`, user: 'kluis', certificate };
  const target = new WebdavTarget(settings, { kind: 'webdav', password: 'secret' }, { ...limits, silenceMs });
  onTestFinished(() => target.close());
  return target;
}

function openS3(address: string, bucketIn: 'path' | 'host' = 'path'): S3Target {
  const where = { region: 'eu-west-1', bucket: 'bucket', prefix: '', bucketIn };
  const settings = { kind: 's3' as const, address, ...where, accessKeyId: 'id', lock: null, certificate: null };
  const target = new S3Target(settings, { kind: 's3', secretAccessKey: 'secret' }, limits);
  onTestFinished(() => target.close());
  return target;
}

const s3Error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
const noneYet = (response: ServerResponse, request: IncomingMessage): boolean => {
  if (request.method !== 'HEAD') return false;
  response.writeHead(404).end();
  return true;
};

/** What WebDAV says of a file, or of a folder of nothing. */
const properties = (href: string, sizeBytes: number | null) =>
  `<d:multistatus xmlns:d="DAV:"><d:response><d:href>${href}</d:href><d:propstat><d:prop>${
    sizeBytes === null
      ? '<d:resourcetype><d:collection/></d:resourcetype>'
      : `<d:getcontentlength>${sizeBytes}</d:getcontentlength>`
  }</d:prop></d:propstat></d:response></d:multistatus>`;

/** A WebDAV server for one file after another. @param answerPutMs how long it thinks once it has all of a file. */
async function listenForFiles(answerPutMs = 0) {
  const kept = new Map<string, Buffer>();
  return await listen(async (request, response) => {
    const path = request.url ?? '';
    const file = kept.get(path);
    if (request.method === 'PUT') {
      kept.set(path, await allOf(request));
      await wait(answerPutMs);
      response.writeHead(201).end();
    } else if (request.method === 'MOVE') {
      kept.set(new URL(request.headers.destination ?? '').pathname, file ?? Buffer.alloc(0));
      response.writeHead(201).end();
    } else if (request.method === 'MKCOL') response.writeHead(405).end('<html>there is one</html>');
    else if (file === undefined) response.writeHead(404).end('<html>there is none</html>');
    else if (request.method === 'GET') response.end(file);
    else response.writeHead(207).end(properties(path, file.length));
  });
}

const listing = (files: [string, number][], more = '') =>
  `<?xml version="1.0"?><ListBucketResult>${more}${files
    .map(([key, size]) => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`)
    .join('')}</ListBucketResult>`;

describe('a server that answers otherwise than it should', () => {
  it('and refers elsewhere is not followed, least of all with a password', async () => {
    const elsewhere = await listen((_request, response) => response.end());
    const { address } = await listen((_request, response) =>
      response.writeHead(302, { location: elsewhere.address }).end(),
    );
    const redirected = { code: 'target-damaged', details: { reason: 'redirected' } };
    await expect(openWebdav(address).create('a', textOf('a'), still)).rejects.toMatchObject(redirected);
    await expect(readAll(openWebdav(address), 'a', still)).rejects.toMatchObject(redirected);
    await expect(readAll(openS3(address), 'a', still)).rejects.toMatchObject(redirected);
    expect(elsewhere.asked).toEqual([]);
  });

  it('and gives the whole file for a range gives the range all the same', async () => {
    const bytes = Buffer.from('0123456789'.repeat(1000));
    const { address } = await listen((_request, response) => response.end(bytes));
    const target = openWebdav(address);
    const part = await allOf(target.read('a', { offset: 5001, length: 20 }, still));
    expect(String(part)).toBe(String(bytes.subarray(5001, 5021)));
    expect(target.seen.readsRanges).toBe(false);
    const beyond = allOf(target.read('a', { offset: 9990, length: 20 }, still));
    await expect(beyond).rejects.toMatchObject({ code: 'target-damaged' });
  });

  it.each([
    ['another range', 206, { 'content-range': 'bytes 0-19/100' }, 20],
    ['a shorter range', 206, { 'content-range': 'bytes 10-29/100' }, 19],
    ['a longer range', 206, { 'content-range': 'bytes 10-29/100' }, 21],
    ['a range without a place', 206, {}, 20],
  ])('and gives %s is not believed', async (_name, status, headers, sizeBytes) => {
    const { address } = await listen((_request, response) =>
      response.writeHead(status, headers).end(Buffer.alloc(sizeBytes)),
    );
    const part = allOf(openWebdav(address).read('a', { offset: 10, length: 20 }, still));
    await expect(part).rejects.toMatchObject({ code: 'target-damaged' });
  });

  it.each([
    [507, 'target-full'],
    [413, 'target-full'],
    [403, 'target-refused'],
    [503, 'target-unreachable'],
    [418, 'target-damaged'],
  ])('and answers an upload with %i ends it as %s before all is sent', async (status, code) => {
    const { address } = await listen((request, response) => {
      if (request.method === 'PROPFIND') response.writeHead(404).end();
      else if (request.method === 'MKCOL') response.writeHead(201).end();
      else response.writeHead(status).end();
    });
    let sent = 0;
    const content = longContent(2 ** 25, (bytes) => {
      sent = bytes;
    });
    await expect(openWebdav(address).create('a', content, still)).rejects.toMatchObject({ code });
    expect(sent).toBeLessThan(2 ** 24);
  });

  it.each([
    ['QuotaExceeded', 403, 'target-full', undefined],
    ['RequestTimeTooSkewed', 403, 'target-refused', 'clock-wrong'],
    ['AccessDenied', 403, 'target-refused', 'permission'],
    ['EntityTooLarge', 400, 'target-full', 'file-too-large'],
    ['SlowDown', 503, 'target-unreachable', undefined],
    ['RequestTimeout', 400, 'target-unreachable', undefined],
    ['AuthorizationHeaderMalformed', 400, 'target-unreachable', 'place-missing'],
  ])('and says %s is understood', async (s3Code, status, code, reason) => {
    const { address } = await listen((request, response) => {
      if (request.method === 'PUT') response.writeHead(status).end(s3Error(s3Code));
      else if (!noneYet(response, request)) response.end('<ListBucketResult/>');
    });
    const error = await openS3(address)
      .create('a', textOf('a'), still)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code, details: { status } });
    expect(error instanceof VaultError && error.details.reason).toBe(reason);
  });

  it('and does not know If-None-Match is asked without it, and its probe says that two could meet', async () => {
    const kept = new Map<string, Buffer>();
    const { address } = await listen(async (request, response) => {
      const key = new URL(request.url ?? '', 'http://x').pathname;
      const file = kept.get(key);
      if (request.headers['if-none-match'] !== undefined) {
        response.writeHead(501).end(s3Error('NotImplemented'));
      } else if (request.method === 'PUT') {
        kept.set(key, await allOf(request));
        response.end();
      } else if (request.method === 'DELETE') {
        kept.delete(key);
        response.writeHead(204).end();
      } else if (key === '/bucket/') {
        const prefix = new URL(request.url ?? '', 'http://x').searchParams.get('prefix') ?? '';
        const files = [...kept].map(([name, { length }]): [string, number] => [name.slice('/bucket/'.length), length]);
        response.end(listing(files.filter(([name]) => name.startsWith(prefix))));
      } else if (file === undefined) response.writeHead(404).end();
      else if (request.method === 'HEAD') response.writeHead(200, { 'content-length': file.length }).end();
      else response.end(file);
    });
    const target = openS3(address);
    expect(await target.create('a', textOf('first'), still)).toBe('created');
    expect(await target.create('a', textOf('second'), still)).toBe('exists');
    expect(await target.probe(still)).toEqual({
      createsOnce: 'checked',
      readsRanges: false,
      removes: 'really',
      locks: false,
      syncs: false,
    });
    expect([...kept.keys()]).toEqual(['/bucket/a']);
  });

  it.each([
    ['breaks off', '<ListBucketResult><Contents><Key>a</Key>'],
    ['is no XML', 'no XML'],
    ['has entities of its own', '<!DOCTYPE x [<!ENTITY a "aaaa">]><ListBucketResult>&a;</ListBucketResult>'],
    ['has no sizes', '<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>'],
    ['goes on nowhere', listing([], '<IsTruncated>true</IsTruncated>')],
    ['has no end', listing([], '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>')],
    ['lies elsewhere', listing([['other/place', 1]])],
    ['is nested without end', '<a>'.repeat(100_000)],
    ['has a name without end', `<ListBucketResult><Contents><Key>${'a'.repeat(100_000)}`],
  ])('and lists what %s is not believed', async (_name, text) => {
    const { address } = await listen((_request, response) => response.end(text));
    await expect(listAll(openS3(address), 'folder', still)).rejects.toMatchObject({ code: 'target-damaged' });
  });

  it('and lists a name that never ends is left', async () => {
    let sent = 0;
    const { address } = await listen(async (_request, response) => {
      response.write('<ListBucketResult><Contents><Key>');
      for (const piece = Buffer.alloc(64 * 1024, 'a'); !response.destroyed && sent < 1000; sent += 1) {
        if (!response.write(piece)) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await expect(listAll(openS3(address), 'folder', still)).rejects.toMatchObject({ code: 'target-damaged' });
    expect(sent).toBeLessThan(200);
  });

  it('and speaks no HTTP at all is named so', async () => {
    const { address } = await listen((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    await expect(readAll(openWebdav(address), 'a', still)).rejects.toMatchObject({ code: 'target-damaged' });
  });

  it('and thinks long about the end of a large file is given the time that writing it takes, and no more', async () => {
    const { address } = await listenForFiles(600);
    const target = openWebdav(address, null, 200);
    expect(await target.create('large', longContent(2 ** 22), still)).toBe('created');
    await expect(target.create('small', textOf('small'), still)).rejects.toMatchObject({ code: 'target-unreachable' });
  });
});

describe('a client of HTTP', () => {
  it('asks one question after another over connections that serve again, by WebDAV and by S3', async () => {
    const bytes = Buffer.alloc(300_000, 'a');
    const dav = await listenForFiles();
    const webdav = openWebdav(dav.address);
    for (const name of ['a', 'b']) {
      await webdav.create(name, contentOf(bytes), still);
      expect((await readAll(webdav, name, still)).equals(bytes)).toBe(true);
    }
    expect(dav.asked.length).toBeGreaterThan(10);
    // A question may begin while the answer to the one before ends.
    expect(dav.connections()).toBeLessThanOrEqual(2);
    const bucket = await listen((request, response) => {
      if (request.method === 'HEAD') response.writeHead(200, { 'content-length': bytes.length }).end();
      else if (request.url?.includes('?') === true) response.end(listing([['a', bytes.length]]));
      else response.end(bytes);
    });
    const s3 = openS3(bucket.address);
    for (let times = 0; times < 2; times += 1) {
      expect(await s3.size('a', still)).toBe(bytes.length);
      expect(await readAll(s3, 'a', still)).toHaveLength(bytes.length);
      expect(await listAll(s3, '', still)).toHaveLength(1);
    }
    expect(bucket.connections()).toBeLessThanOrEqual(2);
  });

  it('asks over another connection when the one that served closes, but never twice what must not be done twice', async () => {
    const hasServed = new WeakSet<object>();
    const { address, asked } = await listen((request, response) => {
      if (hasServed.has(request.socket)) return request.socket.destroy();
      hasServed.add(request.socket);
      return response.end('here');
    });
    const client = new HttpClient(limits, null);
    onTestFinished(() => client.close());
    const ask = async (method: string, headers = {}) =>
      String(await allOf((await client.ask({ method, url: new URL(address), headers }, still)).pieces));
    expect(await ask('GET')).toBe('here');
    expect(await ask('GET')).toBe('here');
    expect(asked).toHaveLength(3);
    for (const [method, headers] of [
      ['PUT', { 'If-None-Match': '*' }],
      ['MOVE', {}],
    ] as const) {
      await expect(ask(method, headers)).rejects.toMatchObject({ code: 'target-unreachable' });
      expect(await ask(method, headers)).toBe('here');
    }
    expect(asked).toHaveLength(7);
  });

  it('asks a bucket in front of the host there', async () => {
    const hosts: (string | undefined)[] = [];
    const { address, asked } = await listen((request, response) => {
      hosts.push(request.headers.host);
      response.end('kept');
    });
    const { port } = new URL(address);
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(((_host: string, _options: unknown, done: FoundHost) =>
        done(null, [{ address: '127.0.0.1', family: 4 }])) as typeof dns.lookup);
    onTestFinished(() => lookup.mockRestore());
    expect(String(await readAll(openS3(`http://s3.example:${port}`, 'host'), 'a', still))).toBe('kept');
    expect(hosts).toEqual([`bucket.s3.example:${port}`]);
    expect(asked).toEqual(['GET /a']);
  });
});
