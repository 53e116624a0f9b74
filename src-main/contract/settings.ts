import { z } from 'zod';
import { sessionCall } from './define.ts';

/** What the Privacy Officer sets for the whole office; lies signed in the directory. */
const OfficeSettingsSchema = z.strictObject({
  /** Minutes without a key or a mouse after which the program locks. */
  idleLockMinutes: z.number().int().min(1).max(60),
  /** `compulsory`: whoever has none sets one up before anything else. */
  secondFactor: z.enum(['optional', 'compulsory']),
});

export const settingsCalls = {
  officeSettings: sessionCall(z.strictObject({}), OfficeSettingsSchema),
  /** Privacy Officer only. Logged. */
  officeSettingsChange: sessionCall(OfficeSettingsSchema, OfficeSettingsSchema),
};
