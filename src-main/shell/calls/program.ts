import type { WindowOutput } from '../../contract/window/calls.ts';
import type { CopiedText } from '../copied-text.ts';
import type { RefusedCalls } from '../ipc/refused-calls.ts';
import type { Jobs } from '../jobs.ts';
import { links } from '../security/links.ts';
import type { SomeCalls } from './answered.ts';

export interface ProgramParts {
  readonly copied: CopiedText;
  readonly jobs: Jobs;
  readonly refused: RefusedCalls;
  readonly licences: () => Promise<WindowOutput<'licences'>>;
  readonly openExternal: (address: string) => Promise<void>;
}

/** What concerns the program itself, not a vault. */
export function programCalls({
  copied,
  jobs,
  refused,
  licences,
  openExternal,
}: ProgramParts): SomeCalls<'refusedCalls' | 'licences' | 'openLink' | 'copyText' | 'cancelJob'> {
  return {
    refusedCalls: async () => refused.counts,
    licences: async () => await licences(),
    openLink: async ({ link }) => {
      // SECURITY: S39
      await openExternal(links[link]);
      return {};
    },
    copyText: async ({ text }) => {
      await copied.copy(text);
      return {};
    },
    cancelJob: async ({ job }) => {
      jobs.cancel(job);
      return {};
    },
  };
}
