#!/usr/bin/env node
// Starts the command line. Under an older Node it starts itself again with the one that the package `node` brings: the
// native modules and `dist/` are built for that.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestMajor = 24;

if (Number(process.versions.node.split('.')[0]) >= oldestMajor) {
  // Sixteen files of an import wait for the disk at once, each in a thread, beside what reads and derives keys; libuv starts four.
  process.env.UV_THREADPOOL_SIZE ??= '16';
  await import('../dist/kluis.mjs');
} else {
  startAgain();
}

function startAgain() {
  const node = newerNode();
  if (node === undefined) {
    console.error(`kluis needs Node ${oldestMajor} or newer; this is ${process.version}. Run: npm ci`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl+C on a terminal reaches the child by itself; what is sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`kluis cannot start ${node}: ${error.code}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === 'SIGKILL' ? 9 : 15);
  });
}

function newerNode() {
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(require.resolve('node/package.json'));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}
