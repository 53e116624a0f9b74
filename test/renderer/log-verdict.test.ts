import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { WindowOutput } from '../../src-main/contract/window/calls.ts';
import { LogVerdict } from '../../src-renderer/features/log/LogVerdict.tsx';
import { logNl } from '../../src-renderer/features/log/texts.nl.ts';

type Findings = WindowOutput<'auditVerify'>['findings'];

const older = { part: 'vault', position: null, problem: 'vault-rolled-back' } as const;
const broken = { part: 'audit log 7', position: 7, problem: 'chain-broken' } as const;

function shown(findings: Findings): string {
  const verdict = { entries: 12, head: '', detailsOpened: true, findings };
  return renderToStaticMarkup(createElement(MantineProvider, null, createElement(LogVerdict, { verdict, at: 0 })));
}

test('a log that is whole but older than is remembered is said to be that, and not to be damaged', () => {
  expect(shown([older])).toContain(logNl['vault-rolled-back']);
  expect(shown([older])).not.toContain(logNl.checkTodo);
  expect(shown([])).not.toContain(logNl['vault-rolled-back']);
});

test('one that is damaged besides is shown with its damage, and what to do', () => {
  const page = shown([older, broken]);
  expect(page).toContain(`Regel 7: ${logNl['chain-broken']}`);
  expect(page).toContain('Regel 1 tot en met 6 kloppen.');
  expect(page).toContain(logNl.checkTodo);
});
