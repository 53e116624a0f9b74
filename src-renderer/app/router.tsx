import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { call } from '../client/client.ts';
import { type Route, routeText } from './routes.ts';

interface Router {
  readonly route: Route;
  /** Where back goes to; null at the beginning. */
  readonly before: Route | null;
  /** @param here how this place is to be found by who comes back to it. */
  readonly go: (route: Route, here?: Route) => void;
  /** Another part of the same page: leaves no step to come back to. */
  readonly replace: (route: Route) => void;
  readonly back: () => void;
}

const RouterContext = createContext<Router | null>(null);
const longestTrail = 50;

/** Keeps where one is and came from. Nothing stands in the address: it would be seen outside the vault. */
export function RouterProvider({ first, children }: { readonly first: Route; readonly children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Route[]>([first]);
  const route = trail.at(-1) ?? first;
  const remember = useCallback((next: Route) => void call('rememberRoute', { route: routeText(next) }), []);
  const router = useMemo<Router>(
    () => ({
      route,
      before: trail.at(-2) ?? null,
      go: (next, here = route) => {
        if (routeText(next) === routeText(route)) {
          // The same folder for another document: no step to come back from.
          if (next.screen === 'folder' && next.document !== undefined) setTrail([...trail.slice(0, -1), next]);
          return;
        }
        setTrail([...trail.slice(0, -1), here, next].slice(-longestTrail));
        remember(next);
      },
      replace: (next) => {
        setTrail([...trail.slice(0, -1), next]);
        remember(next);
      },
      back: () => {
        const before = trail.at(-2);
        if (!before) return;
        setTrail(trail.slice(0, -1));
        remember(before);
      },
    }),
    [route, trail, remember],
  );
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (router === null) throw new Error('there is no router here');
  return router;
}
