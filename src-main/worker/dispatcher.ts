import { resolve } from 'node:path';
import { z } from 'zod';
import { type CallName, calls } from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import { parseInput } from '../contract/parse-input.ts';
import type { Reply, Request } from '../contract/wire.ts';
import { CreationDrafts } from '../core/recovery/creation-drafts.ts';
import type { Environment } from '../core/vault/open-vault.ts';
import { Backups } from './backups.ts';
import { callJob } from './call-job.ts';
import { toWireError } from './errors-on-the-wire.ts';
import type { SessionContext, SessionlessContext } from './handler.ts';
import { allHandlers } from './handlers/index.ts';
import { requireSecondFactor } from './second-factor-gate.ts';
import { Sessions } from './sessions.ts';

/**
 * Calls that only read what the last transaction left, or keep what is the user's own, so they need not wait for a long one to
 * end: a list can be shown while an import goes on. Nor does anybody wait for a backup. Everything else has its turn.
 */
const besideOthers: ReadonlySet<CallName> = new Set<CallName>([
  'folderList',
  'folderMembers',
  'folderSummaries',
  'folderHistory',
  'accessOfPerson',
  'noteList',
  'documentList',
  'documentVersions',
  'documentFind',
  'userList',
  'userLeaving',
  'computerList',
  'officeSettings',
  'secondFactorState',
  'recentList',
  'recentAdd',
  'draftSave',
  'draftGet',
  'taskList',
  'requestListMine',
  'requestListAll',
  'backupRun',
]);

/** Calls without a session that open a vault, and for that need it to be nobody's. */
const openingCalls: ReadonlySet<CallName> = new Set<CallName>([
  'signIn',
  'userActivate',
  'computerRequest',
  'checkRefused',
  'recoveryCheck',
  'recover',
]);

const OfVaultSchema = z.looseObject({ vault: z.string() });
const OpenedSchema = z.looseObject({ session: z.string() });

/** The worker's side of the border: validates, gives each call its turn and its job, and answers. */
export class Dispatcher {
  readonly #openEnvironment: () => Environment;
  #env: Environment | null = null;
  readonly #send: (reply: Reply) => void;
  readonly #receiveWaiting: () => void;
  readonly #sessions = new Sessions();
  readonly #drafts = new CreationDrafts();
  readonly #backups: Backups;
  readonly #running = new Map<number, { controller: AbortController; ended: Promise<void> }>();
  readonly #handlers: ReturnType<typeof allHandlers>;

  /**
   * @param openEnvironment called once, by the first call, which then tells of what is wrong with it.
   * @param receiveWaiting gives `receive` what has come in but was not delivered yet.
   */
  constructor(openEnvironment: () => Environment, send: (reply: Reply) => void, receiveWaiting: () => void) {
    this.#openEnvironment = openEnvironment;
    this.#send = send;
    this.#receiveWaiting = receiveWaiting;
    this.#backups = new Backups(
      (vault) => this.#sessions.vaultOf(vault),
      () => send({ kind: 'changed', subject: 'backups' }),
    );
    this.#handlers = allHandlers(this.#sessions, this.#drafts, this.#backups);
  }

  receive(request: Request): void {
    if (request.kind === 'cancel') this.#running.get(request.id)?.controller.abort();
    else if (request.kind === 'end') void this.#end();
    else {
      const controller = new AbortController();
      // Started later, for this may be in the middle of another call that looks whether it was cancelled.
      const ended = Promise.resolve().then(() => this.#answer(request, controller));
      this.#running.set(request.id, { controller, ended });
    }
  }

  async #answer(request: Request & { kind: 'call' }, controller: AbortController): Promise<void> {
    const { id } = request;
    try {
      const value = await this.#run(request, controller);
      this.#send({ kind: 'value', id, value });
    } catch (error) {
      this.#send({ kind: 'error', id, error: toWireError(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #run({ id, name, session, input: given }: Request & { kind: 'call' }, controller: AbortController) {
    if (!isCallName(name)) throw new VaultError('internal', 'no such call');
    const { input: inputSchema, output: outputSchema, session: kind } = calls[name];
    if ((kind === 'signed-in') !== (session !== null)) throw new VaultError('internal', 'a session where none belongs');
    const input = parseInput(inputSchema, given);
    const report = (done: number, total: number | null) => this.#send({ kind: 'progress', id, done, total });
    const job = callJob(controller, this.#receiveWaiting, report);
    if (session === null) {
      this.#env ??= this.#openEnvironment();
      const env = this.#env;
      const call = async () => {
        const value = await this.#handler<SessionlessContext>(name)({ env, job }, input);
        const answer = outputSchema.safeParse(value);
        if (answer.success) return answer.data;
        // Nobody would ever close a session that nobody was told of, and its vault would stay open.
        await this.#closeOpenedBy(value);
        throw answer.error;
      };
      const opens = openingCalls.has(name) ? OfVaultSchema.parse(input).vault : null;
      return opens === null ? await call() : await this.#backups.whileFree(env, resolve(opens), call);
    }
    if (name === 'signOut') {
      await this.#sessions.close(session);
      return {};
    }
    const handler = this.#handler<SessionContext>(name);
    const turn = besideOthers.has(name) ? 'beside' : 'in-line';
    return await this.#sessions.run(session, controller, turn, async (vault) => {
      requireSecondFactor(vault, name);
      return outputSchema.parse(await handler({ vault, job }, input));
    });
  }

  /** That the handler of a call takes what its schema gives was checked where `allHandlers` was put together. */
  #handler<Context>(name: CallName): (context: Context, input: unknown) => Promise<unknown> {
    const handlers: Readonly<Record<string, unknown>> = this.#handlers;
    return handlers[name] as (context: Context, input: unknown) => Promise<unknown>;
  }

  /** @param value what a call was about to answer with: a session, when it has opened one. */
  async #closeOpenedBy(value: unknown): Promise<void> {
    const opened = OpenedSchema.safeParse(value).data?.session;
    if (opened !== undefined) await this.#sessions.close(opened);
  }

  async #end(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort();
    await this.#backups.stop();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await this.#drafts.abandonAll();
    await this.#sessions.closeAll();
    this.#send({ kind: 'ended' });
  }
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}
