import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../client/client.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Paper } from '../../ui/Paper.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { GroupField, isGroup } from './GroupField.tsx';
import styles from './KitPage.module.css';
import { type Kit, KitPaper } from './KitPaper.tsx';
import { kitTexts } from './texts.ts';

/** The groups that are typed over from the paper, counted from 1. */
const asked = [3, 7] as const;

/** What was typed over from the paper. */
export type TypedGroups = readonly { readonly number: number; readonly text: string }[];

/** The kit goes on paper and is proved to be there. There is no way past: without it nobody can ever come back. */
export function KitPage({
  draft,
  kit,
  canPrint,
  busy,
  error,
  onDone,
  onBack,
}: {
  readonly draft: string;
  readonly kit: Kit;
  readonly canPrint: boolean;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onDone: (groups: TypedGroups) => void;
  /** @param kept whether this kit was printed or saved. */
  readonly onBack: (kept: boolean) => void;
}) {
  const say = useTexts(kitTexts);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [onPaper, setOnPaper] = useState(false);
  const [inFile, setInFile] = useState(false);
  const rightOnes = asked.filter((number) => isGroup(typed[number] ?? '', kit.groups[number - 1]));
  const ready = (onPaper || inFile) && rightOnes.length === asked.length;
  const [first, second] = asked;
  return (
    <>
      <Paper>
        <KitPaper kit={kit} />
      </Paper>
      <div className={styles.columns}>
        <div className={styles.preview}>
          <KitPaper kit={kit} />
        </div>
        <Stack gap={16}>
          <Title order={1} fz={20} lh="28px">
            {say('title')}
          </Title>
          <ol className={styles.steps}>
            <li data-done={onPaper || undefined}>
              <PaperActs draft={draft} canPrint={canPrint} onMade={() => setOnPaper(true)} />
            </li>
            <li data-done={inFile || undefined}>
              <FileAct draft={draft} onMade={() => setInFile(true)} />
            </li>
            <li data-done={rightOnes.length === asked.length || undefined}>
              <Text fw={600}>{say('stepType', { first, second })}</Text>
              <Text size="xs" c="dimmed">
                {say('stepTypeWhy')}
              </Text>
              <Group gap={8} mt={8} align="flex-start" wrap="nowrap">
                {asked.map((number) => (
                  <GroupField
                    key={number}
                    number={number}
                    group={kit.groups[number - 1]}
                    value={typed[number] ?? ''}
                    onChange={(text) => setTyped({ ...typed, [number]: text })}
                  />
                ))}
              </Group>
            </li>
          </ol>
          <Problem error={error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" disabled={busy} onClick={() => onBack(onPaper || inFile)}>
              {say('back')}
            </Button>
            <Button
              disabled={!ready}
              loading={busy}
              aria-describedby="kit-needs"
              onClick={() => onDone(asked.map((number) => ({ number, text: typed[number] ?? '' })))}
            >
              {say('done')}
            </Button>
          </Group>
          <Text id="kit-needs" size="xs" c="dimmed">
            {ready ? '' : say('doneNeeds')}
          </Text>
        </Stack>
      </div>
    </>
  );
}

function PaperActs({
  draft,
  canPrint,
  onMade,
}: {
  readonly draft: string;
  readonly canPrint: boolean;
  readonly onMade: () => void;
}) {
  const say = useTexts(kitTexts);
  const print = useAct('kitPrint');
  const savePdf = useAct('kitSavePdf');
  return (
    <Stack gap={8}>
      <Text fw={600}>{say('stepPaper')}</Text>
      <Group gap={8}>
        {canPrint ? (
          <Button
            loading={print.isPending}
            onClick={() => print.mutate({ draft }, { onSuccess: ({ printed }) => printed && onMade() })}
          >
            {say('print')}
          </Button>
        ) : null}
        <Button
          variant={canPrint ? 'default' : 'filled'}
          loading={savePdf.isPending}
          onClick={() => savePdf.mutate({ draft }, { onSuccess: (saved) => saved && onMade() })}
        >
          {say('savePdf')}
        </Button>
      </Group>
      <Text role="status" size="xs" component="div">
        {print.data?.printed ? <div>{say('printed')}</div> : null}
        {savePdf.data ? <div>{say('saved', { name: savePdf.data.name })}</div> : null}
        {savePdf.data ? <div>{say('pdfCare')}</div> : null}
      </Text>
      <Problem error={print.error ?? savePdf.error} />
    </Stack>
  );
}

function FileAct({ draft, onMade }: { readonly draft: string; readonly onMade: () => void }) {
  const say = useTexts(kitTexts);
  const saveFile = useAct('kitSaveFile');
  return (
    <Stack gap={8} align="flex-start">
      <div>
        <Text fw={600}>{say('stepFile')}</Text>
        <Text size="xs" c="dimmed">
          {say('fileWhy')}
        </Text>
      </div>
      <Button
        variant="default"
        loading={saveFile.isPending}
        onClick={() => saveFile.mutate({ draft }, { onSuccess: (saved) => saved && onMade() })}
      >
        {say('saveFile')}
      </Button>
      <Text role="status" size="xs">
        {saveFile.data ? say('saved', { name: saveFile.data.name }) : ''}
      </Text>
      <Problem error={saveFile.error} />
    </Stack>
  );
}
