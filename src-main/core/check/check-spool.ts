import { splitAgeFile } from '../crypto/age/header.ts';
import { parseHeader } from '../crypto/age/header-format.ts';
import { plaintextSize } from '../crypto/age/payload.ts';
import { type FileSystem, unfinishedName } from '../ports/file-system.ts';
import { readMessage } from '../spool/read-message.ts';
import {
  largestMessageBytes,
  largestSpoolBytes,
  listSpool,
  mostMessages,
  type SpoolFile,
} from '../spool/spool-files.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { requireUnaltered } from '../vault/sign-in-limits.ts';
import type { Findings } from './findings.ts';

const signInFile = 'sign-in.json';

/** Opens a file of the spool. @returns whether a computer of the office wrote it. */
type MessageTest = (id: string, bytes: Uint8Array) => boolean;

/** What waits in the spool: its shape and, for the Privacy Officer, whether a computer of the office wrote it. */
export async function checkSpool(vault: OpenVault, findings: Findings): Promise<void> {
  const canOpen = isPrivacyOfficer(vault) && vault.compartments.has(vault.directory.inbox.compartment);
  const isMessage: MessageTest = (id, bytes) => readMessage(vault, id, bytes) !== null;
  await checkSpoolFiles(vault, findings, canOpen ? isMessage : null);
}

/** As `checkSpool`, also where nobody is signed in. @param isMessage null where nothing can be opened: then its shape tells. */
export async function checkSpoolFiles(
  { env: { files, clock }, paths: { spool, signIns } }: Pick<OpenVault, 'env' | 'paths'>,
  findings: Findings,
  isMessage: MessageTest | null,
): Promise<void> {
  const waiting = await listSpool(files, spool);
  const total = waiting.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (waiting.length > mostMessages || total > largestSpoolBytes) {
    findings.add('spool', 'superfluous', 'more than a spool may hold');
  }
  for (const file of waiting) {
    await findings.attemptAsync(`spool/${file.id}.age`, () => checkFile(files, findings, file, isMessage));
  }
  const known = new Set([signInFile, ...waiting.map(({ id }) => `${id}.age`)]);
  for (const name of await files.list(spool)) {
    if (known.has(name)) continue;
    if (unfinishedName.test(name)) findings.add(`spool/${name}`, 'unfinished-write', 'a write that did not end');
    else findings.add(`spool/${name}`, 'unknown-file', 'not a file of a spool');
  }
  await findings.attemptAsync(`spool/${signInFile}`, () => requireUnaltered(files, signIns, clock.now()));
}

async function checkFile(
  files: FileSystem,
  findings: Findings,
  { id, path, isRegular, sizeBytes }: SpoolFile,
  isMessage: MessageTest | null,
): Promise<void> {
  const part = `spool/${id}.age`;
  if (!isRegular) return findings.add(part, 'unreadable', 'not a regular file');
  if (sizeBytes > largestMessageBytes) return findings.add(part, 'superfluous', 'larger than a message may be');
  const bytes = await files.read(path);
  // Taken in meanwhile.
  if (bytes === null) return;
  const { header, payload } = splitAgeFile(bytes);
  const { stanzas } = parseHeader(header);
  plaintextSize(payload.length);
  const isRight = isMessage ? isMessage(id, bytes) : stanzas.length === 1 && stanzas[0]?.args[0] === 'X25519';
  if (!isRight) findings.add(part, 'altered', 'not a message by a computer of this office');
}
