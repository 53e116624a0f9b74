import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useAct, useCall } from '../../client/query.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './DetailsTab.module.css';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-open-folder.ts';

/** What the folder is, and the notes that belong to it. */
export function DetailsTab({ folder }: { readonly folder: OpenFolder }) {
  const say = useTexts(folderTexts);
  const formats = useFormats();
  const notes = useCall('noteList', { folder: folder.id });
  return (
    <div className={classes.columns}>
      <section className={classes.notes} aria-labelledby="notes">
        <Title order={2} id="notes" fz={16} lh="22px">
          {say('notes')}
        </Title>
        <Problem error={notes.error} />
        {folder.rights === 'write' ? <NewNote folder={folder.id} /> : null}
        {notes.data?.length === 0 ? <Empty text={say('noNotes')} /> : null}
        <ul className={classes.list}>
          {[...(notes.data ?? [])].reverse().map((note) => (
            <li key={note.id}>
              <Text size="xs" c="dimmed">
                {formats.timeInText(note.createdAt)} {'·'} <bdi>{note.authorName}</bdi>
              </Text>
              <Text className={classes.text ?? ''}>{note.text}</Text>
            </li>
          ))}
        </ul>
      </section>
      <dl className={classes.facts}>
        <dt>{say('kind')}</dt>
        <dd>{say(folder.kind === 'client' ? 'clientFolder' : 'personnelFolder')}</dd>
        <dt>{say('created')}</dt>
        <dd>{formats.timeInTable(folder.createdAt)}</dd>
      </dl>
    </div>
  );
}

function NewNote({ folder }: { readonly folder: string }) {
  const say = useTexts(folderTexts);
  const formats = useFormats();
  const add = useAct('noteAdd');
  const draft = useDraft(`note/${folder}`);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.text.trim() === '') return;
        add.mutate({ folder, text: draft.text }, { onSuccess: draft.done });
      }}
    >
      <Stack gap={8}>
        <Textarea
          label={say('newNote')}
          value={draft.text}
          onChange={(event) => draft.write(event.currentTarget.value)}
          disabled={!draft.isLoaded}
          maxLength={100_000}
          autosize
          minRows={2}
          maxRows={12}
        />
        <Problem error={add.error ?? draft.error} />
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {draft.text === '' || draft.savedAt === null
              ? ''
              : say('draftKept', { time: formats.clock(draft.savedAt) })}
          </Text>
          <Button type="submit" disabled={draft.text.trim() === ''} loading={add.isPending}>
            {say('addNote')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
