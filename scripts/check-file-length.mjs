// Fails when a source file has grown beyond what one subject needs: node scripts/check-file-length.mjs [root]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const limit = 450;
// Migrations may be long: they are read by looking up, not from top to bottom.
const exempt = /(^|\/)migrations(\/|\.ts$)/;

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const tooLong = ['src-main', 'src-renderer']
  .filter((folder) => existsSync(path.join(root, folder)))
  .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, name)))
  .filter((file) => /\.tsx?$/.test(file) && !exempt.test(file))
  .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length }))
  .filter(({ lines }) => lines > limit);

for (const { file, lines } of tooLong) console.error(`${file} has ${lines} lines; the limit is ${limit}`);
if (tooLong.length > 0) process.exitCode = 1;
