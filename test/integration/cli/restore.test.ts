import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type BackedUp, createBackedUp } from '../../support/backed-up.ts';
import { outputs } from '../../support/cli-outputs.ts';
import { type Ended, KluisHome } from '../../support/kluis.ts';
import { openTempFolder, type TempFolder } from '../../support/temp-folder.ts';

let folder: TempFolder;
let office: BackedUp;

beforeAll(async () => {
  folder = openTempFolder();
  office = await createBackedUp(folder);
  writeFileSync(folder.file('kit.txt'), office.kit, { mode: 0o600 });
});
afterAll(() => folder[Symbol.dispose]());

/** A computer where there is no vault, and none is named. */
function blank(): KluisHome {
  const kluis = new KluisHome();
  delete kluis.environment.KLUIS_VAULT;
  return kluis;
}

const RecordSchema = z.record(z.string(), z.unknown());
const WrittenSchema = z.array(z.object({ name: z.string(), bytes: z.number() }));

type Restoring = 'list' | 'request' | 'ticket' | 'vault' | 'doc' | 'finish';

async function json(kluis: KluisHome, command: Restoring, ...args: string[]) {
  const { exitCode, value } = await kluis.json(['restore', command, ...args]);
  if (exitCode === 0) outputs[`restore ${command}`].parse(value);
  return { exitCode, value: RecordSchema.parse(value) };
}

const words = (ended: Ended) => `${ended.stdout}${ended.stderr}`;

describe('kluis restore', () => {
  test('writes a folder, says what is wrong before it writes, and how it is called right', async () => {
    const kluis = blank();
    const from = ['--folder', office.place, '--recovery-key-file', folder.file('kit.txt')];
    const to = kluis.home.file('back');
    const written = await json(kluis, 'doc', 'Jansen', '--snapshot', '1', '--to', to, ...from);
    expect(written).toMatchObject({ exitCode: 0, value: { folder: 'Jansen', failed: [] } });
    const [first] = WrittenSchema.parse(written.value.documents);
    expect(readFileSync(`${to}/${first?.name}`)).toHaveLength(first?.bytes ?? -1);
    for (const [args, message] of [
      [['vault', '--to', to, '--folder', office.place], '--recovery-key-file'],
      [['vault', ...from], '--in-place'],
      [['vault', ...from, '--in-place'], '--vault'],
      [['list', '--recovery-key-file', folder.file('kit.txt')], '--folder'],
    ] as const) {
      const ended = await kluis.run(['restore', ...args]);
      expect([args, ended.exitCode, words(ended)]).toEqual([args, 2, expect.stringContaining(message)]);
    }
    // A place that is none.
    mkdirSync(kluis.home.file('empty'));
    const empty = ['--folder', kluis.home.file('empty'), '--recovery-key-file', folder.file('kit.txt')];
    expect((await json(kluis, 'list', ...empty)).exitCode).toBe(7);
  }, 60_000);

  test('knows the root of a vault whose computer asks, without a recovery key', async () => {
    const kluis = blank();
    kluis.environment.KLUIS_CONFIG_DIR = folder.file('config');
    const listed = await json(kluis, 'list', '--folder', office.place);
    expect(listed).toMatchObject({ exitCode: 0, value: { findings: [] } });
  });
});
