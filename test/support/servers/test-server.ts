import type { TargetCredentials, TargetSettings } from '../../../src-main/contract/targets.ts';
import type { SmallDisk } from '../full-disk.ts';

/** A server with a place for backups on it, or for a folder the place alone. */
export interface TestServer extends AsyncDisposable {
  /** Where it listens; 0 for a folder. */
  readonly port: number;
  /** Where the files of the target lie on this computer; null when the server keeps them in memory. */
  readonly folder: string | null;
  /** What its files lie on; null when the server keeps them in memory. */
  readonly disk: SmallDisk | null;
  readonly credentials: TargetCredentials;
  readonly wrongCredentials: TargetCredentials | null;
  /** @param port of what stands in between; the server's own by default. */
  settings(port?: number): TargetSettings;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Again after `kill`, on the same port. */
  start(): Promise<void>;
}
