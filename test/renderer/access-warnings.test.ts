import { describe, expect, it } from 'vitest';
import type { Grant } from '../../src-renderer/features/access/grants.ts';
import { endOf, warningsOfFolder, warningsOfPerson } from '../../src-renderer/features/access/warnings.ts';

const now = 1_000_000_000_000;
const day = 86_400_000;
const grant = (given: Partial<Grant> = {}): Grant => ({
  folder: { id: 'f', name: 'Familie Bos', kind: 'client' },
  person: { id: 'p', name: 'Anouk Jansen' },
  rights: 'read',
  since: now - 100 * day,
  endsAt: null,
  ...given,
});
const personnel = { id: 'g', name: 'Bram Visser', kind: 'personnel' } as const;
const told = (warnings: readonly { readonly key: string; readonly kind: string }[]) =>
  warnings.map(({ key, kind }) => `${kind} ${key}`);

describe('the warnings about access', () => {
  it('say nothing of a reader without an end', () => {
    expect(warningsOfFolder('client', [grant()], 3, now)).toEqual([]);
    expect(warningsOfPerson([grant()], 3, now)).toEqual([]);
  });

  it('are red for a personnel folder, from either side', () => {
    expect(told(warningsOfFolder('personnel', [], 1, now))).toEqual(['danger personnel']);
    expect(told(warningsOfPerson([grant({ folder: personnel })], 1, now))).toEqual(['danger personnelFolders']);
  });

  it('are orange for who may write, and count them', () => {
    const grants = [grant({ rights: 'write' }), grant(), grant({ rights: 'write' })];
    expect(warningsOfFolder('client', grants, 1, now)).toEqual([{ key: 'writers', kind: 'warning', count: 2 }]);
    expect(warningsOfPerson(grants, null, now)).toEqual([{ key: 'writers', kind: 'warning', count: 2 }]);
  });

  it('are red for access that ended and was not withdrawn, orange for an end that is near', () => {
    const ended = grant({ endsAt: now });
    const near = grant({ endsAt: now + 14 * day });
    const far = grant({ endsAt: now + 14 * day + 1 });
    expect([ended, near, far].map((one) => endOf(one, now))).toEqual(['ended', 'endsSoon', null]);
    expect(told(warningsOfFolder('client', [near, far, ended], 1, now))).toEqual(['danger ended', 'warning endsSoon']);
    expect(told(warningsOfPerson([far, near], 1, now))).toEqual(['warning endsSoon']);
  });

  it('are orange where everybody has the folder, or somebody has every folder, and that is known', () => {
    const all = [grant(), grant(), grant()];
    expect(told(warningsOfFolder('client', all, 0, now))).toEqual(['warning everyone']);
    expect(told(warningsOfPerson(all, 0, now))).toEqual(['warning everyFolder']);
    expect(warningsOfFolder('client', all, null, now)).toEqual([]);
    expect(warningsOfFolder('client', all.slice(1), 0, now)).toEqual([]);
  });
});
