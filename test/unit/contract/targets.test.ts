import { describe, expect, it } from 'vitest';
import { TargetCredentialsSchema, TargetSettingsSchema } from '../../../src-main/contract/targets.ts';

const webdav = { kind: 'webdav', address: 'https://cloud.example/dav/', user: 'kluis', certificate: null };
const sftp = { kind: 'sftp', host: 'nas.example', port: 22, user: 'kluis', folder: '/backups', hostKey: null };
const s3 = {
  ...{ kind: 's3', address: 'https://s3.example', region: 'eu-1', bucket: 'office', prefix: 'vault', bucketIn: 'host' },
  ...{ accessKeyId: 'AKIA', lock: 'compliance', certificate: null },
};
const accepts = (settings: unknown): boolean => TargetSettingsSchema.safeParse(settings).success;

describe('the settings of a target', () => {
  it('are those of one kind, complete and nothing more', () => {
    for (const settings of [webdav, sftp, s3, { kind: 'folder', path: '/mnt/stick', marker: 'ab'.repeat(16) }]) {
      expect(accepts(settings)).toBe(true);
      expect(accepts({ ...settings, password: 'secret' })).toBe(false);
      expect(accepts({ ...settings, kind: 'ftp' })).toBe(false);
    }
  });

  it.each([
    ['https://nas.local:5006/home/backups', true],
    ['http://127.0.0.1:8080/dav', true],
    ['http://localhost/dav', true],
    ['http://[::1]:80/dav', true],
    ['http://nas.local/dav', false],
    ['http://127.0.0.1.example/dav', false],
    ['http://localhost.example/dav', false],
    ['ftp://nas.local/dav', false],
    ['https://user:secret@nas.local/dav', false],
    ['https://user@nas.local/dav', false],
    ['https://nas.local/dav?token=secret', false],
    ['https://nas.local/dav#part', false],
    ['nas.local/dav', false],
  ])('take the address %s: %s', (address, isTaken) => {
    expect(accepts({ ...webdav, address })).toBe(isTaken);
    expect(accepts({ ...s3, bucketIn: 'path', address })).toBe(isTaken);
  });

  it('are refused where they would lead elsewhere than they say', () => {
    const at = (address: string, bucketIn: string) => accepts({ ...s3, address, bucketIn });
    // Of an address in numbers no bucket can be in front.
    for (const address of ['https://192.0.2.1', 'https://[2001:db8::1]', 'http://127.0.0.1:9000'])
      expect([address, at(address, 'path'), at(address, 'host')]).toEqual([address, true, false]);
    expect(at('https://1.s3.example', 'host')).toBe(true);
    // The name ends at the first colon.
    expect(accepts({ ...webdav, user: 'kluis:office' })).toBe(false);
  });

  it('lead out of no folder and hide no option', () => {
    for (const folder of ['../backups', 'a/../../b', './a', 'a\nb']) expect(accepts({ ...sftp, folder })).toBe(false);
    for (const host of ['-oProxyCommand=x', 'a b', '', 'a/b']) expect(accepts({ ...sftp, host })).toBe(false);
    for (const prefix of ['/a', 'a/', 'a//b', '../a', 'a b']) expect(accepts({ ...s3, prefix })).toBe(false);
    for (const hostKey of [{ type: 'ssh-ed25519', fingerprint: 'MD5:aa' }, { type: 'x' }])
      expect(accepts({ ...sftp, hostKey })).toBe(false);
  });
});

describe('what signs in to a target', () => {
  it('is a key, a password or both, and never nothing', () => {
    const given = (password: string | null, privateKey: string | null) =>
      TargetCredentialsSchema.safeParse({ kind: 'sftp', password, privateKey, keyPassphrase: null }).success;
    expect([given('a', null), given(null, 'b'), given('a', 'b'), given(null, null)]).toEqual([true, true, true, false]);
    expect(TargetCredentialsSchema.safeParse({ kind: 'webdav', password: '' }).success).toBe(false);
  });
});
