import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseName, sealedName } from '../../../src-main/core/backup/repository/names.ts';
import { openSealedStream } from '../../../src-main/core/backup/repository/sealed-stream.ts';
import { SnapshotSchema, signSnapshot } from '../../../src-main/core/backup/repository/statements.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { fromBase64 } from '../../../src-main/core/crypto/bytes.ts';
import type { SigningKey } from '../../../src-main/core/crypto/signing.ts';
import { parseStatement, statementBytes, unverifiedPayload } from '../../../src-main/core/crypto/statement.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { blobOf } from '../../../src-main/core/ports/row.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { openLaterState } from '../../../src-main/core/restore/later-state.ts';
import { makeTicket } from '../../../src-main/core/restore/make-ticket.ts';
import { restoreByTicket } from '../../../src-main/core/restore/restore-by-ticket.ts';
import { identityOfRequest, makeRestoreRequest } from '../../../src-main/core/restore/restore-request.ts';
import { openTicket } from '../../../src-main/core/restore/ticket-file.ts';
import type { Environment } from '../../../src-main/core/vault/open-vault.ts';
import { type BackedUp, blankComputer, createBackedUp, writerFolderOf } from '../../support/backed-up.ts';
import { folderTarget } from '../../support/backup-office.ts';
import { inPieces } from '../../support/byte-streams.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

/** Words that stand nowhere in the clear but in the open vault. */
const canaries = ['Jansen', 'doc 1-', 'Zonnebloem', officerName, 'Kantoor Testdijk'];

let home: TempFolder;
let office: BackedUp;
/** What somebody has who has the database's key and the computer's: the head of the log, a key's escrow, and how to sign. */
let inside: { readonly position: number; readonly escrow: Buffer; readonly signing: SigningKey };

beforeAll(async () => {
  home = openTempFolder();
  office = await createBackedUp(home, async (officer, backUpAgain) => {
    await createFolder(officer, { name: 'Zonnebloem', kind: 'client' });
    const [document] = await listDocuments(officer, 'Jansen', false);
    await eraseDocument(officer, { folder: 'Jansen', document: document?.id ?? '' }, 'asked for');
    await backUpAgain();
    const row = officer.db.get('SELECT escrow FROM compartment_keys LIMIT 1') ?? {};
    const { seed, publicKey } = officer.computer.signing;
    const signing = { seed: Buffer.from(seed), publicKey: Buffer.from(publicKey) };
    inside = { position: officer.log.head.position, escrow: Buffer.from(blobOf(row, 'escrow')), signing };
  });
});
afterAll(() => home[Symbol.dispose]());

interface Asked {
  readonly own: TempFolder;
  readonly env: Environment;
  readonly target: Target;
  readonly request: Awaited<ReturnType<typeof makeRestoreRequest>>;
}

async function asked(): Promise<Asked> {
  const own = tempFolder();
  const env = blankComputer(own, office.clock);
  const request = await makeRestoreRequest(env, 'file');
  return { own, env, request, target: await folderTarget(office.place) };
}

/** As the Privacy Officer makes it on her own computer. */
async function ticketFor({ own, target, request }: Asked, snapshot: string, kitText = office.kit): Promise<string> {
  const { text, fingerprint } = request;
  const remembered = new Map();
  const wanted = { target, remembered, snapshot, request: text, fingerprint, kitText, folder: own.file('rebuilt') };
  const { file } = await makeTicket(blankComputer(tempFolder(), office.clock), wanted, unwatched);
  const ticket = own.file(`ticket ${snapshot}`);
  writeFileSync(ticket, file);
  return ticket;
}

async function restore(
  { own, env, target }: Asked,
  ticket: string,
  { snapshot = null, folder = own.file('restored') }: { snapshot?: string | null; folder?: string } = {},
) {
  const wanted = { snapshot, folder, inPlace: false, acceptFindings: false };
  return await restoreByTicket(env, ticket, wanted, { target, remembered: new Map() }, unwatched);
}

