import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { watchLinuxLock } from '../../../src-main/shell/linux-lock.ts';
import { describeWithTools, tool } from '../../support/tools.ts';

/** A bus of the test's own. @returns its address. */
async function startBus(): Promise<string> {
  const child = spawn(tool('dbus-run-session'), ['--', 'sh', '-c', 'echo "$DBUS_SESSION_BUS_ADDRESS"; cat >/dev/null']);
  onTestFinished(() => void child.stdin.end());
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  return String(address).trim();
}

function emit(address: string, path: string, signal: string, ...values: string[]): void {
  const given = ['--session', '--type=signal', path, signal, ...values];
  spawnSync('dbus-send', given, { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address } });
}

const settled = async () => await new Promise((resolve) => setTimeout(resolve, 300));

describeWithTools(['dbus-run-session'], 'locking with the session of a Linux desktop', () => {
  it('hears a screen saver that begins, and not one that ends', async () => {
    const address = await startBus();
    let locked = 0;
    const onLocked = () => {
      locked += 1;
    };
    watchLinuxLock({ DBUS_SESSION_BUS_ADDRESS: address }, { onLocked, onAwake: expect.unreachable });
    await settled();
    emit(address, '/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:false');
    await settled();
    expect(locked).toBe(0);
    emit(address, '/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true');
    emit(address, '/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true');
    await settled();
    expect(locked).toBe(2);
  });

  it("hears logind lock its own session, and not another user's", async () => {
    const address = await startBus();
    let locked = 0;
    const environment = { DBUS_SESSION_BUS_ADDRESS: '', XDG_SESSION_ID: '2', DBUS_SYSTEM_BUS_ADDRESS: address };
    const onLocked = () => {
      locked += 1;
    };
    watchLinuxLock(environment, { onLocked, onAwake: expect.unreachable });
    await settled();
    emit(address, '/org/freedesktop/login1/session/_33', 'org.freedesktop.login1.Session.Lock');
    await settled();
    expect(locked).toBe(0);
    emit(address, '/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session.Lock');
    await settled();
    expect(locked).toBe(1);
  });

  it('hears logind say that the computer goes to sleep, and that it is awake, in a session of its own or in none', async () => {
    const address = await startBus();
    const heard: string[] = [];
    for (const XDG_SESSION_ID of ['2', undefined]) {
      watchLinuxLock(
        { DBUS_SESSION_BUS_ADDRESS: '', XDG_SESSION_ID, DBUS_SYSTEM_BUS_ADDRESS: address },
        { onLocked: () => heard.push('locked'), onAwake: () => heard.push('awake') },
      );
    }
    await settled();
    const sleep = (begins: boolean) =>
      emit(
        address,
        '/org/freedesktop/login1',
        'org.freedesktop.login1.Manager.PrepareForSleep',
        `boolean:${String(begins)}`,
      );
    sleep(true);
    await expect.poll(() => heard).toEqual(['locked', 'locked']);
    sleep(false);
    await expect.poll(() => heard).toEqual(['locked', 'locked', 'awake', 'awake']);
  });

  it('is silent where there is no bus', async () => {
    const nowhere = { DBUS_SESSION_BUS_ADDRESS: '', DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    watchLinuxLock(nowhere, { onLocked: expect.unreachable, onAwake: expect.unreachable });
    await settled();
  });
});
