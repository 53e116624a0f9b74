import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFileSystem } from '../../../../src-main/adapters/file-system/node-file-system.ts';

/** Does one of everything in the folder given, and says after each that it is done: then it must survive. */
const folder = process.argv[2] ?? '';
const fileSystem = new NodeFileSystem();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.repeat(3000));
const say = (what: string): number => writeSync(1, `${what}\n`);

await fileSystem.replace(join(folder, 'settings'), bytes('new'));
say('replaced');
await fileSystem.create(join(folder, 'created'), bytes('created'));
say('created');
await fileSystem.remove(join(folder, 'doomed'));
say('removed');
await Promise.all([fileSystem.makeFolder(join(folder, 'x/y')), fileSystem.makeFolder(join(folder, 'x/z'))]);
say('folders');
for (const name of ['one', 'two']) {
  const writer = await fileSystem.openWriter(folder);
  await writer.append(bytes(name));
  await writer.commit(join(folder, 'x/y', name), { syncFolder: false });
}
await fileSystem.syncFolder(join(folder, 'x/y'));
say('objects');
