import { expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { changeOfficeSettings, officeSettings } from '../../../src-main/core/settings/office-settings.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { createTestVault } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Bram: 'employee' });
const set = { idleLockMinutes: 5, secondFactor: 'optional' } as const;
const contact = { email: 'post@amstel.nl', telephone: '+31 20 555 01 23', address: 'Kade 1\n1011 AB Amsterdam' };

test('the office is called and reached as its Privacy Officer says, for everybody, and the log says which parts she changed', async () => {
  const { asOfficer, open } = freshOffice();
  await asOfficer(async (officer) => {
    expect(officeSettings(officer).contact).toEqual({ email: '', telephone: '', address: '' });
    const typed = {
      email: ' post@amstel.nl ',
      telephone: '+31 20 555 01 23 ',
      address: '\n Kade  1 \r\n1011 AB Amsterdam\n\n',
    };
    const kept = changeOfficeSettings(officer, { ...set, name: ' Kantoor  Amstel ', contact: typed });
    expect(kept).toEqual({ ...set, name: 'Kantoor Amstel', contact });
  });
  const bram = await open('Bram');
  expect(officeSettings(bram)).toEqual({ ...set, name: 'Kantoor Amstel', contact });
  expect(bram.directory.office).toBe('Kantoor Amstel');
  const change = () => changeOfficeSettings(bram, { ...set, name: 'Kantoor Bram' });
  expect(change).toThrow(expect.objectContaining({ code: 'not-authorised' }));
  await closeVault(bram);
  await asOfficer(async (officer) => {
    const { position } = officer.log.head;
    changeOfficeSettings(officer, { ...set, contact });
    expect(officer.log.head.position).toBe(position);
    changeOfficeSettings(officer, { ...set, contact: { ...contact, telephone: '' } });
    expect(officer.directory.contact).toEqual({ email: contact.email, address: contact.address });
    const told = (await listAudit(officer, { limit: 20 }, unwatched)).filter(({ name }) => name === 'settings-changed');
    expect(told.map(({ facts }) => facts)).toEqual([
      { officeProfile: ['telephone'] },
      { officeProfile: ['name', 'email', 'telephone', 'address'] },
    ]);
  });
});

const refusals: [string, object, string][] = [
  ['an e-mail address without an @', { contact: { ...contact, email: 'post.amstel.nl' } }, 'wrong-form'],
  ['two e-mail addresses', { contact: { ...contact, email: 'a@b.nl, c@d.nl' } }, 'wrong-form'],
  ['an e-mail address that is too long', { contact: { ...contact, email: `${'a'.repeat(250)}@b.nl` } }, 'too-long'],
  ['a telephone number of two lines', { contact: { ...contact, telephone: '020\n555' } }, 'control-characters'],
  ['one of two lines by U+2028', { contact: { ...contact, telephone: '020\u2028555' } }, 'control-characters'],
  ['one as it is pasted', { contact: { ...contact, telephone: '\u202a020 555\u202c' } }, 'control-characters'],
  ['a telephone number that is too long', { contact: { ...contact, telephone: '5'.repeat(51) } }, 'too-long'],
  [
    'an address that turns its direction',
    { contact: { ...contact, address: 'Kade 1\n\u202eA' } },
    'control-characters',
  ],
  ['an address that is too long', { contact: { ...contact, address: 'a'.repeat(301) } }, 'too-long'],
  ['a name that turns its direction', { name: 'Kantoor\u202eA' }, 'control-characters'],
  ['a name of nothing', { name: '  ' }, 'empty'],
  ['a name that is too long', { name: 'a'.repeat(201) }, 'too-long'],
];

test('what cannot be shown or does not fit is refused, and changes nothing', async () => {
  const { asOfficer } = freshOffice();
  await asOfficer((officer) => {
    const before = officeSettings(officer);
    for (const [what, wanted, reason] of refusals) {
      const change = () => changeOfficeSettings(officer, { ...set, ...wanted });
      const refused = { code: 'invalid-input', details: expect.objectContaining({ reason }) };
      expect(change, what).toThrow(expect.objectContaining(refused));
    }
    const full = { email: `${'a'.repeat(249)}@b.nl`, telephone: '5'.repeat(50), address: 'a'.repeat(300) };
    expect(officeSettings(officer)).toEqual(before);
    expect(changeOfficeSettings(officer, { ...set, name: 'a'.repeat(200), contact: full }).contact).toEqual(full);
  });
});

test('a vault is made with what its office said of itself, and not with what does not fit', async () => {
  const { officer } = await createTestVault({ contact: { ...contact, email: ` ${contact.email}`, telephone: '' } });
  expect(officeSettings(officer)).toMatchObject({ name: 'Kantoor Testdijk', contact: { ...contact, telephone: '' } });
  await closeVault(officer);
  const wrong = createTestVault({ contact: { ...contact, email: 'post' } });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid-input', details: { input: 'email' } });
});

test('a vault is made under names that can be shown, for they stand on its kit', async () => {
  const { officer } = await createTestVault({ office: ' Kantoor  Amstel', officerName: 'Petra  Vos ' });
  expect([officeSettings(officer).name, officer.user.name]).toEqual(['Kantoor Amstel', 'Petra Vos']);
  await closeVault(officer);
  for (const name of ['Kantoor\u202eA', 'Kantoor\u0007', '\n', 'a'.repeat(201)]) {
    for (const wanted of [{ office: name }, { officerName: name }]) {
      await expect(createTestVault(wanted)).rejects.toMatchObject({
        code: 'invalid-input',
        details: { input: 'name' },
      });
    }
  }
});
