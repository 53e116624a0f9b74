import { type Client, clients } from './clients.ts';
import { advisers, type DemoPerson, newcomer, officeManager } from './people.ts';

/** Who was given which folder, and with what right. */
export interface Assignment {
  readonly client: Client;
  readonly keeper: DemoPerson;
  readonly given: readonly { readonly user: string; readonly rights: 'read' | 'write' }[];
}

/** Every adviser keeps each fourth client, and stands in for another one; the newcomer begins with a few. */
export const assignments: readonly Assignment[] = clients.map((client, number) => {
  const keeper = advisers[number % advisers.length] ?? advisers[0];
  const standIn = advisers[(number + 1) % advisers.length] ?? advisers[0];
  const given: Assignment['given'] = [
    { user: keeper.name, rights: 'write' },
    ...(number % 3 === 0 ? [{ user: standIn.name, rights: 'read' } as const] : []),
    ...(number % 5 === 0 ? [{ user: officeManager.name, rights: 'read' } as const] : []),
    ...(number < 6 ? [{ user: newcomer.name, rights: 'read' } as const] : []),
  ];
  return { client, keeper, given };
});

/** Of these two people the office manager keeps a folder. */
export const personnel: readonly [DemoPerson, DemoPerson] = [newcomer, advisers[3]];

export function personnelFolder({ name }: DemoPerson): string {
  return `Personeel ${name}`;
}
