import { parentPort } from 'node:worker_threads';

// Answers with what it was sent, and ends at 'end'.
parentPort?.on('message', (request: string) => {
  if (request === 'end') process.exit(0);
  parentPort?.postMessage(request);
});
