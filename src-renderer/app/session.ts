import { createContext, useContext } from 'react';
import type { WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';

/** Who is signed in, as `signIn` told. */
export type Session = WindowOutput<'signIn'>;

export const SessionContext = createContext<Session | null>(null);

/** The one who is signed in. Only within the frame that is shown after a sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in');
  return session;
}

interface SessionActs {
  readonly begin: (session: Session) => void;
  /** Something of the session is otherwise since its sign-in. */
  readonly change: (part: Partial<Session>) => void;
  /** Takes everything off the screen at once; the shell then brings an empty page. */
  readonly end: (why: WindowInput<'lock'>['why']) => void;
}

export const SessionActsContext = createContext<SessionActs | null>(null);

export function useSessionActs(): SessionActs {
  const acts = useContext(SessionActsContext);
  if (acts === null) throw new Error('there are no sessions here');
  return acts;
}
