import { execFileSync, spawnSync } from 'node:child_process';

/** One line of the report: what was measured, its value, the peer's in the same run, and the aim. */
export interface Figure {
  readonly work: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly aim: string;
  readonly met: boolean;
}

/** Wall-clock seconds of `work`. */
export async function seconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The value below which 95 of 100 fall. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}

/** Writes dirty pages out and, as root, drops the page cache, so that every peer starts from the same state. */
export function settleDisk(cold: boolean): void {
  execFileSync('sync');
  if (cold) spawnSync('sh', ['-c', 'echo 3 > /proc/sys/vm/drop_caches']);
}

export function run(command: string, args: readonly string[]): void {
  execFileSync(command, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A time of ours beside no peer, that is to stay under a limit. */
export function timeFigure(work: string, value: number, unit: 's' | 'ms', limit: number): Figure {
  const ours = `${unit === 'ms' ? Math.round(value) : value.toFixed(2)} ${unit}`;
  return { work, ours, peer: '–', ratio: '–', aim: `under ${limit} ${unit}`, met: value < limit };
}

export function table(figures: readonly Figure[]): string {
  const header = '| work | Dossierkluis | peer | ratio | aim | met |\n|---|---|---|---|---|---|';
  const rows = figures.map(
    ({ work, ours, peer, ratio, aim, met }) =>
      `| ${work} | ${ours} | ${peer} | ${ratio} | ${aim} | ${met ? 'yes' : 'no'} |`,
  );
  return [header, ...rows].join('\n');
}
