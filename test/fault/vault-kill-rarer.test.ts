import { describe, it } from 'vitest';
import { dose } from '../support/dose.ts';
import { killCommandLine, killDuring, shareOffice } from './kill-vault.ts';
import type { OperationName } from './office-operations.ts';

shareOffice();

describe('SIGKILL at a random instant of rarer work loses nothing that was reported either', () => {
  it.each<OperationName>([
    'move',
    'remove',
    'destroy',
    'return',
    'grant',
    'add',
    'activate',
    'reset',
    'recover',
    'sign-in',
    'migrate',
  ])('during: %s', async (name) => await killDuring(name, dose(1, 12)));

  it('during: kluis doc add', async () => await killCommandLine(dose(2, 25)));
}, 1_200_000);
