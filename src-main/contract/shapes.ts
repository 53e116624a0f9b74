import { z } from 'zod';

/** What several calls speak of. */

export const RoleSchema = z.enum(['privacy-officer', 'office-manager', 'employee', 'it-admin']);

/** A path of this computer. */
export const PathSchema = z.string().min(1).max(4096);

/** Ceremonies that are still to come. */
export const PendingSchema = z.array(z.enum(['rotate-database-key', 'rotate-office-secret']));
