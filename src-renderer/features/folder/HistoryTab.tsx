import { Anchor, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { handOver } from '../../app/handover.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { personSortName } from '../../i18n/sort-name.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RestoreDocuments } from '../backups/restoring/RestoreDocuments.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-open-folder.ts';

type Happened = WindowOutput<'folderHistory'>[number];

const mostShown = 1000;
const eventKey = ({ id }: Happened) => id;
const eventName = ({ name }: Happened) => name;

/** What happened in the folder, from its own records. */
export function HistoryTab({ folder }: { readonly folder: OpenFolder }) {
  const say = useTexts(folderTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const isOfficer = useSession().role === 'privacy-officer';
  const [restoring, setRestoring] = useState(false);
  const history = useCall('folderHistory', { folder: folder.id, limit: mostShown });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  const columns = useMemo<readonly Column<Happened>[]>(
    () => [
      {
        key: 'when',
        header: say('when'),
        width: '152px',
        sortBy: ({ at }) => at,
        cell: ({ at }) => formats.timeInTable(at),
      },
      {
        key: 'who',
        header: say('who'),
        width: { names: ({ byName }) => byName ?? say('unknownPerson') },
        sortBy: ({ byName }) => (byName === null ? null : personSortName(byName)),
        cell: ({ byName }) => <NameText name={byName ?? say('unknownPerson')} />,
      },
      {
        key: 'what',
        header: say('what'),
        width: 'minmax(120px, 190px)',
        sortBy: ({ what }) => what,
        cell: ({ what, version }) =>
          what === 'version-added' ? say('version-added', { version: version ?? '' }) : say(what),
      },
      {
        key: 'about',
        header: say('about'),
        width: { names: ({ name }) => name },
        sortBy: ({ name }) => name,
        cell: ({ name }) => <NameText name={name} />,
      },
    ],
    [formats],
  );
  return (
    <>
      <Problem error={history.error} />
      <DataTable
        label={say('history')}
        rows={history.data}
        rowKey={eventKey}
        rowName={eventName}
        columns={columns}
        empty={<Empty text={say('historyEmpty')} />}
      />
      {isOfficer ? (
        <Group gap={24}>
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              handOver('logSubject', folder.id);
              go({ screen: 'log' });
            }}
          >
            {say('openLog')}
          </Anchor>
          <Anchor component="button" type="button" onClick={() => setRestoring(true)}>
            {say('fromBackup')}
          </Anchor>
        </Group>
      ) : null}
      {restoring ? <RestoreDocuments folder={folder} onClose={() => setRestoring(false)} /> : null}
    </>
  );
}
