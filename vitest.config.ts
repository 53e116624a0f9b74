import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Where .ci/run wants the results as JSON; nowhere by default.
const report = process.env.KLUIS_TEST_REPORT;

/** What takes longest begins first, so that no worker is left with it at the end. */
const longest = [
  /fault\/vault-kill\.test/,
  /fault\/vault-power-loss\./,
  /fault\/vault-/,
  /e2e\/(story|keyboard|screens|accounts|work)\./,
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => name.test(moduleId));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is on its way comes on a busy machine too, only later.
    expect: { poll: { timeout: 10_000 } },
    pool: 'forks',
    // Node takes the types out of sources by WebAssembly. V8 13.6 now and then ends a process that frees what it compiled for
    // calls out of it, with many threads beginning: nothing is compiled for them anew, and so nothing freed.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    // One more than the cores that the machines which run them have: many tests wait for a disk or a clock.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
