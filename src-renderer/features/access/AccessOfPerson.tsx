import { Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useRouter } from '../../app/router.tsx';
import type { Session } from '../../app/session.ts';
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
import type { Grant } from './grants.ts';
import { accessTexts } from './texts.ts';
import { type GrantRow, listHeight, useGrantColumns } from './use-grant-columns.tsx';
import { useWithdrawing } from './use-withdrawing.tsx';
import { warningsOfPerson } from './warnings.ts';

const grantKey = ({ folder }: GrantRow) => folder.id;
const grantName = ({ folder }: GrantRow) => folder.name;
const byName = { column: 'name', descending: false } as const;

/** The folders that somebody can open, for the Privacy Officer: seen from the person, the same as on a folder. */
export function AccessOfPerson({
  person,
}: {
  readonly person: { readonly id: string; readonly name: string; readonly role: Session['role'] };
}) {
  const say = useTexts(accessTexts);
  const { go } = useRouter();
  const access = useCall('accessOfPerson', { user: person.id });
  const folders = useCall('folderList', {});
  const [giving, setGiving] = useState<Grant | 'new' | null>(null);
  const undo = useUndo();
  const { ask: onWithdraw, ...withdrawing } = useWithdrawing();
  const onChange = useCallback((grant: Grant) => setGiving(grant), []);
  const columns = useGrantColumns({ of: 'person', onChange, onWithdraw });
  useCommand('undo', () => undo.last.current?.());
  const rows = useMemo<readonly GrantRow[] | undefined>(
    () =>
      access.data?.map(({ id, name, kind, rights, since, endsAt }) => ({
        folder: { id, name, kind },
        person: { id: person.id, name: person.name },
        rights,
        since,
        endsAt,
        givenBy: null,
      })),
    [access.data, person.id, person.name],
  );
  const have = new Set(rows?.map(({ folder }) => folder.id));
  const others = (folders.data?.folders ?? []).filter(
    ({ id, kind }) => !have.has(id) && (kind === 'client' || person.role === 'office-manager'),
  );
  const warnings = rows ? warningsOfPerson(rows, folders.data ? others.length : null, Date.now()) : [];
  return (
    <div className={classes.person}>
      <div className={classes.bar}>
        <Button leftSection={<IconFolderPlus size={18} stroke={1.5} aria-hidden />} onClick={() => setGiving('new')}>
          {say('give')}
        </Button>
      </div>
      {withdrawing.state}
      <Problem error={access.error ?? undo.error} />
      <AccessWarnings of="person" warnings={warnings} />
      <div className={classes.list} style={{ minHeight: listHeight(rows?.length ?? 0) }}>
        <DataTable
          label={say('folders', { name: person.name })}
          rows={rows}
          rowKey={grantKey}
          rowName={grantName}
          columns={columns}
          firstSort={byName}
          onOpen={({ folder }) => go({ screen: 'folder', folder: folder.id, tab: 'access' })}
          empty={<Empty text={say('emptyPerson', { person: person.name })} />}
        />
      </div>
      <Exposures />
      {withdrawing.dialog}
      {giving === null ? null : (
        <GiveAccess
          title={
            giving === 'new'
              ? say('giveTitlePerson', { person: person.name })
              : say('changeTitle', { person: person.name })
          }
          folder={giving === 'new' ? null : giving.folder}
          person={person}
          folders={others}
          now={giving === 'new' ? null : giving}
          undo={undo}
          onClose={() => setGiving(null)}
        />
      )}
    </div>
  );
}
