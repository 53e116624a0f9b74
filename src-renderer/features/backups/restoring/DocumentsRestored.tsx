import { Button, Group, Stack, Table, Text } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { CallError } from '../../../client/client.ts';
import { useErrorText } from '../../../client/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Bdi } from '../../../ui/Bdi.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import scrolled from '../../../ui/Scrolled.module.css';
import { restoringTexts } from './texts.ts';

/** Where restored documents are, and of each how it went: those that are not there first. */
export function DocumentsRestored({
  title,
  restored: { snapshot, to, documents, failed },
  onClose,
}: {
  readonly title: string;
  readonly restored: NonNullable<WindowOutput<'backupRestoreDocuments'>>;
  readonly onClose: () => void;
}) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
  const errorText = useErrorText();
  const time = formats.timeInText(snapshot.at);
  const results = [
    ...failed.map(({ name, code }) => {
      const what = code === 'integrity-violated' ? say('docsDamaged') : errorText(new CallError(code, {})).what;
      return [name, what] as const;
    }),
    ...documents.map(({ name, bytes }) => [name, `${say('docsWritten')} · ${formats.size(bytes)}`] as const),
  ];
  return (
    <Dialog opened onClose={onClose} title={title} size={620} closeOnClickOutside={false}>
      <Stack gap={16}>
        <Stack gap={8} role="status">
          {documents.length > 0 ? (
            <Notice kind="ok">{say('docsDone', { count: documents.length, name: to, time })}</Notice>
          ) : null}
          {failed.length > 0 ? <Notice kind="danger">{say('docsFailed', { count: failed.length })}</Notice> : null}
          {results.length === 0 ? <Notice kind="info">{say('docsNone', { time })}</Notice> : null}
        </Stack>
        {documents.length > 0 ? <Text>{say('docsThen')}</Text> : null}
        {results.length > 0 ? (
          <div className={scrolled.scrolled}>
            <Table aria-label={say('docsList')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('document')}</Table.Th>
                  <Table.Th>{say('docsResult')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {results.map(([name, result]) => (
                  <Table.Tr key={name}>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      <Bdi>{name}</Bdi>
                    </Table.Td>
                    <Table.Td>{result}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        ) : null}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {say('done')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
