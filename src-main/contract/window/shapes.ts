import { z } from 'zod';
import { LanguageSchema } from '../shapes.ts';

/** What several calls of the window speak of. */

export const nothing = z.strictObject({});

/** Stands for something that the shell keeps: a vault's folder, dropped files, a read request. Means nothing elsewhere. */
export const handle = z.string().min(1).max(64);

/** What was written where the user said, by its name without the path. Null when she cancelled the dialog. */
export const SavedSchema = z.strictObject({ name: z.string() }).nullable();

export type Language = z.output<typeof LanguageSchema>;

export const AppearanceSchema = z.strictObject({
  language: LanguageSchema,
  theme: z.enum(['system', 'light', 'dark']),
});
export type Appearance = z.output<typeof AppearanceSchema>;

/** Where somebody was on the screen: names of screens and ids, so that it says nothing to anybody else. */
export const RouteSchema = z.string().max(300);

/** The widths that columns were given by hand, in pixels: of each table by its columns, of each of these by its key. */
export const WidthsSchema = z.record(z.string().max(200), z.record(z.string().max(40), z.number().int().max(10_000)));
