import { Button } from '@mantine/core';
import { IconKey, IconUserPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useUndo } from '../../ui/Undo/use-undo.tsx';
import { AccessWarnings } from './AccessWarnings.tsx';
import classes from './access.module.css';
import { Exposures } from './Exposures.tsx';
import { GiveAccess } from './GiveAccess.tsx';
import { candidates, type Grant, giverOf } from './grants.ts';
import { PastAccess } from './PastAccess.tsx';
import { accessTexts } from './texts.ts';
import { type GrantRow, listHeight, useGrantColumns } from './use-grant-columns.tsx';
import { useRekeying } from './use-rekeying.tsx';
import { useWithdrawing } from './use-withdrawing.tsx';
import { warningsOfFolder } from './warnings.ts';

const grantKey = ({ person }: GrantRow) => person.id;
const grantName = ({ person }: GrantRow) => person.name;
const byName = { column: 'name', descending: false } as const;
const mostHistory = 1000;

/** Who may do what in a folder; the Privacy Officer changes it here. */
export function AccessOfFolder({ folder }: { readonly folder: Grant['folder'] }) {
  const say = useTexts(accessTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  const members = useCall('folderMembers', { folder: folder.id });
  const history = useCall('folderHistory', { folder: folder.id, limit: mostHistory });
  const users = useCall('userList', {}, { enabled: isOfficer });
  const [giving, setGiving] = useState<Grant | 'new' | null>(null);
  const undo = useUndo();
  const { ask: onWithdraw, ...withdrawing } = useWithdrawing();
  const rekeying = useRekeying(folder.id);
  const onChange = useCallback((grant: Grant) => setGiving(grant), []);
  const columns = useGrantColumns({
    of: 'folder',
    onChange: isOfficer ? onChange : undefined,
    onWithdraw: isOfficer ? onWithdraw : undefined,
  });
  useCommand('new', isOfficer ? () => setGiving('new') : null);
  useCommand('undo', isOfficer ? () => undo.last.current?.() : null);
  const rows = useMemo<readonly GrantRow[] | undefined>(
    () =>
      members.data
        ?.filter(({ until }) => until === null)
        .map((member) => ({
          folder,
          person: { id: member.id, name: member.name },
          rights: member.rights,
          since: member.since,
          endsAt: member.endsAt,
          givenBy: giverOf(member, history.data ?? []),
        })),
    [folder, members.data, history.data],
  );
  const have = new Set(rows?.map(({ person }) => person.id));
  const others = users.data ? candidates(users.data, folder.kind, have) : null;
  const warnings = rows ? warningsOfFolder(folder.kind, rows, others?.length ?? null, Date.now()) : [];
  const give = (
    <Button leftSection={<IconUserPlus size={18} stroke={1.5} aria-hidden />} onClick={() => setGiving('new')}>
      {say('give')}
    </Button>
  );
  return (
    <>
      {isOfficer ? (
        <div className={classes.bar}>
          {give}
          <Button
            variant="default"
            disabled={rekeying.busy}
            leftSection={<IconKey size={18} stroke={1.5} aria-hidden />}
            onClick={rekeying.ask}
          >
            {say('rekey')}
          </Button>
        </div>
      ) : null}
      <AccessWarnings of="folder" warnings={warnings} />
      {withdrawing.state}
      {rekeying.state}
      <Problem error={members.error ?? history.error ?? undo.error} />
      <div className={classes.list} style={{ minHeight: listHeight(rows?.length ?? 0) }}>
        <DataTable
          label={say('people')}
          rows={rows}
          rowKey={grantKey}
          rowName={grantName}
          columns={columns}
          firstSort={byName}
          empty={<Empty text={say(isOfficer ? 'emptyOfficer' : 'emptyOthers')} />}
        />
      </div>
      <PastAccess members={members.data?.filter(({ until }) => until !== null) ?? []} />
      <Exposures />
      {withdrawing.dialog}
      {rekeying.dialog}
      {giving === null ? null : (
        <GiveAccess
          title={
            giving === 'new'
              ? say('giveTitleFolder', { folder: folder.name })
              : say('changeTitle', { person: giving.person.name })
          }
          folder={folder}
          person={giving === 'new' ? null : giving.person}
          people={others ?? []}
          now={giving === 'new' ? null : giving}
          undo={undo}
          onClose={() => setGiving(null)}
        />
      )}
    </>
  );
}
