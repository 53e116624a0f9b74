import type { CallInput } from '../contract/calls.ts';

export const officeName = 'Van der Meer Advies';

/** Somebody of the demonstration's office, with the password that she signs in with. */
export interface DemoPerson {
  readonly name: string;
  readonly role: CallInput<'userAdd'>['role'];
  readonly password: string;
}

export const officer: DemoPerson = {
  name: 'Petra van der Meer',
  role: 'privacy-officer',
  password: 'Bakur-lemis-torav-pidon-7',
};

/** Who advise clients and keep their folders; each has ten of them. */
export const advisers: readonly [DemoPerson, DemoPerson, DemoPerson, DemoPerson] = [
  { name: 'Anouk Jansen', role: 'employee', password: 'Regenjas-47-tulpveld' },
  { name: 'Bram Visser', role: 'employee', password: 'Fietspad-82-zeewier' },
  { name: 'Fatima El Idrissi', role: 'employee', password: 'Kaneel-63-windmolen' },
  { name: 'Joost Dekker', role: 'employee', password: 'Haverklap-29-duinroos' },
];

/** Has been here for a short time, and sees what she is working in. */
export const newcomer: DemoPerson = { name: 'Sanne Bakker', role: 'employee', password: 'Potlood-58-kersenboom' };

export const officeManager: DemoPerson = {
  name: 'Ineke de Boer',
  role: 'office-manager',
  password: 'Theepot-31-kastanje',
};

export const itAdministrator: DemoPerson = {
  name: 'Ruud Hoekstra',
  role: 'it-admin',
  password: 'Schroefdop-74-oever',
};

/** Everybody, the Privacy Officer first. */
export const everybody: readonly DemoPerson[] = [officer, officeManager, ...advisers, newcomer, itAdministrator];

/** What an account is made with; each replaces it at once. */
export const firstPassword = 'Eerste-keer-4711-lantaarn';
