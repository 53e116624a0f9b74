import { SessionBus, theBus } from '../adapters/dbus/session-bus.ts';

/** A bus of the same machine answers at once. */
const patienceMs = 2_000;

const systemBus = 'unix:path=/run/dbus/system_bus_socket';

interface Watched {
  /** As the environment of a program names a bus. */
  readonly environment: NodeJS.ProcessEnv;
  readonly rules: readonly string[];
}

export interface Heard {
  /** The session is locked, or the computer goes to sleep. */
  readonly onLocked: () => void;
  readonly onAwake: () => void;
}

/** Hears on Linux that the session is locked, from the screen savers of the desktops and from logind, and of sleep. */
// SECURITY: S43 where Electron does not tell of it
export function watchLinuxLock(environment: NodeJS.ProcessEnv, heard: Heard): void {
  for (const watched of [screenSavers(environment), logind(environment)]) {
    // A computer without such a bus has nothing to tell; the idle timer of our own goes on all the same.
    watch(watched, heard).catch(() => undefined);
  }
}

function screenSavers(environment: NodeJS.ProcessEnv): Watched {
  const savers = [
    'org.freedesktop.ScreenSaver',
    'org.gnome.ScreenSaver',
    'org.mate.ScreenSaver',
    'org.cinnamon.ScreenSaver',
  ];
  const rules = savers.map((saver) => `type='signal',interface='${saver}',member='ActiveChanged'`);
  return { environment, rules };
}

/** Sleep, and the session of ours, which a program that was started in none does not have. */
function logind({ XDG_SESSION_ID: id, DBUS_SYSTEM_BUS_ADDRESS: address }: NodeJS.ProcessEnv): Watched {
  const rules = ["type='signal',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'"];
  if (id && /^[A-Za-z0-9]+$/.test(id)) {
    const path = `/org/freedesktop/login1/session/${escapedLabel(id)}`;
    rules.push(`type='signal',interface='org.freedesktop.login1.Session',member='Lock',path='${path}'`);
  }
  return { environment: { DBUS_SESSION_BUS_ADDRESS: address ?? systemBus }, rules };
}

/** As systemd writes an id in a path: a leading digit by its code, `2` as `_32`. */
function escapedLabel(id: string): string {
  return id.replace(/^[0-9]/, (digit) => `_${digit.charCodeAt(0).toString(16)}`);
}

async function watch({ environment, rules }: Watched, { onLocked, onAwake }: Heard): Promise<void> {
  const bus = await SessionBus.connect(environment, patienceMs);
  bus.listen(
    ({ member, body }) => {
      const begins = body[0] === true;
      if (member === 'Lock' || (begins && (member === 'ActiveChanged' || member === 'PrepareForSleep'))) onLocked();
      else if (member === 'PrepareForSleep') onAwake();
    },
    () => bus[Symbol.dispose](),
  );
  for (const rule of rules) await bus.call({ ...theBus, member: 'AddMatch', arguments: [['s', rule]] }, patienceMs);
}
