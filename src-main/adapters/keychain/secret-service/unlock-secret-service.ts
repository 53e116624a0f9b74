import type { DbusArgument } from '../../dbus/dbus-values.ts';
import { BusError, SessionBus, theBus } from '../../dbus/session-bus.ts';

/** Why the Secret Service cannot be used now; see `VaultError.details.reason`. */
export type SecretServiceProblem =
  | 'no-session-bus'
  | 'no-secret-service'
  | 'no-default-keyring'
  | 'locked'
  | 'no-answer';

export interface SecretServiceTimeouts {
  /** For one answer of a program. Starting the service on demand is one answer, and slow on a cold disk. */
  readonly answerMs: number;
  /** For the user, to type the password of her keyring. */
  readonly promptMs: number;
}

const service = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };

/**
 * Makes sure that a Secret Service answers and that its default keyring, and the items with these attributes, are
 * unlocked; asks the user where needed. Afterwards @napi-rs/keyring has nothing left to ask. That is the point: while
 * a prompt stands open its calls wait for ever in a thread of libuv's pool, no AbortSignal ends them, and neither
 * process.exit() nor Worker.terminate() returns (tried with 2.1.2). And `nothing found` is certain only when unlocked:
 * some services show no item of a locked keyring.
 *
 * @returns null when all is well.
 */
export async function unlockSecretService(
  attributes: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
  timeouts: SecretServiceTimeouts,
): Promise<SecretServiceProblem | null> {
  let bus: SessionBus;
  try {
    bus = await SessionBus.connect(environment, timeouts.answerMs);
  } catch (error) {
    if (error instanceof BusError) return 'no-session-bus';
    throw error;
  }
  using connection = bus;
  try {
    return await new Unlocking(connection, timeouts).run(attributes);
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    return error.errorName === 'timeout' ? 'no-answer' : 'no-secret-service';
  }
}

class Unlocking {
  readonly #bus: SessionBus;
  readonly #timeouts: SecretServiceTimeouts;

  constructor(bus: SessionBus, timeouts: SecretServiceTimeouts) {
    this.#bus = bus;
    this.#timeouts = timeouts;
  }

  async run(attributes: Readonly<Record<string, string>>): Promise<SecretServiceProblem | null> {
    // Starts the service where that can be done on demand.
    const [keyring] = await this.#ask('ReadAlias', ['s', 'default']);
    // gnome-keyring's `session` keyring is in memory only: as volatile as the kernel's.
    if (typeof keyring !== 'string' || keyring === '/' || keyring.endsWith('/session')) return 'no-default-keyring';
    if (await this.#isLocked(keyring)) {
      await this.#unlock([keyring]);
      if (await this.#isLocked(keyring)) return 'locked';
    }
    const items = await this.#lockedItems(attributes);
    if (items.length > 0) {
      await this.#unlock(items);
      if ((await this.#lockedItems(attributes)).length > 0) return 'locked';
    }
    return null;
  }

  async #ask(member: string, ...given: DbusArgument[]): Promise<readonly unknown[]> {
    const call = { ...service, interface: 'org.freedesktop.Secret.Service', member, arguments: given };
    return await this.#bus.call(call, this.#timeouts.answerMs);
  }

  async #isLocked(keyring: string): Promise<boolean> {
    const [locked] = await this.#bus.call(
      {
        destination: service.destination,
        path: keyring,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        arguments: [
          ['s', 'org.freedesktop.Secret.Collection'],
          ['s', 'Locked'],
        ],
      },
      this.#timeouts.answerMs,
    );
    return locked !== false;
  }

  async #lockedItems(attributes: Readonly<Record<string, string>>): Promise<string[]> {
    const [, locked] = await this.#ask('SearchItems', ['a{ss}', attributes]);
    return Array.isArray(locked) ? locked.filter((path) => typeof path === 'string') : [];
  }

  /** Asks for it, and waits for the user where the service wants her. Whether it helped, the caller looks up. */
  async #unlock(paths: readonly string[]): Promise<void> {
    const [, prompt] = await this.#ask('Unlock', ['ao', paths]);
    if (typeof prompt !== 'string' || prompt === '/') return;
    const onPrompt = { destination: service.destination, path: prompt, interface: 'org.freedesktop.Secret.Prompt' };
    await this.#bus.call(
      {
        ...theBus,
        member: 'AddMatch',
        arguments: [['s', `type='signal',interface='${onPrompt.interface}',member='Completed',path='${prompt}'`]],
      },
      this.#timeouts.answerMs,
    );
    // Unanswered in time, the prompt disappears with our connection. Not by its method Dismiss: that crashes
    // gnome-keyring 42.1 (an assertion in gkd-secret-unlock.c), and with it the unlocked keyring of every program.
    const completed = this.#bus.signal(prompt, 'Completed', this.#timeouts.promptMs).catch((error: unknown) => {
      if (!(error instanceof BusError)) throw error;
    });
    await this.#bus.call({ ...onPrompt, member: 'Prompt', arguments: [['s', '']] }, this.#timeouts.answerMs);
    await completed;
  }
}
