import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { queries } from '../client/query.ts';
import { cssVariables } from '../ui/colours.ts';
import { theme } from '../ui/theme.ts';

/** The whole window. */
export function App({ nonce }: { readonly nonce: string }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <h1>Dossierkluis</h1>
      </QueryClientProvider>
    </MantineProvider>
  );
}
