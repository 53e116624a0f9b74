// Does to a folder what a vault does to its own, by the real adapters, and reports each step when it is durable.
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';

const report = (step: string): void => {
  writeSync(1, `${step}\n`);
};
const [, , root = ''] = process.argv;
const vault = path.join(root, 'office', 'vault');
const objects = path.join(vault, 'objects', 'ab');
const settings = path.join(vault, 'vault.json');
const files = new NodeFileSystem();

await files.makeFolder(objects);
report('folder');
await files.create(settings, Buffer.from('version 0'));
report('json 0');

const database = openDatabase(path.join(vault, 'vault.db'), new Uint8Array(48).fill(7), { create: true });
database.run('CREATE TABLE object (n INTEGER PRIMARY KEY, name TEXT NOT NULL)');
report('database');

for (let n = 1; n <= 12; n++) {
  const bytes = createHash('shake256', { outputLength: 9000 }).update(String(n)).digest();
  const name = createHash('sha256').update(bytes).digest('hex');
  const writer = await files.openWriter(objects);
  await writer.append(bytes);
  await writer.commit(path.join(objects, name));
  database.transaction(() => database.run('INSERT INTO object VALUES (?, ?)', n, name));
  report(`row ${n}`);
  await files.replace(settings, Buffer.from(`version ${n}`));
  report(`json ${n}`);
  if (n % 4 === 0) {
    // The row goes first, then what it names.
    const removed = database.get('SELECT name FROM object WHERE n = ?', n - 3);
    database.transaction(() => database.run('DELETE FROM object WHERE n = ?', n - 3));
    report(`gone ${n - 3}`);
    await files.remove(path.join(objects, String(removed?.name)));
    database.checkpoint();
  }
}
database.close();
report('closed');
