import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { crashStates } from '../../fault/power-loss.ts';
import { record } from '../../fault/recording.ts';
import { seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools } from '../../support/tools.ts';

const program = path.join(import.meta.dirname, 'programs/durable-writes.ts');

describeWithTools(['recorder'], 'a power cut', () => {
  it('leaves every file whole or absent, and what was reported as done is done', () => {
    const tree = tempFolder();
    writeFileSync(tree.file('settings'), 'old'.repeat(3000));
    writeFileSync(tree.file('doomed'), 'doomed');
    const recording = record({ tree: tree.path, command: process.execPath, args: [program, tree.path] });
    expect(recording.stderr).toBe('');
    expect(recording.stdout).toBe('replaced\ncreated\nremoved\nfolders\nobjects\n');

    let states = 0;
    for (const state of crashStates(recording, { seed: seedOfThisRun(), randomPerOperation: 3 })) {
      using after = tempFolder();
      state.writeTo(after.path);
      const content = (name: string): string | undefined =>
        existsSync(after.file(name)) ? readFileSync(after.file(name), 'utf8').replace(/^(.+?)\1+$/, '$1') : undefined;
      const isDone = (what: string): boolean => state.reported.includes(what);
      const expectOneOf = (found: unknown, possible: unknown[]): void => expect(possible, state.where).toContain(found);

      expectOneOf(content('settings'), isDone('replaced') ? ['new'] : ['old', 'new']);
      expectOneOf(content('created'), isDone('created') ? ['created'] : [undefined, 'created']);
      expectOneOf(content('doomed'), isDone('removed') ? [undefined] : [undefined, 'doomed']);
      if (isDone('folders'))
        expect([existsSync(after.file('x/y')), existsSync(after.file('x/z'))]).toEqual([true, true]);
      for (const name of ['one', 'two']) {
        expectOneOf(content(`x/y/${name}`), isDone('objects') ? [name] : [undefined, name]);
      }
      states += 1;
    }
    expect(states).toBeGreaterThan(25);
  });
});
