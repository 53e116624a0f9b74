import { type LogView, verifyLog } from '../audit/log-view.ts';
import { wipeX25519Identity } from '../crypto/age/x25519-identity.ts';
import type { VaultDatabase } from '../ports/store.ts';
import type { Approach } from '../vault/approach.ts';
import { type OfficerChain, readCertificates, verifyOfficerChain } from '../vault/certificates.ts';
import { endsBeforeRemembered, rememberedHead, shortenedChain } from '../vault/computer.ts';
import { type Directory, findUser, readDirectory } from '../vault/directory.ts';
import { requireLoggedCertificates } from '../vault/logged-certificates.ts';
import { identitiesOf, isOlderThanRemembered, type OpenedSlot, requireOwnSigningKey } from '../vault/sign-in.ts';
import { officialContent, verifiedDirectory, verifiedKeyring } from '../vault/verify-vault.ts';
import type { Findings } from './findings.ts';

/**
 * All that a sign-in verifies once the database is open, each part by itself, so that one which is not as it was left
 * hides no other: what this computer remembers, certificates, log, directory, its own keys, `vault.json`, the user's keyring.
 * @returns the directory, also when only its signature could be verified; how many entries the log was verified to.
 */
export async function checkSignatures(
  { file, keychain, computer }: Approach,
  db: VaultDatabase,
  { secrets }: OpenedSlot,
  findings: Findings,
): Promise<{ directory: Directory | null; entries: number }> {
  const vault = file.content.vault;
  const remembered = await findings.attemptAsync('keychain', () => rememberedHead(keychain, vault));
  const chain = findings.attempt('certificates', () => verifyOfficerChain(readCertificates(db), vault, secrets.root));
  if (!chain) return { directory: null, entries: 0 };
  const log = findings.attempt('audit log', () => verifyLog(db, vault, chain));
  if (log) findings.attempt('certificates', () => requireLoggedCertificates(db, log));
  if (log && isOlderThanRemembered(remembered, db, log)) {
    findings.add('vault', 'vault-rolled-back', 'older than this computer remembers, or gone on from an older copy');
  } else if (endsBeforeRemembered(chain, remembered)) {
    findings.add('certificates', 'altered', shortenedChain().message);
  }
  const directory = findings.attempt('directory', () => directoryOf(db, vault, chain, log));
  if (!directory) return { directory: null, entries: 0 };
  findings.attempt('keychain', () => requireOwnSigningKey(directory, computer));
  const authority = log && { vault, chain, log };
  if (authority) findings.attempt('vault.json', () => officialContent(db, authority, directory, file));
  const user = findUser(directory, secrets.user);
  const identities = identitiesOf(secrets);
  if (authority && user) {
    findings.attempt('keyring', () => verifiedKeyring(db, authority, directory, user, identities));
  }
  for (const identity of identities) wipeX25519Identity(identity);
  return { directory, entries: log?.head.position ?? 0 };
}

/** The one that the log names; where the log is broken, the one that the Privacy Officer signed. */
function directoryOf(db: VaultDatabase, vault: string, chain: OfficerChain, log: LogView | null): Directory {
  return log ? verifiedDirectory(db, vault, chain, log) : readDirectory(db, vault, chain).directory;
}
