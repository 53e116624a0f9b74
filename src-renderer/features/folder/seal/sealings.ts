import { CallError, call, callErrorOf } from '../../../client/client.ts';
import { storeOf, useStore } from '../../../client/store.ts';

/** Documents that are going to be sealed, and can still be spared. */
export interface Sealing {
  readonly id: string;
  readonly folder: string;
  readonly documents: readonly string[];
  /** ms UTC. */
  readonly at: number;
}

interface Sealings {
  readonly waiting: readonly Sealing[];
  /** Why one of the last sealings did not happen; null when all did. */
  readonly error: CallError | null;
  /** How many documents were sealed last, all that waited at a time together, for who listens; null before the first. */
  readonly sealed: number | null;
}

const sealings = storeOf<Sealings>({ waiting: [], error: null, sealed: null });
let following = false;

const put = (next: Partial<Sealings>): void => sealings.put({ ...sealings.get(), ...next });
const without = (id: string) => sealings.get().waiting.filter((sealing) => sealing.id !== id);

function followEnds(): void {
  if (following) return;
  following = true;
  window.app.onEvent((event) => {
    if (event.event !== 'seal') return;
    const ended = sealings.get().waiting.find(({ id }) => id === event.id);
    const error = event.error === null ? null : new CallError(event.error.code, event.error.details);
    const { sealed: before, error: known } = sealings.get();
    const sealed = event.outcome === 'sealed' ? (before ?? 0) + (ended?.documents.length ?? 0) : before;
    put({ waiting: without(event.id), error: event.outcome === 'failed' ? error : known, sealed });
  });
}

/** Seals documents in eight seconds. */
export async function scheduleSealing(folder: string, documents: readonly string[]): Promise<void> {
  followEnds();
  try {
    const { id, at } = await call('sealSchedule', { folder, documents: [...documents] });
    const { waiting } = sealings.get();
    put({
      waiting: [...waiting, { id, folder, documents, at }],
      ...(waiting.length === 0 ? { error: null, sealed: null } : {}),
    });
  } catch (error) {
    put({ error: callErrorOf(error) });
  }
}

/** Spares them, if there is still time. */
export async function cancelSealing(id: string): Promise<void> {
  try {
    const { cancelled } = await call('sealCancel', { id });
    if (cancelled) put({ waiting: without(id) });
  } catch (error) {
    put({ error: callErrorOf(error) });
  }
}

/** Who leaves a folder no longer waits: what is to be sealed in it is sealed now. */
export function commitSealings(folder: string): void {
  if (sealings.get().waiting.some((sealing) => sealing.folder === folder)) {
    call('sealNow', { folder }).catch((error: unknown) => put({ error: callErrorOf(error) }));
  }
}

export const useSealings = (): Sealings => useStore(sealings);
