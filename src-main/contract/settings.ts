import { z } from 'zod';
import { sessionCall } from './define.ts';

/** How the office is reached; empty where it is not said. Core has the last word on what each may hold. */
export const ContactSchema = z.strictObject({
  email: z.string().max(254),
  telephone: z.string().max(50),
  /** Of several lines. */
  address: z.string().max(300),
});

/** What the Privacy Officer sets for the whole office; lies signed in the directory. */
const OfficeSettingsSchema = z.strictObject({
  /** Minutes without a key or a mouse after which the program locks. */
  idleLockMinutes: z.number().int().min(1).max(60),
  /** `compulsory`: whoever has none sets one up before anything else. */
  secondFactor: z.enum(['optional', 'compulsory']),
  name: z.string().trim().min(1).max(200),
  contact: ContactSchema,
});

export const settingsCalls = {
  officeSettings: sessionCall(z.strictObject({}), OfficeSettingsSchema),
  /** Privacy Officer only. Logged. A name or contact that is not given stays as it is. @throws `invalid-input`. */
  officeSettingsChange: sessionCall(OfficeSettingsSchema.partial({ name: true, contact: true }), OfficeSettingsSchema),
};
