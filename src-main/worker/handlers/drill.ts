import { resolve } from 'node:path';
import { renderReport } from '../../adapters/reports/render-report.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { drillCalls } from '../../contract/drill.ts';
import { invalidInput } from '../../contract/error-reasons.ts';
import { isViolation, VaultError } from '../../contract/errors.ts';
import { programVersion } from '../../contract/program-version.ts';
import { placeText } from '../../core/backup/targets/place-text.ts';
import { sha256 } from '../../core/crypto/binding.ts';
import { base64 } from '../../core/crypto/bytes.ts';
import { requireOutPlace } from '../../core/documents/write-out.ts';
import { vaultOfSignature, verifiedReport } from '../../core/drill/drill-statement.ts';
import { recordDrill, signedReport } from '../../core/drill/record-drill.ts';
import { type DrillFacts, runDrill } from '../../core/drill/run-drill.ts';
import { readSmall } from '../../core/read-small.ts';
import { rootOfKit } from '../../core/recovery/kit.ts';
import { pinnedRoot } from '../../core/restore/find-repository.ts';
import { numberedId } from '../../core/restore/find-snapshot.ts';
import { withSource } from '../../core/restore/reach-source.ts';
import { fingerprint } from '../../core/vault/fingerprint.ts';
import { type Environment, type OpenVault, requirePrivacyOfficer } from '../../core/vault/open-vault.ts';
import type { Handlers } from '../handler.ts';
import { type DrillSigner, drillReport } from '../reports/drill-report.ts';

export const drillHandlers: Handlers<typeof drillCalls> = {
  drillRun: async ({ vault, job }, { source, snapshot, kitText, outPath, overwrite, language }) => {
    requirePrivacyOfficer(vault);
    const { files } = vault.env;
    const file = resolve(outPath);
    const signature = `${file}.sig`;
    for (const path of [file, signature]) await requireOutPlace(vault, { outPath: path, overwrite });
    const facts = await withSource(vault.env, source, (reached) =>
      runDrill(vault, { source: reached, snapshot, kitText }, job),
    );
    const target = source.by === 'name' ? source.target : placeText(source.place);
    const result = resultOf(facts, target);
    const report = signedReport(vault, facts, await renderReport(drillReport(result, signerOf(vault), language)));
    // Both are there before the log says so; what the log does not know of does not stay.
    const write = overwrite ? files.replace.bind(files) : files.create.bind(files);
    await write(file, report.file);
    try {
      await write(signature, report.signature);
      recordDrill(vault, facts, report);
    } catch (error) {
      for (const path of [signature, file]) await files.remove(path);
      throw error;
    }
    return { ...result, report: { file, signature, sha256: report.sha256 } };
  },
  drillVerify: async ({ env }, { report, signature, kitText }) => {
    const file = await requireFile(env, resolve(report));
    const signed = await requireFile(env, resolve(signature ?? `${report}.sig`));
    const hash = sha256(file).toString('hex');
    try {
      const vault = vaultOfSignature(signed);
      const root = kitText === null ? await pinnedRoot(env.machine, vault) : rootOfKit(kitText).root;
      if (root === null) throw invalidInput('no-such-root', 'recoveryKeyFile', 'this vault is not known here');
      const { user, at, passed, snapshot, from } = verifiedReport(file, signed, { vault, root });
      const said = { vault, user, at, passed, position: from };
      const { computer, number } = snapshot;
      return {
        sha256: hash,
        problem: null,
        signed: { ...said, snapshot: { id: numberedId(computer, number), number } },
      };
    } catch (error) {
      if (!isViolation(error)) throw error;
      return { sha256: hash, problem: error.details.part === 'drill-report' ? 'report' : 'signature', signed: null };
    }
  },
};

function resultOf(
  { snapshot, findings, ...facts }: DrillFacts,
  target: string,
): Omit<CallOutput<'drillRun'>, 'report'> {
  const { id, number, at, documents, bytes } = snapshot;
  return {
    ...facts,
    target,
    snapshot: { id, number, at, documents, bytes },
    findings: findings.map(({ part, problem, what }) => ({ part, problem, what })),
  };
}

/** By whom a report is, for those who read it. */
function signerOf({ id, root, user, directory, computer }: OpenVault): DrillSigner {
  return {
    office: directory.office,
    officer: user.name,
    computer: directory.computers.find((one) => one.id === computer.id)?.name ?? computer.id,
    program: programVersion,
    key: fingerprint(id, [base64(user.author.signing.publicKey)]),
    root: fingerprint(id, [root]),
  };
}

/** A report has some kilobytes, and its signature those of all certificates. */
const longestReportBytes = 64 * 1024 * 1024;

async function requireFile({ files }: Environment, path: string): Promise<Uint8Array> {
  const bytes = await readSmall(files, path, longestReportBytes);
  if (bytes === null) throw new VaultError('file-unreadable', 'there is no such file');
  if (bytes === 'longer') throw new VaultError('file-unreadable', 'longer than a report is');
  return bytes;
}
