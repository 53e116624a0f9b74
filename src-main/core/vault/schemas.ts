import { z } from 'zod';
import { latestTime } from '../crypto/bytes.ts';

/** Shapes that occur in several of the formats (docs/formats.md section 1). */
export const IdSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
/** 32 bytes in base64. */
export const KeySchema = z.string().regex(/^[0-9A-Za-z+/]{43}=$/);
export const RecipientSchema = z.string().regex(/^age1[0-9a-z]{58}$/);
export const HybridRecipientSchema = z.string().regex(/^age1pq1[0-9a-z]{1000,4000}$/);
export const PositionSchema = z.int().min(0);
export const TimeSchema = z.int().min(0).max(latestTime);

/** A sealing address of a compartment that is not in a member list: for messages by whoever may not read them. */
export const MailboxSchema = z.strictObject({
  compartment: IdSchema,
  epoch: z.int().min(1),
  recipient: RecipientSchema,
});
export type Mailbox = z.infer<typeof MailboxSchema>;

export const RoleSchema = z.enum(['privacy-officer', 'office-manager', 'employee', 'it-admin']);
export type Role = z.infer<typeof RoleSchema>;

export const RightsSchema = z.enum(['read', 'write']);
export type Rights = z.infer<typeof RightsSchema>;
