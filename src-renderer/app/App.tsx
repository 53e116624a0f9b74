import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { WindowOutput } from '../../src-main/contract/window/calls.ts';
import { call } from '../client/client.ts';
import { queries } from '../client/query.ts';
import { cssVariables } from '../ui/colours.ts';
import { theme } from '../ui/theme.ts';
import { AppearanceProvider, colourSchemeInMemory } from './appearance.tsx';
import { Entry } from './Entry.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { type Session, SessionActsContext, SessionContext } from './session.ts';

const SignedIn = lazy(async () => ({ default: (await import('./SignedIn.tsx')).SignedIn }));

/** The whole window. @param start what the shell told before the first picture. */
export function App({ nonce, start }: { readonly nonce: string; readonly start: WindowOutput<'startState'> }) {
  const [colourScheme] = useState(() => colourSchemeInMemory(start.appearance.theme));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colourScheme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <AppearanceProvider first={start.appearance}>
          <ErrorBoundary>
            <SignedInOrOut start={start} />
          </ErrorBoundary>
        </AppearanceProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedInOrOut({ start }: { readonly start: WindowOutput<'startState'> }) {
  const [session, setSession] = useState<Session | null>(null);
  const acts = useMemo(
    () => ({
      begin: setSession,
      change: (part: Partial<Session>) => setSession((old) => (old === null ? null : { ...old, ...part })),
      end: (why: 'by-hand' | 'switch-user') => {
        setSession(null);
        queries.clear();
        void call('lock', { why });
      },
    }),
    [],
  );
  return (
    <SessionActsContext value={acts}>
      <SessionContext value={session}>
        {session === null ? (
          <Entry start={start} />
        ) : (
          <Suspense fallback={null}>
            <SignedIn demo={start.demo !== null} />
          </Suspense>
        )}
      </SessionContext>
    </SessionActsContext>
  );
}
