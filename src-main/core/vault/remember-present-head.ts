import { base64 } from '../crypto/bytes.ts';
import { rememberedHead, rememberHead } from './computer.ts';
import type { OpenVault } from './open-vault.ts';

/**
 * This computer remembers how far the log has come: at the beginning of a session, since one that is killed never ends, and
 * at its end.
 */
export async function rememberPresentHead(vault: OpenVault): Promise<void> {
  if (vault.readOnly) return;
  const { position, hash } = vault.log.head;
  const before = await rememberedHead(vault.keychain, vault.id);
  if (before?.position === position) return;
  await rememberHead(vault.keychain, vault.id, { ...before, position, hash: base64(hash) });
}
