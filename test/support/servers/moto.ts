import aws4 from 'aws4';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../src-main/contract/targets.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { freePort, openRestartable, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

export interface Moto extends TestServer {
  readonly credentials: TargetCredentialsOf<'s3'>;
  settings(port?: number): TargetSettingsOf<'s3'>;
  /** The settings of a second bucket, made with object lock. */
  settingsWithLock(): TargetSettingsOf<'s3'>;
}

const region = 'us-east-1';
const bucket = 'office-backups';
const lockedBucket = 'office-backups-locked';
const allowEverything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** A tenth of what Amazon gives at once: so many files make a server in Python sweat. */
export const namesOnAPage = 100;

/** Two buckets, a user, its key and what it may do. */
const setUpRequests = 5;

/**
 * The S3 server of the Python project moto, in memory, with signatures and rights checked. After `kill` it starts empty,
 * with the same account and buckets.
 */
export async function openMoto(): Promise<Moto> {
  const home = openTempFolder('kluis-moto-');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let account = { accessKeyId: '', secretAccessKey: '' };
  const launch = async () => {
    const server = await ServerProcess.start([tool('moto_server'), '-H', '127.0.0.1', '-p', String(port)], {
      logFolder: home.path,
      isReady: async () => (await fetch(`${origin}/moto-api/`)).ok,
      env: {
        INITIAL_NO_AUTH_ACTION_COUNT: String(setUpRequests),
        MOTO_S3_DEFAULT_MAX_KEYS: String(namesOnAPage),
      },
    });
    account = await setUp(origin);
    return server;
  };
  const running = await openRestartable(launch, [home]);
  const settings = (through = port): TargetSettingsOf<'s3'> => ({
    kind: 's3',
    address: `http://127.0.0.1:${through}`,
    region,
    bucket,
    prefix: 'our/vault',
    bucketIn: 'path',
    accessKeyId: account.accessKeyId,
    lock: null,
    certificate: null,
  });
  return {
    ...running,
    port,
    folder: null,
    disk: null,
    credentials: { kind: 's3', secretAccessKey: account.secretAccessKey },
    wrongCredentials: { kind: 's3', secretAccessKey: 'wrong' },
    settings,
    settingsWithLock: () => ({ ...settings(), bucket: lockedBucket, lock: 'governance' }),
  };
}

async function setUp(origin: string): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  // The same key after each start.
  await requireOk(await fetch(`${origin}/moto-api/seed?a=1`, { method: 'POST' }));
  await requireOk(await fetch(`${origin}/${bucket}`, { method: 'PUT' }));
  const lock = { 'x-amz-bucket-object-lock-enabled': 'true' };
  await requireOk(await fetch(`${origin}/${lockedBucket}`, { method: 'PUT', headers: lock }));
  await askIam(origin, { Action: 'CreateUser', UserName: 'kluis' });
  const policy = { UserName: 'kluis', PolicyName: 'all', PolicyDocument: allowEverything };
  await askIam(origin, { Action: 'PutUserPolicy', ...policy });
  const made = await askIam(origin, { Action: 'CreateAccessKey', UserName: 'kluis' });
  const value = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(made)?.[1] ?? '';
  return { accessKeyId: value('AccessKeyId'), secretAccessKey: value('SecretAccessKey') };
}

/** Signed only so that moto knows which of Amazon's services is meant. */
async function askIam(origin: string, question: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ ...question, Version: '2010-05-08' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const request = { service: 'iam', region, method: 'POST', host: new URL(origin).host, path: '/', headers, body };
  const signed = aws4.sign(request, { accessKeyId: 'nobody', secretAccessKey: 'nothing' });
  const { Authorization = '', 'X-Amz-Date': date = '' } = signed.headers ?? {};
  const all = { ...headers, authorization: String(Authorization), 'x-amz-date': String(date) };
  const answer = await fetch(origin, { method: 'POST', headers: all, body });
  await requireOk(answer.clone());
  return await answer.text();
}

async function requireOk(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`moto answered ${answer.status}: ${await answer.text()}`);
}
