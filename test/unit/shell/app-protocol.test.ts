import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appProtocol } from '../../../src-main/shell/security/app-protocol.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function served() {
  const dist = tempFolder();
  mkdirSync(dist.file('window/assets'), { recursive: true });
  writeFileSync(dist.file('window/index.html'), '<meta name="csp-nonce" content="{nonce}" />');
  writeFileSync(dist.file('window/assets/a.js'), 'const place = "{nonce}";');
  writeFileSync(dist.file('window/unlisted.js'), 'x');
  writeFileSync(dist.file('main.mjs'), 'x');
  writeFileSync(
    dist.file('window-files.json'),
    JSON.stringify({ '/index.html': 'text/html; charset=utf-8', '/assets/a.js': 'text/javascript' }),
  );
  const handler = await appProtocol(dist.path);
  return async (address: string, method = 'GET') => await handler(new Request(address, { method }));
}

describe('the protocol of the page', () => {
  it('serves the files of the build, as what they are', async () => {
    const get = await served();
    const script = await get('app://ui/assets/a.js');
    expect(script.headers.get('content-type')).toBe('text/javascript');
    expect(await script.text()).toBe('const place = "{nonce}";');
  });

  it('fills a nonce in that is in the policy too, and another at each load', async () => {
    const get = await served();
    const nonceOf = async () => {
      const page = await get('app://ui/');
      const nonce = /content="([^"]+)"/.exec(await page.text())?.[1] ?? '';
      expect(page.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      return nonce;
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  it.each([
    'app://ui/unlisted.js',
    'app://ui/../main.mjs',
    'app://ui/%2e%2e/main.mjs',
    'app://ui/assets/..%2f..%2fmain.mjs',
    'app://ui//assets/a.js',
    'app://ui/assets/a.js/',
    'app://ui/ASSETS/A.JS',
    'app://ui/constructor',
    'app://other/assets/a.js',
    'app://ui.other/assets/a.js',
    'https://ui/assets/a.js',
  ])('does not serve %s', async (address) => {
    const answer = await handlerAnswer(address);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  it('answers nothing but GET', async () => {
    const get = await served();
    expect((await get('app://ui/', 'POST')).status).toBe(404);
    expect((await get('app://ui/', 'HEAD')).status).toBe(404);
  });

  it('has the whole policy as one line that only changes by intent', async () => {
    const get = await served();
    const page = await get('app://ui/');
    const policy = page.headers.get('content-security-policy')?.replace(/nonce-[^']+/, 'nonce-R');
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-R'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), '),
    });
  });
});

async function handlerAnswer(address: string): Promise<Response> {
  const get = await served();
  return await get(address);
}
