import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { as, KluisHome } from '../support/kluis.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { describeWithTools, tool } from '../support/tools.ts';
import { treeDigest } from '../support/tree-digest.ts';

const passphrase = 'Bakur-lemis-torav-pidon-7';

/** What makes every lock a success, for a process that is started with it. */
function withoutLocks(): NodeJS.ProcessEnv {
  const library = tempFolder().file('no-locks.so');
  const source = path.join(import.meta.dirname, 'no-locks.c');
  const built = spawnSync(tool('gcc'), ['-shared', '-fPIC', '-Wall', '-Werror', '-o', library, source, '-ldl']);
  if (built.status !== 0) throw new Error(String(built.stderr));
  return { LD_PRELOAD: library };
}

describeWithTools(['gcc'], 'a folder on which locks do nothing', () => {
  const refused = { exitCode: 1, value: { error: { code: 'folder-without-locking', details: { part: 'lock' } } } };

  it('takes no new vault, and is left as it was', async () => {
    const kluis = new KluisHome();
    const petra = kluis.passwordFile('petra', passphrase);
    const kit = kluis.home.file('kit');
    const init = ['init', '--office', 'Kantoor', '--po', 'Petra', '--keychain', 'file', '--password-file', petra];
    const wanted = [...init, '--recovery-key-out', kit];
    const environment = withoutLocks();
    expect(await kluis.json(wanted, { environment })).toMatchObject(refused);
    expect([existsSync(kluis.home.file('vault')), existsSync(kit)]).toEqual([false, false]);
    expect((await kluis.run([...wanted, '--lang', 'nl'], { environment })).stderr).toContain(
      'houdt anderen niet tegen',
    );
    expect(await kluis.run(wanted)).toMatchObject({ exitCode: 0 });
  });

  it('opens no vault, neither by a password nor by the recovery key, and changes nothing in it', async () => {
    const kluis = new KluisHome();
    const petra = as('Petra', kluis.passwordFile('petra', passphrase));
    const kit = ['--recovery-key-file', kluis.home.file('kit')];
    const office = ['init', '--office', 'Kantoor', '--po', 'Petra', '--keychain', 'file'];
    await kluis.run([...office, ...petra.slice(2), '--recovery-key-out', kluis.home.file('kit')]);
    const folder = kluis.home.file('vault');
    const before = treeDigest(folder, []);
    const environment = withoutLocks();
    for (const command of [
      ['folder', 'list', ...petra],
      ['recovery', 'check', ...kit],
      ['recover', ...kit, '--keychain', 'file', '--new-password-file', kluis.passwordFile('new', `${passphrase}-8`)],
    ]) {
      expect(await kluis.json(command, { environment }), command[0] ?? '').toMatchObject(refused);
      expect(treeDigest(folder, [])).toEqual(before);
    }
    expect(await kluis.run(['folder', 'list', ...petra])).toMatchObject({ exitCode: 0 });
  });
});
