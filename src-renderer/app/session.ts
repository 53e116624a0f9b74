import { createContext, useContext } from 'react';
import type { WindowOutput } from '../../src-main/contract/window/calls.ts';

/** Who is signed in, as `signIn` told. */
export type Session = WindowOutput<'signIn'>;

export const SessionContext = createContext<Session | null>(null);

/** The one who is signed in. Only within the frame that is shown after a sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in');
  return session;
}
