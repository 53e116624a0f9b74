import { defineTexts } from '../i18n/texts.ts';

/** What each role is called. */
export const roleTexts = defineTexts(
  'roles',
  {
    'privacy-officer': 'Privacy Officer',
    'office-manager': 'Officemanager',
    employee: 'Medewerker',
    'it-admin': 'IT-beheerder',
  },
  {
    'privacy-officer': 'Privacy Officer',
    'office-manager': 'Office manager',
    employee: 'Employee',
    'it-admin': 'IT administrator',
  },
);
