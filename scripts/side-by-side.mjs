// Runs scripts of the package.json that is here two at a time, and says what each said when it has ended:
// node scripts/side-by-side.mjs NAME...
// Begins no other once one has failed.
import { spawn } from 'node:child_process';

const waiting = process.argv.slice(2);

/** Its output as a whole, so that those of two do not mix. */
function run(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--run', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
    child.on('close', (code) => {
      process.stdout.write(`\n> ${name}\n${Buffer.concat(said)}`);
      resolve(code === 0);
    });
  });
}

async function lane() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (await run(name)) continue;
    waiting.length = 0;
    process.exitCode = 1;
  }
}

await Promise.all([lane(), lane()]);
