import { computeBuckets, headOf } from '../access/head.ts';
import { memberListsHash } from '../access/issue-keyrings.ts';
import { presentMembers } from '../access/member-list.ts';
import { sha256 } from '../crypto/binding.ts';
import { base64, idBytes } from '../crypto/bytes.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { type Authority, authorityOf } from '../vault/author-check.ts';
import { readCertificates, verifyOfficerChain } from '../vault/certificates.ts';
import { certifiedRecipients } from '../vault/certified-recipients.ts';
import { findUser } from '../vault/directory.ts';
import { requireLoggedCertificates } from '../vault/logged-certificates.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { alteredSlotPart } from '../vault/slots.ts';
import { openCompartment, verifiedDirectory, verifiedKeyring } from '../vault/verify-vault.ts';
import type { Findings } from './findings.ts';

/** Who may do what: certificates, directory, keyrings, member lists, heads. */
export function checkAccess(vault: OpenVault, findings: Findings): void {
  const authority = authorityOf(vault);
  checkCertificates(vault, findings);
  findings.attempt('directory', () => verifiedDirectory(vault.db, vault.id, vault.chain, vault.log));
  findings.attempt('vault.json recipients', () => checkRecipients(vault, findings));
  checkVaultFileEntries(vault, findings);
  checkKeyrings(vault, findings, authority);
  for (const [id, { error }] of vault.broken) findings.add(`compartment ${id}`, 'altered', error.message);
  for (const compartment of vault.compartments.values()) {
    const { id } = compartment;
    findings.attempt(`compartment ${id}`, () => openCompartment(vault.db, authority, id, compartment));
  }
  checkMembers(vault, findings);
  checkCachedHeads(vault, findings);
  checkNothingElse(vault, findings);
}

function checkCertificates(vault: OpenVault, findings: Findings): void {
  findings.attempt('certificates', () => {
    const statements = readCertificates(vault.db);
    verifyOfficerChain(statements, vault.id, vault.root);
    if (JSON.stringify(statements) !== JSON.stringify(vault.official.certificates)) {
      findings.add('vault.json certificates', 'altered', 'not those of the database');
    }
    requireLoggedCertificates(vault.db, vault.log);
  });
}

function checkRecipients({ chain, official, directory }: OpenVault, findings: Findings): void {
  const { recovery, inbox } = certifiedRecipients(official, chain);
  if (recovery !== directory.recovery || JSON.stringify(inbox) !== JSON.stringify(directory.inbox)) {
    findings.add('vault.json recipients', 'altered', 'not those of the directory');
  }
}

/** `vault.json` has an entry for everybody and every computer that is in use, and for nobody else. */
export function checkVaultFileEntries(
  vault: Pick<OpenVault, 'official' | 'directory' | 'officeSecret' | 'id'>,
  findings: Findings,
): void {
  const { official, directory, officeSecret, id } = vault;
  const users = directory.users.filter(({ state }) => state !== 'disabled').map((user) => user.id);
  const computers = directory.computers.filter(({ state }) => state === 'active').map((computer) => computer.id);
  compare(findings, 'vault.json databaseKeys', Object.keys(official.databaseKeys), users);
  compare(findings, 'vault.json computers', Object.keys(official.computers), computers);
  const part = alteredSlotPart({ vault: id, officeSecret, cost: official.kdf }, official.slots);
  if (part !== null) findings.add(part, 'altered', 'not sealed under the office secret for its name');
}

function compare(findings: Findings, part: string, found: readonly string[], expected: readonly string[]): void {
  const [there, wanted] = [new Set(found), new Set(expected)];
  for (const id of expected) if (!there.has(id)) findings.add(`${part} ${id}`, 'missing', 'the directory has it');
  for (const id of found) if (!wanted.has(id)) findings.add(`${part} ${id}`, 'superfluous', 'not in the directory');
}

