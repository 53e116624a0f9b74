import type { Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { policeSession, sessionName, sessionOptions } from '../../../src-main/shell/security/session-policy.ts';

/** A session that keeps what it was told. */
function toldSession(persistent = false) {
  const told = {
    isPersistent: () => persistent,
    protocol: { handle: vi.fn() },
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
    on: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
  };
  return { told, session: told as unknown as Session };
}

const handler = async () => new Response(null);

describe('the session of the window', () => {
  it('is in memory and without a cache', () => {
    expect(sessionName).not.toMatch(/^persist:/);
    expect(sessionOptions).toEqual({ cache: false });
    expect(() => policeSession(toldSession(true).session, handler)).toThrow('kept on the disk');
  });

  it('refuses every permission, asked or looked up, and every device', () => {
    const { told, session } = toldSession();
    policeSession(session, handler);
    const decide = vi.fn();
    told.setPermissionRequestHandler.mock.calls[0]?.[0](null, 'media', decide);
    expect(decide).toHaveBeenCalledWith(false);
    expect(told.setPermissionCheckHandler.mock.calls[0]?.[0](null, 'media')).toBe(false);
    expect(told.setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false);
  });

  it('lets requests to our own page out and cancels every other', () => {
    const { told, session } = toldSession();
    policeSession(session, handler);
    const cancelled = (url: string) => {
      const decide = vi.fn();
      told.webRequest.onBeforeRequest.mock.calls[0]?.[0]({ url }, decide);
      return decide.mock.calls[0]?.[0].cancel;
    };
    expect(cancelled('app://ui/assets/x.js')).toBe(false);
    for (const url of [
      'https://example.org/',
      'app://other/',
      'app://ui.example.org/',
      'app://x@ui/',
      'file:///etc',
      'ws://a/',
    ]) {
      expect(cancelled(url), url).toBe(true);
    }
  });

  it('has no downloads and no spell checker', () => {
    const { told, session } = toldSession();
    policeSession(session, handler);
    const [event, listener] = told.on.mock.calls[0] ?? [];
    const preventDefault = vi.fn();
    listener({ preventDefault });
    expect([event, preventDefault.mock.calls.length]).toEqual(['will-download', 1]);
    expect(told.setSpellCheckerEnabled).toHaveBeenCalledWith(false);
  });
});
