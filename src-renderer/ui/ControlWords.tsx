import { Code } from '@mantine/core';
import { colour } from './colours.ts';

/** What two people read to each other to be sure of keys: large, in its groups. */
export function ControlWords({ children }: { readonly children: string }) {
  return (
    <Code block translate="no" fz={20} lh="28px" p={16} bg={colour('sunken')} c={colour('text')} ta="center">
      {children.replaceAll('-', ' ')}
    </Code>
  );
}