function checkKeyrings(vault: OpenVault, findings: Findings, authority: Authority): void {
  const { db, directory, user } = vault;
  checkKeyringRows(vault, findings);
  findings.attempt(`keyring ${user.id}`, () => {
    const entry = findUser(directory, user.id);
    if (entry) verifiedKeyring(db, authority, directory, entry, user.identities);
  });
}

/** That everybody has the keyring that the directory names, and nobody else has one: which needs no key. */
export function checkKeyringRows({ db, directory }: Pick<OpenVault, 'db' | 'directory'>, findings: Findings): void {
  findings.attempt('keyrings', () => {
    const rows = db.all('SELECT user, version, sealed FROM keyrings');
    const holders = rows.map((row) => idOf(row, 'user'));
    const users = directory.users.filter(({ state }) => state !== 'disabled').map(({ id }) => id);
    compare(findings, 'keyring', holders, users);
    const sizes = new Set(rows.map((row) => blobOf(row, 'sealed').length));
    if (sizes.size > 1) findings.add('keyrings', 'altered', 'they are not of one size');
    for (const row of rows) {
      const holder = idOf(row, 'user');
      const isNamed = base64(sha256(blobOf(row, 'sealed'))) === directory.keyrings[holder];
      if (isNamed && integerOf(row, 'version') === directory.accessVersion) continue;
      findings.add(`keyring ${holder}`, 'altered', 'not the one that the directory names');
    }
  });
}

/** Members are people of the directory, by keys that they had. */
function checkMembers(vault: OpenVault, findings: Findings): void {
  // Only her keyring has every compartment; of one that is refused there is a finding already.
  const isWhole = isPrivacyOfficer(vault) && vault.broken.size === 0;
  if (isWhole && memberListsHash(vault.id, [...vault.compartments.values()]) !== vault.directory.lists) {
    findings.add('member lists', 'altered', 'not those that the directory names');
  }
  for (const { id, members } of vault.compartments.values()) {
    for (const { user, signing } of members.members) {
      const known = findUser(vault.directory, user)?.keys.some((key) => key.signing === signing);
      if (!known) findings.add(`compartment ${id} members`, 'altered', 'a member whom the directory does not know');
    }
    for (const { user } of presentMembers(members)) {
      if (findUser(vault.directory, user)?.state !== 'disabled') continue;
      findings.add(`compartment ${id} members`, 'altered', 'a member who has left');
    }
  }
}

/**
 * What can be said of a compartment without its keys: its rows are those that its head was last computed from, and each of its
 * keys has its row. The head itself only its members can compare with the log.
 */
function checkCachedHeads(vault: OpenVault, findings: Findings): void {
  const { db } = vault;
  for (const row of db.all('SELECT id, epoch, version, head FROM compartments')) {
    const id = idOf(row, 'id');
    findings.attempt(`compartment ${id}`, () => {
      const [epoch, version] = [integerOf(row, 'epoch'), integerOf(row, 'version')];
      const head = headOf(vault.id, id, epoch, version, computeBuckets(db, vault.id, id));
      if (!head.equals(blobOf(row, 'head'))) {
        findings.add(`compartment ${id}`, 'altered', 'the rows are not those of its head');
      }
      if (!db.get('SELECT 1 FROM records WHERE id = ? AND compartment = ?', idBytes(id), idBytes(id))) {
        findings.add(`compartment ${id} members`, 'missing', 'a compartment without a member list');
      }
    });
  }
}

/** Only for the Privacy Officer, whose keyring has every compartment. */
function checkNothingElse(vault: OpenVault, findings: Findings): void {
  if (!isPrivacyOfficer(vault)) return;
  for (const row of vault.db.all('SELECT id FROM compartments')) {
    const id = idOf(row, 'id');
    if (vault.compartments.has(id) || vault.broken.has(id)) continue;
    findings.add(`compartment ${id}`, 'superfluous', "not in the Privacy Officer's keyring");
  }
}
