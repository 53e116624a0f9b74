import type { Migration } from '../migrate.ts';
import { initial } from './0001-initial.ts';

/** Every migration there ever was, by hand and in order. Released ones never change. */
export const migrations: readonly Migration[] = [initial];
