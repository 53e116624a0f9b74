import '@mantine/notifications/styles.css';
import '@mantine/dates/styles.css';
import { useEffect, useState } from 'react';
import { followChanges } from '../client/query.ts';
import { CompulsorySecondFactor } from '../features/settings/CompulsorySecondFactor.tsx';
import { restoreWidths } from '../ui/DataTable/use-column-widths.ts';
import { Frame } from './Frame.tsx';
import { IdleWarning } from './IdleWarning.tsx';
import { allowedRoute } from './nav-items.ts';
import { RouterProvider } from './router.tsx';
import { routeOf } from './routes.ts';
import { useSession } from './session.ts';

/** Everything after a sign-in; loaded when somebody signs in. */
export function SignedIn({ demo }: { readonly demo: boolean }) {
  const session = useSession();
  // Before the first table is drawn.
  useState(() => restoreWidths(session.widths));
  useEffect(followChanges, []);
  return (
    <>
      {session.secondFactor === 'to-set-up' ? (
        <CompulsorySecondFactor />
      ) : (
        <RouterProvider first={allowedRoute(session.role, routeOf(session.resume))}>
          <Frame demo={demo} />
        </RouterProvider>
      )}
      <IdleWarning />
    </>
  );
}
