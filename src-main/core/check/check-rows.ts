import type { z } from 'zod';
import type { Finding } from '../../contract/check.ts';
import { bucketOf, type RowTable, rowHash } from '../access/head.ts';
import { MemberListSchema } from '../access/member-list.ts';
import { unwrapFileKey } from '../crypto/age/header.ts';
import { PersonalCompartmentBodySchema } from '../personal/personal-compartment.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { DocumentBodySchema, FolderBodySchema, NoteBodySchema, VersionBodySchema } from '../records/bodies.ts';
import { isByItsAuthor, openRow } from '../records/open-row.ts';
import { rowsOf } from '../records/rows-of.ts';
import { bodyOf } from '../records/sealed-record.ts';
import { RequestAnswerBodySchema, RequestBodySchema } from '../requests/request-body.ts';
import { TaskBodySchema, TaskStateBodySchema } from '../tasks/task-body.ts';
import { keyOfEpoch, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { checkFileKey } from './check-file-key.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

export interface RowCounts {
  records: number;
  versions: number;
}

/** Of the records that lie in an exchange only, by type. */
const bodiesInExchange: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['task', TaskBodySchema],
  ['task-state', TaskStateBodySchema],
  ['request', RequestBodySchema],
  ['request-answer', RequestAnswerBodySchema],
  ['personal-compartment', PersonalCompartmentBodySchema],
]);

/** What is known of the documents of one compartment while its rows are gone through. */
interface Documents {
  readonly named: Map<string, Finding['about']>;
  /** By version id: the document that lists it. */
  readonly listed: Map<string, string>;
}

/**
 * Every row of `records` and `contents`: its hash, and where the signed-in user has the key also its seal, its schema, its
 * author's signature and right to write it, and that documents and their versions belong together.
 */
export async function checkRows(vault: OpenVault, findings: Findings, progress: Progress): Promise<RowCounts> {
  const counts: RowCounts = { records: 0, versions: 0 };
  const known = new Set(vault.db.all('SELECT id FROM compartments').map((row) => idOf(row, 'id')));
  for (const table of ['records', 'contents'] as const) {
    for (const row of vault.db.all(`SELECT DISTINCT compartment FROM ${table}`)) {
      const id = idOf(row, 'compartment');
      if (!known.has(id)) findings.add(`${table} of ${id}`, 'superfluous', 'rows of a compartment that does not exist');
      known.add(id);
    }
  }
  for (const id of known) {
    const compartment = vault.compartments.get(id) ?? null;
    const documents: Documents = { named: new Map(), listed: new Map() };
    for (const row of rowsOf(vault.db, 'records', id)) {
      counts.records += 1;
      checkRowHash(vault, findings, 'records', row);
      if (compartment) checkRecord(vault, findings, compartment, row, documents);
      await progress.step();
    }
    for (const row of rowsOf(vault.db, 'contents', id)) {
      counts.versions += 1;
      checkRowHash(vault, findings, 'contents', row);
      if (compartment) checkVersion(vault, findings, compartment, row, documents);
      await progress.step();
    }
    for (const [version, document] of documents.listed) {
      findings.add(
        `contents ${version}`,
        'missing',
        'a version that its document lists',
        documents.named.get(document),
      );
    }
  }
  return counts;
}

/** That a row is what its own hash says, which needs no key. */
export function checkRowHash(vault: Pick<OpenVault, 'id'>, findings: Findings, table: RowTable, row: SqlRow): void {
  const id = idOf(row, 'id');
  findings.attempt(`${table} ${id}`, () => {
    const content = table === 'contents' ? { header: blobOf(row, 'header'), object: blobOf(row, 'object') } : null;
    const [version, epoch, sealed] = [integerOf(row, 'version'), integerOf(row, 'epoch'), blobOf(row, 'sealed')];
    const hash = rowHash(vault.id, { table, id, version, epoch, sealed, content });
    if (!hash.equals(blobOf(row, 'hash'))) findings.add(`${table} ${id}`, 'altered', 'it has another hash');
    if (integerOf(row, 'bucket') !== bucketOf(id)) findings.add(`${table} ${id}`, 'altered', 'it is in a wrong bucket');
    if (content && content.object.length !== 32) findings.add(`contents ${id}`, 'altered', 'no name of an object');
  });
}

function checkRecord(
  vault: OpenVault,
  findings: Findings,
  compartment: OpenCompartment,
  row: SqlRow,
  { named, listed }: Documents,
): void {
  const id = idOf(row, 'id');
  const part = `records ${id}`;
  findings.attempt(part, () => {
    const { place, record } = openRow(vault, compartment, 'records', row);
    let about: Finding['about'] = null;
    const exchanged = compartment.members.purpose === 'exchange' ? bodiesInExchange.get(record.type) : undefined;
    if (record.type === 'document') {
      const { name, versions, current } = bodyOf(place, record, 'document', DocumentBodySchema);
      about = { id, name };
      named.set(id, about);
      for (const version of versions) listed.set(version, id);
      if (current < versions.length) findings.add(part, 'altered', 'fewer versions than it lists', about);
    } else if (record.type === 'folder') {
      about = { id, name: bodyOf(place, record, 'folder', FolderBodySchema).name };
      if (compartment.members.folder !== id) findings.add(part, 'superfluous', 'a second name of a folder', about);
    } else if (record.type === 'note') bodyOf(place, record, 'note', NoteBodySchema);
    else if (exchanged) bodyOf(place, record, record.type, exchanged);
    else if (record.type === 'member-list') {
      bodyOf(place, record, 'member-list', MemberListSchema);
      if (id !== compartment.id) findings.add(part, 'superfluous', 'a second member list');
    } else findings.add(part, 'superfluous', `a record of a kind that the format does not have: ${record.type}`);
    checkAuthor(vault, findings, compartment, { place, record }, about);
  });
}

function checkVersion(
  vault: OpenVault,
  findings: Findings,
  compartment: OpenCompartment,
  row: SqlRow,
  { named, listed }: Documents,
): void {
  const id = idOf(row, 'id');
  const part = `contents ${id}`;
  findings.attempt(part, () => {
    const opened = openRow(vault, compartment, 'contents', row);
    const body = bodyOf(opened.place, opened.record, 'version', VersionBodySchema);
    const about = named.get(body.document) ?? null;
    if (listed.get(id) !== body.document) findings.add(part, 'superfluous', 'a version that no document lists', about);
    listed.delete(id);
    const { identity } = keyOfEpoch(compartment, integerOf(row, 'epoch'));
    const fileKey = findings.attempt(part, () => unwrapFileKey(blobOf(row, 'header'), [identity]), about);
    checkFileKey(findings, part, fileKey, body.fileKey, about);
    checkAuthor(vault, findings, compartment, opened, about);
  });
}

function checkAuthor(
  vault: OpenVault,
  findings: Findings,
  compartment: OpenCompartment,
  opened: ReturnType<typeof openRow>,
  about: Finding['about'],
): void {
  const { place, record } = opened;
  const part = `${place.table} ${place.id}`;
  if (record.at > vault.log.head.position) findings.add(part, 'altered', 'written at a time to come', about);
  if (!isByItsAuthor(vault, compartment, opened)) {
    findings.add(part, 'altered', 'not by somebody who might write it', about);
  }
}
