import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

const cancelling = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => cancelling.abort());

process.exitCode = await main(process.argv.slice(2), {
  terminal: processTerminal(),
  environment: process.env,
  signal: cancelling.signal,
});
