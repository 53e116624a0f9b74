import type { Finding } from '../../contract/check.ts';
import { checkVaultFileEntries } from '../check/check-access.ts';
import { Findings } from '../check/findings.ts';
import { Progress } from '../check/progress.ts';
import { postQuantumRecipient, wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { isRaisedCost } from '../crypto/password.ts';
import type { Job } from '../job.ts';
import { countRows } from '../records/count-rows.ts';
import { certifiedRecipients } from '../vault/certified-recipients.ts';
import { fingerprint } from '../vault/fingerprint.ts';
import type { Environment, OpenCompartment } from '../vault/open-vault.ts';
import { contentHash, readVaultFile } from '../vault/vault-file.ts';
import { archiveOf, openEscrow, openEscrowed, requireMemberLists, wipeEscrowed } from './escrow.ts';
import { parseKit } from './kit.ts';
import { type KitAccess, leaveByKit, openByKit } from './open-by-kit.ts';
import { proveKeys } from './prove-keys.ts';
import { proveAuditKeys, proveMessages } from './prove-messages.ts';
import { provePersonal } from './prove-personal.ts';

export interface RecoveryReport {
  /** The vault's. */
  readonly id: string;
  readonly office: string;
  readonly rootFingerprint: string;
  readonly checked: { readonly compartments: number; readonly keys: number; readonly slots: number };
  readonly findings: readonly Finding[];
}

/**
 * Proves that the recovery key opens everything that it must: root, database, office secret, and of every compartment and
 * archive each key, with every name, note, document header, message and tombstone under it, and of the log the first detail of each
 * epoch. The payloads of documents are not read. Changes nothing. Progress in keys and rows.
 * @param kitText the text of the recovery key file.
 * @throws VaultError `invalid-input` for a text that is none; those of `openByKit`; `cancelled`.
 */
export async function checkRecovery(
  env: Environment,
  folder: string,
  kitText: string,
  job: Job,
): Promise<RecoveryReport> {
  const kit = parseKit(kitText);
  try {
    const access = await openByKit(env, folder, kit, 'check');
    try {
      return await reportOn(access, job);
    } finally {
      leaveByKit(access);
    }
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
}

/** As `checkRecovery`, of a vault that the recovery key has opened. */
export async function reportOn(access: KitAccess, job: Job): Promise<RecoveryReport> {
  const { kit, db, directory, official, officeSecret } = access;
  const findings = new Findings();
  const count = (table: string) => countRows(db, table);
  const keys = count('compartment_keys');
  const progress = new Progress(job, keys + count('records') + count('contents') + count('messages'));

  await checkRecipients(access, findings);
  await checkVaultFile(access, findings);
  checkVaultFileEntries({ id: kit.vault, official, directory, officeSecret }, findings);

  const escrowed = await openEscrow(access, progress.part(keys), ({ message, details }) =>
    findings.add(String(details.part), 'altered', message),
  );
  try {
    const compartments = [...escrowed.values()].filter(({ purpose }) => purpose !== 'archive');
    const whole: OpenCompartment[] = [];
    for (const one of compartments) {
      const opened = findings.attempt(`compartment ${one.id}`, () => openEscrowed(access, one));
      if (!opened) continue;
      whole.push(opened);
      await findings.attemptAsync(`compartment ${one.id}`, () => proveKeys(access, opened, findings, progress));
      findings.attempt(`compartment ${one.id}`, () => archiveOf(escrowed, opened));
    }
    // Of one that does not open there is a finding already.
    if (whole.length === compartments.length) findings.attempt('member lists', () => requireMemberLists(access, whole));
    await findings.attemptAsync('messages', () => proveMessages(access, escrowed, findings, progress));
    await findings.attemptAsync('audit log', () => proveAuditKeys(access, escrowed, findings, progress));
  } finally {
    wipeEscrowed(escrowed);
  }
  const personal = await provePersonal(access, findings);
  return {
    id: kit.vault,
    office: directory.office,
    rootFingerprint: fingerprint(kit.vault, [kit.root]),
    checked: {
      compartments: escrowed.size + personal,
      keys: keys + personal,
      slots: Object.keys(official.slots).length,
    },
    findings: findings.all,
  };
}

/** What is sealed from now on is sealed to this recovery key, and the certified recipients say so too. */
async function checkRecipients({ kit, directory, chain, official }: KitAccess, findings: Findings): Promise<void> {
  if (directory.recovery !== (await postQuantumRecipient(kit.identity))) {
    findings.add('directory', 'altered', 'it names another recovery recipient');
  }
  findings.attempt('vault.json recipients', () => {
    const { recovery } = certifiedRecipients(official, chain);
    if (recovery !== directory.recovery) {
      findings.add('vault.json recipients', 'altered', 'they name another recovery recipient');
    }
  });
}

/** Recovery does without the file; that it is damaged is told all the same. */
async function checkVaultFile({ env, paths, official, kept }: KitAccess, findings: Findings): Promise<void> {
  if (kept.content === null) {
    return findings.add('vault.json', 'altered', 'no vault can be opened by the content that the log names');
  }
  if (isRaisedCost(official.kdf)) findings.add('vault.json kdf', 'altered', 'a cost that no program asks');
  if ((await env.files.stat(paths.vaultFile)) === null) {
    return findings.add('vault.json', 'missing', 'there is no such file');
  }
  await findings.attemptAsync('vault.json', async () => {
    const { content, next } = await readVaultFile(env.files, paths.vaultFile);
    const hash = contentHash(official);
    if (![content, next].some((one) => one !== null && contentHash(one).equals(hash))) {
      findings.add('vault.json', 'altered', 'not the content that the log names');
    }
  });
}
