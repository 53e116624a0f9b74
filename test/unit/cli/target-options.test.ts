import { describe, expect, test } from 'vitest';
import { targetGiven, withHostKey } from '../../../src-main/cli/target-options.ts';
import { targetPlace } from '../../../src-main/cli/target-place.ts';
import { UsageError } from '../../../src-main/cli/usage-error.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { en } from '../../../src-main/contract/messages/en.ts';

const none = {
  folder: undefined,
  sftp: undefined,
  webdav: undefined,
  s3: undefined,
  'target-user': undefined,
  bucket: undefined,
  region: undefined,
  prefix: undefined,
  'bucket-in': undefined,
  lock: undefined,
  'target-password-file': undefined,
  'key-file': undefined,
  'key-password-file': undefined,
  'host-key': undefined,
  certificate: undefined,
};

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.problem;
    throw error;
  }
  return 'none';
}

/** Files are what they are called, and whatever is asked is answered with `answer`. */
function asking(answer: string | null) {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    if (answer === null) throw new UsageError('no-terminal-for-target');
    return answer;
  };
  return {
    asked,
    context: {
      texts: en,
      canAsk: () => answer !== null,
      question: ask,
      secretAsked: ask,
      secretFrom: async (file: string, of = '') => `${of} ${file}`,
      secretTextFrom: async (file: string, of: string) => `${of} ${file}`,
      textFrom: async (file: string) => `-----BEGIN CERTIFICATE-----\n${file}\n-----END CERTIFICATE-----`,
    },
  };
}

describe('a place', () => {
  test.each([
    ['kluis@nas.lan/backups', { host: 'nas.lan', port: 22, user: 'kluis', folder: 'backups' }],
    ['kluis@nas.lan:2222//srv/a@b', { host: 'nas.lan', port: 2222, user: 'kluis', folder: '/srv/a@b' }],
    ['piet@kantoor.nl@u1.example:23', { host: 'u1.example', port: 23, user: 'piet@kantoor.nl', folder: '' }],
    ['kluis@[fe80::1]:22/x', { host: 'fe80::1', port: 22, user: 'kluis', folder: 'x' }],
  ])('over SFTP is read from %s', (sftp, place) => {
    expect(targetPlace({ ...none, sftp }, null)).toEqual({ kind: 'sftp', hostKey: null, ...place });
  });

  test('over WebDAV has its user in the address or beside it', () => {
    const place = {
      kind: 'webdav',
      address: 'https://cloud.example/dav/kluis',
      user: 'piet@kantoor.nl',
      certificate: null,
    };
    expect(targetPlace({ ...none, webdav: 'https://piet%40kantoor.nl@cloud.example/dav/kluis' }, null)).toEqual(place);
    const beside = { webdav: 'https://cloud.example/dav/kluis', 'target-user': 'piet@kantoor.nl' };
    expect(targetPlace({ ...none, ...beside }, null)).toEqual(place);
  });

  test('on S3 is what is given and what is usual', () => {
    const given = { ...none, s3: 'https://s3.example', bucket: 'office', 'target-user': 'AKIA' };
    expect(targetPlace(given, null)).toEqual({
      kind: 's3',
      address: 'https://s3.example/',
      region: 'us-east-1',
      bucket: 'office',
      prefix: '',
      bucketIn: 'path',
      accessKeyId: 'AKIA',
      lock: null,
      certificate: null,
    });
  });

  test.each([
    ['one-place', {}],
    ['one-place', { folder: 'a', s3: 'https://b' }],
    ['not-a-place-sftp', { sftp: 'kluis@nas.lan:x/y' }],
    ['not-a-place-sftp', { sftp: 'kluis@nas.lan/../x' }],
    ['password-in-place', { sftp: 'kluis:secret@nas.lan/x' }],
    ['password-in-place', { webdav: 'https://kluis:secret@nas.lan/x' }],
    ['option-missing', { webdav: 'https://nas.lan/x' }],
    ['option-missing', { sftp: 'nas.lan/x' }],
    ['option-missing', { s3: 'https://nas.lan', 'target-user': 'AKIA' }],
    ['not-a-place-webdav', { webdav: 'http://nas.lan/x', 'target-user': 'kluis' }],
    ['not-a-place-webdav', { webdav: 'nas.lan', 'target-user': 'kluis' }],
    ['not-a-place-s3', { s3: 'https://nas.lan', 'target-user': 'AKIA', bucket: 'B' }],
  ])('that is none is refused: %s', (problem, options) => {
    expect(problemOf(() => targetPlace({ ...none, ...options }, null))).toBe(problem);
  });
});

describe('what signs in', () => {
  test('comes from files, and what no file has is asked', async () => {
    const { context, asked } = asking('typed');
    const sftp = { ...none, sftp: 'kluis@nas.lan/x' };
    expect(await targetGiven(context, { ...sftp, 'key-file': 'k', 'key-password-file': 'p' })).toMatchObject({
      credentials: { privateKey: 'key-file k', password: null, keyPassphrase: 'key-password-file p' },
    });
    expect(asked).toEqual([]);
    expect(await targetGiven(context, { ...sftp, 'key-file': 'k', 'target-password-file': 'f' })).toMatchObject({
      credentials: { kind: 'sftp', password: 'target-password-file f', keyPassphrase: null },
    });
    expect(await targetGiven(context, sftp)).toMatchObject({ credentials: { password: 'typed', privateKey: null } });
    expect(asked).toEqual([en.prompts['target-password']]);
    const webdav = { ...none, webdav: 'https://u@nas.lan/x', certificate: 'c', 'target-password-file': 'f' };
    expect(await targetGiven(context, webdav)).toMatchObject({
      place: { certificate: expect.stringContaining('\nc\n') },
      credentials: { kind: 'webdav', password: 'target-password-file f' },
    });
    await expect(targetGiven(asking(null).context, sftp)).rejects.toMatchObject({ problem: 'no-terminal-for-target' });
  });

  test('is not taken for a kind that has no such thing', async () => {
    const given = targetGiven(asking('').context, { ...none, folder: '/x', 'target-password-file': 'f' });
    await expect(given).rejects.toMatchObject({ problem: 'option-not-of-kind' });
  });
});

describe('the key of a server that nobody has accepted', () => {
  const shown = { type: 'ssh-ed25519', fingerprint: `SHA256:${'a'.repeat(43)}` };
  const place = targetPlace({ ...none, sftp: 'kluis@nas.lan/x' }, null);
  const credentials = { kind: 'folder' } as const;
  const unknown = () =>
    new VaultError('target-host-key-unknown', 'unknown', {
      details: { fingerprint: shown.fingerprint, hostKeyType: shown.type },
    });

  test.each([
    ['accepted when the one who was asked says yes', 'yes', null, true],
    ['accepted when it is the one that was given', null, shown.fingerprint, true],
    ['refused when somebody else than yes is said', 'y', null, false],
    ['refused where nobody can be asked', null, null, false],
    ['refused when another one was given, without asking', 'yes', `SHA256:${'b'.repeat(43)}`, false],
  ])('is %s', async (_, answer, hostKey, isAccepted) => {
    const calls: unknown[] = [];
    const result = withHostKey(asking(answer).context, { place, credentials, hostKey }, async (with_) => {
      calls.push(with_);
      if (with_.kind === 'sftp' && with_.hostKey === null) throw unknown();
      return 'done';
    });
    if (!isAccepted) await expect(result).rejects.toMatchObject({ code: 'target-host-key-unknown' });
    else expect(await result).toBe('done');
    expect(calls).toEqual(isAccepted ? [place, { ...place, hostKey: shown }] : [place]);
  });
});
