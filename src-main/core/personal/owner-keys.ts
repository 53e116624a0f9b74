import { endorsementOf } from '../people/endorsements.ts';
import { findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** Every signing key that was somebody's own, base64: not the one that was made with her account. */
export function ownerKeysIn({ directory, log }: Pick<OpenVault, 'directory' | 'log'>): (user: string) => string[] {
  return (id) => {
    const user = findUser(directory, id);
    if (user === null) return [];
    const endorsed = endorsementOf({ log }, user);
    const own = user.keys.filter(({ provisional }) => !provisional).map(({ signing }) => signing);
    return endorsed === null ? own : [...own, endorsed.signing];
  };
}
