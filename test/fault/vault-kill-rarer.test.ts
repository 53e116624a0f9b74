import { describe, it } from 'vitest';
import { chosen } from '../support/chosen.ts';
import { dose } from '../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { killCommandLine, killDuring, shareOffice } from './kill-vault.ts';
import type { OperationName } from './office-operations.ts';

const rarer: readonly OperationName[] = [
  'move',
  'remove',
  'destroy',
  'return',
  'grant',
  'add',
  'activate',
  'reset',
  'strike off',
  'recover',
  'sign-in',
  'migrate',
];

shareOffice();

describe('SIGKILL at a random instant of rarer work loses nothing that was reported either', () => {
  it.each(chosen(rarer, dose(2, rarer.length), seededRandom(seedOfThisRun())))(
    'during: %s',
    async (name) => await killDuring(name, dose(1, 12)),
  );

  it('during: kluis doc add', async () => await killCommandLine(dose(1, 25)));
}, 1_200_000);