describe('a restore ticket', () => {
  test('rebuilds its snapshot on the computer that asked, once, and shows nobody a name', async () => {
    const it = await asked();
    const ticket = await ticketFor(it, '3');
    const { outcome } = await restore(it, ticket);
    expect(outcome.restored?.snapshot.snapshot.number).toBe(3);
    const folder = it.own.file('restored');
    const restored = treeDigest(folder, ['restored.json']);
    expect(restored).toEqual(office.digests[2]);
    // All that its holder has: request, ticket, keychain, vault, and what is left of rebuilding it.
    const names = readdirSync(it.own.path, { recursive: true, encoding: 'utf8', withFileTypes: true });
    for (const entry of names) {
      for (const canary of canaries) expect(entry.name).not.toContain(canary);
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      for (const canary of canaries) expect(bytes.includes(canary), entry.name).toBe(false);
    }
    expect(readdirSync(it.own.path).sort()).toEqual(['blank config', 'restored', 'ticket 3']);
    expect(readFileSync(join(folder, 'vault.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    // No key of the vault's is among what the ticket had: it opens with the recovery key alone.
    expect(await checkRecovery(it.env, folder, office.kit, unwatched)).toMatchObject({ findings: [] });
    await expect(restore(it, ticket, { folder: it.own.file('again') })).rejects.toMatchObject({
      details: { reason: 'ticket-used' },
    });
  });

  test('has the file keys of exactly what its snapshot needs, which open nothing else', async () => {
    const it = await asked();
    const ticket = await ticketFor(it, '3');
    const identity = await identityOfRequest(it.env, it.request.id);
    const { fileKeys } = await openTicket(readFileSync(ticket), identity);
    const base = writerFolderOf(office.place);
    const snapshots = readdirSync(join(base, 'snapshots'))
      .sort()
      .map((name) => SnapshotSchema.parse(payloadOf(join(base, 'snapshots', name))));
    const [, second, third] = snapshots;
    if (!second || !third) throw new Error('a snapshot is missing');
    expect(third.database.on).toBe(2);
    const needed = [
      databaseName(second.database.file),
      databaseName(third.database.file),
      sealedName(third.sealed.file),
    ];
    expect(Object.keys(fileKeys).sort()).toEqual([...needed].sort());
    for (const kind of ['database', 'sealed']) {
      for (const name of readdirSync(join(base, kind))) {
        const opened: boolean[] = [];
        for (const key of Object.values(fileKeys))
          opened.push(await opens(join(base, kind, name), `${kind}/${name}`, key));
        expect({ name: `${kind}/${name}`, opened: opened.some(Boolean) }).toEqual({
          name: `${kind}/${name}`,
          opened: needed.includes(`${kind}/${name}`),
        });
      }
    }
  });

  test('is refused for another snapshot, another computer, another fingerprint, another vault and when it is altered', async () => {
    const [it, other] = [await asked(), await asked()];
    const ticket = await ticketFor(it, '2');
    const reasonOf = async (work: Promise<unknown>) =>
      await work.then(
        () => 'done',
        (error: { code?: string; details?: { reason?: string } }) => error.details?.reason ?? error.code,
      );
    expect(await reasonOf(restore(it, ticket, { snapshot: '3' }))).toBe('ticket-for-another');
    expect(await reasonOf(restore(other, ticket))).toBe('ticket-for-another');
    const bytes = readFileSync(ticket);
    const flipped = Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), sealed: flippedIn(bytes) }));
    writeFileSync(ticket, flipped);
    expect(await reasonOf(restore(it, ticket))).toBe('not-a-ticket');
    const wrong = { ...it, request: { ...it.request, fingerprint: other.request.fingerprint } };
    expect(await reasonOf(ticketFor(wrong, '2'))).toBe('wrong-control-words');
    const { kit } = await createTestVault();
    expect(await reasonOf(ticketFor(it, '2', kit))).toBe('snapshot');
    expect(readdirSync(it.own.path)).not.toContain('restored');
    expect(readdirSync(it.own.path)).not.toContain('rebuilt');
  });

  test('tells what has happened since to whoever has the recovery key, and to nobody else', async () => {
    const it = await asked();
    const ticket = await openTicket(
      readFileSync(await ticketFor(it, '3')),
      await identityOfRequest(it.env, it.request.id),
    );
    const sealed = fromBase64(ticket.later ?? '');
    const later = await openLaterState(sealed, parseKit(office.kit));
    expect(later.erased).toHaveLength(1);
    expect(later.folders).toHaveLength(2);
    expect(later.position).toBe(inside.position);
    for (const canary of canaries) expect(JSON.stringify(later)).not.toContain(canary);
    const other = parseKit((await createTestVault()).kit);
    await expect(openLaterState(sealed, other)).rejects.toMatchObject({ code: 'integrity-violated' });
    // Of the newest there is nothing to tell.
    const newest = await asked();
    const file = readFileSync(await ticketFor(newest, 'newest'));
    expect((await openTicket(file, await identityOfRequest(newest.env, newest.request.id))).later).toBeNull();
  });

  test('is not made for a snapshot that names something else which is sealed to the recovery key', async () => {
    const it = await asked();
    const place = it.own.file('target');
    cpSync(office.place, place, { recursive: true });
    const base = writerFolderOf(place);
    const names = readdirSync(join(base, 'snapshots')).sort();
    const last = names.at(-1) ?? '';
    const payload = SnapshotSchema.parse(payloadOf(join(base, 'snapshots', last)));
    // Who has the computer's keys and the database has the escrow of every folder's key, and signs what it likes.
    const { escrow, signing } = inside;
    const file = sha256(escrow).toString('hex');
    for (const part of ['database', 'sealed'] as const) {
      writeFileSync(join(base, part, file), escrow);
      const { kind: _kind, ...snapshot } = payload;
      const number = payload.number + 1;
      const named = part === 'database' ? { on: null, pages: 1 } : {};
      const forged = {
        ...snapshot,
        number,
        at: snapshot.at + 1,
        previous: last.slice(-64),
        [part]: { ...snapshot[part], file, size: escrow.length, ...named },
      };
      const bytes = statementBytes(signSnapshot(forged, signing));
      const name = `${String(number).padStart(10, '0')}-${sha256(bytes).toString('hex')}`;
      writeFileSync(join(base, 'snapshots', name), bytes);
      const target = await folderTarget(place);
      await expect(ticketFor({ ...it, target }, 'newest')).rejects.toMatchObject({
        code: 'integrity-violated',
        details: { part: `${part}/${file}` },
      });
      expect(readdirSync(it.own.path)).not.toContain('rebuilt');
      rmSync(join(base, 'snapshots', name));
      await target.close();
    }
  });
});

function flippedIn(bytes: Buffer): string {
  const sealed = Buffer.from(JSON.parse(bytes.toString()).sealed, 'base64');
  const at = sealed.length - 20;
  sealed[at] = (sealed[at] ?? 0) ^ 1;
  return sealed.toString('base64');
}

function payloadOf(file: string): unknown {
  return unverifiedPayload(parseStatement(readFileSync(file), file));
}

async function opens(file: string, name: string, fileKey: string): Promise<boolean> {
  const bytes = readFileSync(file);
  try {
    for await (const _piece of openSealedStream(name, inPieces(bytes), { fileKey: fromBase64(fileKey) }));
    return true;
  } catch {
    return false;
  }
}
