import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { as, KluisHome, launcher, olderNode } from '../../support/kluis.ts';
import { officerPassphrase } from '../../support/test-vault.ts';

const fileCount = 3000;

/** How many objects lie in a vault. */
function objectsIn(vault: string): number {
  if (!existsSync(`${vault}/objects`)) return 0;
  return readdirSync(`${vault}/objects`, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s during an import: exit code 9, and nothing half-done', async (signal) => {
  const kluis = new KluisHome();
  const petra = as('Petra', kluis.passwordFile('petra', officerPassphrase));
  const init = ['--office', 'K', '--po', 'Petra', '--keychain', 'file', '--recovery-key-out', 'kit', ...petra.slice(2)];
  await kluis.run(['init', ...init]);
  await kluis.run(['folder', 'create', 'Jansen', ...petra]);
  mkdirSync(kluis.home.file('many'));
  for (let file = 0; file < fileCount; file += 1) writeFileSync(kluis.home.file('many', `${file}.txt`), `file ${file}`);

  const args = [launcher, 'doc', 'add', 'Jansen', 'many', '--json', ...petra];
  // Where there is an older Node, the launcher passes the signal on to the one that it starts.
  const node = signal === 'SIGTERM' ? (olderNode ?? process.execPath) : process.execPath;
  const child = spawn(node, args, { env: kluis.environment, cwd: kluis.home.path });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const closed = once(child, 'close');
  while (objectsIn(kluis.home.file('vault')) < 20 && child.exitCode === null) await sleep(2);
  child.kill(signal);
  const [exitCode] = await closed;
  expect({ exitCode, printed: JSON.parse(stdout) }).toMatchObject({
    exitCode: 9,
    printed: { error: { code: 'cancelled' } },
  });

  const { value: listed } = await kluis.json(['doc', 'list', 'Jansen', ...petra]);
  const kept = JSON.parse(stdout).error.details.documents ?? 0;
  expect(listed).toHaveLength(kept);
  expect(kept).toBeLessThan(fileCount);
  const checked = await kluis.json(['check', ...petra]);
  expect(checked).toMatchObject({ exitCode: 0, value: { findings: [] } });
  expect(objectsIn(kluis.home.file('vault'))).toBe(kept);
});
