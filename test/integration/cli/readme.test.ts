import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KluisHome, launcher } from '../../support/kluis.ts';

test('the five minutes of README.md work as they stand there', () => {
  const project = path.join(path.dirname(launcher), '..');
  const readme = readFileSync(path.join(project, 'README.md'), 'utf8');
  const script = /## Five minutes[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(script.match(/^kluis /gm)?.length).toBeGreaterThan(10);

  const { home, environment } = new KluisHome();
  const { KLUIS_VAULT: _, ...given } = environment;
  const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: project,
    env: { ...given, HOME: home.path },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  for (const copy of ['copy.pdf', 'archived.pdf']) {
    expect(readFileSync(home.file(`kluis-tour/${copy}`), 'utf8')).toBe('De jaarrekening\n');
  }
});
