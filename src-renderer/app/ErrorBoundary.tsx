import { Button, Stack, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { callErrorOf } from '../client/client.ts';
import { useTexts } from '../i18n/texts.ts';
import { Problem } from '../ui/Problem.tsx';
import { appTexts } from './texts.ts';

interface Props {
  readonly children: ReactNode;
}

/** Catches what a screen did not foresee, so that the rest of the window works on. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <Broken error={error} again={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const say = useTexts(appTexts);
  return (
    <Stack p={24} align="flex-start">
      <Title order={1} fz={20} lh="28px">
        {say('brokenTitle')}
      </Title>
      <Problem error={callErrorOf(error)} />
      <Button variant="default" onClick={again}>
        {say('tryAgain')}
      </Button>
    </Stack>
  );
}
