import type { CallOutput } from '../../contract/calls.ts';
import { base64, idBytes } from '../crypto/bytes.ts';
import { markerPath } from '../documents/object-paths.ts';
import { integerOf, textOf, timeOf } from '../ports/row.ts';
import { countRows } from '../records/count-rows.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { RoleSchema } from '../vault/schemas.ts';

/** The state of the vault as somebody who is signed in sees it: numbers, and what waits to be done. */
export async function insideStatus(vault: OpenVault): Promise<CallOutput<'statusDetailed'>> {
  const { db, directory, user, log, keychain } = vault;
  const count = (table: string) => countRows(db, table);
  const now = vault.env.clock.now();
  return {
    id: vault.id,
    office: directory.office,
    user: { id: user.id, name: user.name, role: user.role },
    keychain: keychain.kind,
    readOnly: vault.readOnly,
    people: peopleByRole(vault),
    computers: directory.computers.filter(({ state }) => state === 'active').length,
    counts: {
      compartments: count('compartments'),
      open: vault.compartments.size,
      records: count('records'),
      versions: count('contents'),
      messages: count('messages'),
      tombstones: count('tombstones'),
    },
    log: { position: log.head.position, hash: base64(log.head.hash), checkpoint: lastCheckpoint(vault) },
    pending: [...directory.pending],
    toReseal: [...vault.compartments.values()].flatMap((compartment) => {
      const rows = oldRows(vault, compartment);
      return rows === 0 ? [] : [{ id: compartment.id, rows }];
    }),
    unswept: (await vault.env.files.stat(markerPath(vault.paths))) !== null,
    broken: [...vault.broken].map(([id, { error }]) => ({ id, what: error.message })),
    copies: db.all('SELECT name, made_at, expires_at FROM copies ORDER BY name').map((row) => {
      const expiresAt = timeOf(row, 'expires_at');
      return { name: textOf(row, 'name'), madeAt: timeOf(row, 'made_at'), expiresAt, expired: expiresAt <= now };
    }),
  };
}

function peopleByRole({ directory }: OpenVault): CallOutput<'statusDetailed'>['people'] {
  return RoleSchema.options.flatMap((role) => {
    const people = directory.users.filter((user) => user.role === role);
    const inState = (state: string) => people.filter((user) => user.state === state).length;
    const [provisional, active, disabled] = [inState('provisional'), inState('active'), inState('disabled')];
    return people.length === 0 ? [] : [{ role, provisional, active, disabled }];
  });
}

function lastCheckpoint({ db }: OpenVault): number | null {
  const row = db.get('SELECT position FROM checkpoints ORDER BY position DESC LIMIT 1');
  return row ? integerOf(row, 'position') : null;
}

/** Rows that a change of access left under an older key. */
function oldRows({ db }: OpenVault, { id, epoch }: OpenCompartment): number {
  const counted = ['records', 'contents'].map((table) => {
    const sql = `SELECT count(*) AS n FROM ${table} WHERE compartment = ? AND epoch < ?`;
    return integerOf(db.get(sql, idBytes(id), epoch) ?? {}, 'n');
  });
  return counted.reduce((sum, rows) => sum + rows, 0);
}
