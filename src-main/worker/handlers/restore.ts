import { resolve } from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import type { restoreCalls } from '../../contract/restore.ts';
import { verifyRepository } from '../../core/backup/verify/verify-repository.ts';
import { wipePostQuantumIdentity } from '../../core/crypto/age/post-quantum-identity.ts';
import type { Target } from '../../core/ports/target.ts';
import { parseKit, rootOfKit } from '../../core/recovery/kit.ts';
import { discardRestore } from '../../core/restore/discard-restore.ts';
import { type ExaminedRestore, examineRestore } from '../../core/restore/examine-restore.ts';
import { knownRoot, vaultsOn } from '../../core/restore/find-repository.ts';
import { snapshotId } from '../../core/restore/find-snapshot.ts';
import { finishRestore } from '../../core/restore/finish-restore.ts';
import { listSnapshots } from '../../core/restore/list-snapshots.ts';
import { makeTicket } from '../../core/restore/make-ticket.ts';
import { withSource } from '../../core/restore/reach-source.ts';
import { examineByTicket, openedTicket, restoreByTicket } from '../../core/restore/restore-by-ticket.ts';
import { restoreDocuments } from '../../core/restore/restore-documents.ts';
import { withIdentity } from '../../core/restore/restore-files.ts';
import { makeRestoreRequest, parseRestoreRequest } from '../../core/restore/restore-request.ts';
import { type RestoreOutcome, restoreVault } from '../../core/restore/restore-vault.ts';
import { fingerprint } from '../../core/vault/fingerprint.ts';
import type { Handlers } from '../handler.ts';

