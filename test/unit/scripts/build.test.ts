import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Builds a tree that has the scripts, texts of the shell, and nothing else. */
function build(english: string) {
  const tree = tempFolder();
  cpSync(path.join(root, 'scripts'), tree.file('scripts'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), tree.file('node_modules'), 'junction');
  mkdirSync(tree.file('src-main/shell'), { recursive: true });
  const texts = `const nl = { lock: 'Vergrendelen', quit: 'Afsluiten' };\nconst en = ${english};\n`;
  writeFileSync(tree.file('src-main/shell/texts.ts'), texts);
  const { status, stdout, stderr } = spawnSync(process.execPath, [tree.file('scripts/build.mjs')], {
    encoding: 'utf8',
  });
  return { failed: status !== 0, output: stdout + stderr, built: existsSync(tree.file('dist')) };
}

describe('the build', () => {
  it('fails before it builds anything when a text is missing in a language', () => {
    const { failed, output, built } = build("{ lock: 'Lock' }");
    expect({ failed, built }).toEqual({ failed: true, built: false });
    expect(output).toContain('src-main/shell/texts.ts: .quit of en is missing');
  });

  it('goes on to the program when every text is there', () => {
    // Of which this tree has nothing.
    expect(build("{ lock: 'Lock', quit: 'Quit' }").output).toMatch(/Cannot resolve entry module .*index\.html/);
  });

  it('comes before every packaging', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(scripts.package).toMatch(/^npm run build && /);
    expect(scripts.build).toBe('node scripts/build.mjs');
  });
});
