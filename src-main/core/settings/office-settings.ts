import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';

/** What the Privacy Officer sets for the whole office (docs/formats.md section 7.2). */
export interface OfficeSettings {
  /** Minutes without a key or a mouse after which the program locks. */
  readonly idleLockMinutes: number;
  readonly secondFactor: 'optional' | 'compulsory';
}

export function officeSettings({ directory: { settings } }: Pick<OpenVault, 'directory'>): OfficeSettings {
  const { idleLockMinutes, secondFactor = 'optional' } = settings;
  return { idleLockMinutes, secondFactor };
}

/** Logged with what they are from here on; the same ones again are no change. @throws VaultError `not-authorised`. */
export function changeOfficeSettings(vault: OpenVault, wanted: OfficeSettings): OfficeSettings {
  requirePrivacyOfficer(vault);
  const { idleLockMinutes, secondFactor } = wanted;
  const present = officeSettings(vault);
  if (present.idleLockMinutes === idleLockMinutes && present.secondFactor === secondFactor) return present;
  changeVault(vault, (change) => {
    change.setDirectory((directory) => ({ ...directory, settings: { idleLockMinutes, secondFactor } }));
    change.tell('settings-changed', { idleLockMinutes, secondFactor });
  });
  return officeSettings(vault);
}
