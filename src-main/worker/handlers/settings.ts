import type { settingsCalls } from '../../contract/settings.ts';
import { changeOfficeSettings, officeSettings } from '../../core/settings/office-settings.ts';
import type { Handlers } from '../handler.ts';

export const settingsHandlers: Handlers<typeof settingsCalls> = {
  officeSettings: async ({ vault }) => officeSettings(vault),
  officeSettingsChange: async ({ vault }, wanted) => changeOfficeSettings(vault, wanted),
};
