import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useSession } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Split } from '../../ui/Split/Split.tsx';
import { DropTask } from './DropTask.tsx';
import { TaskDetails } from './TaskDetails.tsx';
import { TaskForm } from './TaskForm.tsx';
import { TaskTable } from './TaskTable.tsx';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';
import { useDone } from './use-done.ts';
import { useNamed } from './use-named.ts';

type Dialog = { readonly kind: 'add' } | { readonly kind: 'change' | 'drop'; readonly task: Task };

/** What must be done, by whom, before which day. */
export function Tasks() {
  const say = useTexts(taskTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  const [scope, setScope] = useState<'mine' | 'all'>('mine');
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [opened, setOpened] = useState<string | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const list = useCall('taskList', { scope, state });
  const named = useNamed();
  const { finish, busy, error } = useDone();
  const reopen = useAct('taskReopen');
  useCommand('new', () => setDialog({ kind: 'add' }));

  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setDialog({ kind: 'add' })}>
      {say('add')}
    </Button>
  );
  const tasks = (list.data ?? []).map(named);
  const shown = tasks.find(({ id }) => id === opened);
  const panel = shown
    ? {
        label: say('details'),
        title: shown.name,
        closeText: say('close'),
        acts: [],
        narrow: true,
        content: (
          <TaskDetails
            task={shown}
            onDone={() => finish(shown)}
            onReopen={() => reopen.mutate({ id: shown.id })}
            onChange={() => setDialog({ kind: 'change', task: shown })}
            onDrop={() => setDialog({ kind: 'drop', task: shown })}
          />
        ),
      }
    : null;
  const emptyText = state === 'closed' ? 'emptyClosed' : scope === 'all' ? 'emptyAll' : 'emptyMine';
  return (
    <Page title={say('title')} acts={add}>
      <Group gap={12}>
        {isOfficer ? (
          <SegmentedControl
            aria-label={say('scope')}
            data={[
              { value: 'mine', label: say('mine') },
              { value: 'all', label: say('all') },
            ]}
            value={scope}
            onChange={(chosen) => setScope(chosen === 'all' ? 'all' : 'mine')}
          />
        ) : null}
        <SegmentedControl
          aria-label={say('state')}
          data={[
            { value: 'open', label: say('open') },
            { value: 'closed', label: say('closed') },
          ]}
          value={state}
          onChange={(chosen) => setState(chosen === 'closed' ? 'closed' : 'open')}
        />
      </Group>
      <Problem error={list.error ?? error ?? reopen.error} />
      <Split panel={panel} onClose={() => setOpened(null)}>
        <div style={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
          {list.data && tasks.length === 0 ? <Empty text={say(emptyText)} /> : null}
          {tasks.length === 0 ? null : (
            <TaskTable
              tasks={tasks}
              withOwner={scope === 'all'}
              closed={state === 'closed'}
              label={say(scope === 'all' ? 'all' : 'mine')}
              selected={shown?.id ?? null}
              busy={busy}
              onOpen={({ id }) => setOpened(id)}
              onDone={finish}
              onReopen={({ id }) => reopen.mutate({ id })}
            />
          )}
        </div>
      </Split>
      {dialog?.kind === 'add' ? <TaskForm task={null} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'change' ? <TaskForm task={dialog.task} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'drop' ? <DropTask task={dialog.task} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}
