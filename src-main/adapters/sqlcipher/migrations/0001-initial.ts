import type { Migration } from '../migrate.ts';

export const initial: Migration = {
  id: 1,
  name: 'initial',
  up() {
    // The schema comes here.
  },
};
