import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { shownName } from '../vault/shown-name.ts';
import { type Contact, contactEntry, contactOf, keptContact } from './contact.ts';

/** What the Privacy Officer sets for the whole office (docs/formats.md section 7.2). */
export interface OfficeSettings {
  /** Minutes without a key or a mouse after which the program locks. */
  readonly idleLockMinutes: number;
  readonly secondFactor: 'optional' | 'compulsory';
  readonly name: string;
  readonly contact: Contact;
}

/** A name or contact that is not given stays as it is. */
export type OfficeSettingsChange = Pick<OfficeSettings, 'idleLockMinutes' | 'secondFactor'> & {
  readonly name?: string | undefined;
  readonly contact?: Contact | undefined;
};

export function officeSettings({ directory }: Pick<OpenVault, 'directory'>): OfficeSettings {
  const { idleLockMinutes, secondFactor = 'optional' } = directory.settings;
  return { idleLockMinutes, secondFactor, name: directory.office, contact: contactOf(directory) };
}

/**
 * Settings are logged with what they are from here on, of the profile only which parts are other ones; the same ones again
 * are no change. @throws VaultError `not-authorised`; `invalid-input` for a name or contact.
 */
export function changeOfficeSettings(vault: OpenVault, wanted: OfficeSettingsChange): OfficeSettings {
  requirePrivacyOfficer(vault);
  const { idleLockMinutes, secondFactor } = wanted;
  const present = officeSettings(vault);
  // What is there already stays as it is, whatever a name or contact may hold by now.
  const name = wanted.name === undefined || wanted.name === present.name ? present.name : shownName(wanted.name);
  const contact = wanted.contact === undefined ? present.contact : keptContact(wanted.contact);
  const officeProfile = [
    ...(name === present.name ? [] : ['name']),
    ...(['email', 'telephone', 'address'] as const).filter((part) => contact[part] !== present.contact[part]),
  ];
  const isSet = present.idleLockMinutes === idleLockMinutes && present.secondFactor === secondFactor;
  if (isSet && officeProfile.length === 0) return present;
  changeVault(vault, (change) => {
    change.setDirectory(({ contact: _before, ...directory }) => ({
      ...directory,
      office: name,
      ...contactEntry(contact),
      settings: { idleLockMinutes, secondFactor },
    }));
    change.tell('settings-changed', {
      ...(isSet ? {} : { idleLockMinutes, secondFactor }),
      ...(officeProfile.length === 0 ? {} : { officeProfile }),
    });
  });
  return officeSettings(vault);
}