export const restoreHandlers: Handlers<typeof restoreCalls> = {
  restoreList: async ({ env, job: { signal } }, { source, kitText }) =>
    await withSource(env, source, async ({ target, remembered }) => {
      const { vault, root } = kitText === null ? await knownRoot(env, target, signal) : rootOfKit(kitText);
      const repository = { target, vault, root, remembered, signal };
      const { writers, findings } = await listSnapshots(repository, env.clock.now());
      return {
        vault,
        writers: writers.map((writer) => ({ ...writer, snapshots: [...writer.snapshots] })),
        findings: [...findings],
      };
    }),
  restoreVerify: async ({ env, job }, { source, kitText }) =>
    await withSource(env, source, async ({ target, remembered }) => {
      const { vault, root } = kitText === null ? await knownRoot(env, target, job.signal) : rootOfKit(kitText);
      const repository = { target, vault, signal: job.signal };
      const { findings, writers } = await verifyRepository(repository, root, { reads: 'all', remembered }, job);
      if (writers.length === 0) throw notFound('repository', 'target', 'no backups of this vault there');
      const sum = (amount: (writer: (typeof writers)[number]) => number) =>
        writers.reduce((total, writer) => total + amount(writer), 0);
      const snapshots = sum((writer) => writer.snapshots.length);
      return {
        vault,
        snapshots,
        files: sum(({ files }) => files),
        bytes: sum(({ bytes }) => bytes),
        findings: [...findings],
      };
    }),
  restoreVaults: async ({ env, job: { signal } }, { source }) =>
    await withSource(env, source, async ({ target }) => ({ vaults: await vaultsOn(target, signal) })),
  restoreTicketRead: async ({ env }, { path }) => {
    const { vault, root } = await openedTicket(env, resolve(path));
    return { vault, rootFingerprint: fingerprint(vault, [root]) };
  },
  restoreExamine: async ({ env, job }, { source, snapshot, by }) =>
    await withSource(env, source, async ({ target, remembered }) => {
      if (by.kind === 'ticket') {
        const reached = { target, remembered };
        const { examined, ...of } = await examineByTicket(env, resolve(by.path), snapshot, reached, job);
        return standingOf(of, examined);
      }
      const { vault, root } = rootOfKit(by.kitText);
      const repository = { target, vault, root, remembered, signal: job.signal };
      const wanted = { repository, snapshot: snapshot ?? 'newest' };
      return standingOf({ vault, root }, await examineRestore(wanted, env.clock.now(), job));
    }),
  restoreDiscard: async ({ env }, { folder, inPlace }) => {
    await discardRestore(env.files, resolve(folder), inPlace);
    return {};
  },
  restoreRequest: async ({ env }, { keychain, outPath }) => {
    const file = resolve(outPath);
    const { text, ...made } = await makeRestoreRequest(env, keychain);
    await env.files.create(file, Buffer.from(text, 'utf8'));
    return { ...made, file };
  },
  restoreRequestRead: async (_, { request }) => {
    const { computer, at } = parseRestoreRequest(request);
    return { computer, at };
  },
  restoreTicket: async ({ env, job }, { source, outPath, ...wanted }) =>
    await withSource(env, source, async (reached) => {
      const out = resolve(outPath);
      const asked = { ...wanted, ...reached, folder: `${out}.rebuilt` };
      const { file, findings, ...made } = await makeTicket(env, asked, job);
      await env.files.create(out, file);
      return { ...made, findings: [...findings], file: out };
    }),
  restoreVault: async ({ env, job }, { source, by, ...wanted }) =>
    await withSource(env, source, async ({ target, remembered }) => {
      const folder = resolve(wanted.folder);
      const common = { ...wanted, folder };
      if (by.kind === 'ticket') {
        const reached = { target, remembered };
        const { vault, root, outcome } = await restoreByTicket(env, resolve(by.path), common, reached, job);
        return outputOf({ vault, root }, folder, outcome);
      }
      const { vault, root, identity } = parseKit(by.kitText);
      try {
        const repository = { target, vault, root, remembered, signal: job.signal };
        const keyOf = withIdentity(identity);
        const snapshot = wanted.snapshot ?? 'newest';
        const outcome = await restoreVault(env, { ...common, snapshot, repository, keyOf, later: null }, job);
        return outputOf({ vault, root }, folder, outcome);
      } finally {
        wipePostQuantumIdentity(identity);
      }
    }),
  restoreDocuments: async ({ env, job }, { source, ...wanted }) =>
    await withSource(env, source, async ({ target }) => {
      const to = resolve(wanted.to);
      const { snapshot, folder, documents, failed } = await restoreDocuments(env, { ...wanted, to, target }, job);
      return {
        snapshot,
        folder,
        to,
        documents: documents.map(({ name, sizeBytes }) => ({ name, bytes: sizeBytes })),
        failed: failed.map(({ name, error: { code } }) => ({ name, code })),
      };
    }),
  restoreFinish: async ({ env, job }, { vault, source, ...wanted }) => {
    const folder = resolve(vault);
    const finish = async (target: Target | null) => {
      const finished = await finishRestore(env, { ...wanted, folder, target }, job);
      const { struckOff, broken, pending } = finished;
      return { ...finished, struckOff: [...struckOff], broken: [...broken], pending: [...pending] };
    };
    return source === null ? await finish(null) : await withSource(env, source, ({ target }) => finish(target));
  },
};

function standingOf(
  { vault, root }: { readonly vault: string; readonly root: string },
  { found, inventory: _, findings, ...standing }: ExaminedRestore,
) {
  const { snapshot, hash } = found;
  return {
    vault,
    ...standing,
    findings: [...findings],
    rootFingerprint: fingerprint(vault, [root]),
    snapshot: { id: snapshotId(found), at: snapshot.at, hash },
  };
}

function outputOf(
  { vault, root }: { readonly vault: string; readonly root: string },
  folder: string,
  { restored, findings, ...standing }: RestoreOutcome,
) {
  return {
    vault,
    ...standing,
    findings: [...findings],
    rootFingerprint: fingerprint(vault, [root]),
    restored: restored && {
      folder,
      snapshot: {
        id: snapshotId(restored.snapshot),
        at: restored.snapshot.snapshot.at,
      },
      documents: restored.payloads,
      bytes: restored.bytes,
      setAside: restored.setAside,
    },
  };
}
