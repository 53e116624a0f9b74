import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useSession } from '../../app/session.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Block, type BlockOfRows } from './Block.tsx';
import { Evidence } from './Evidence.tsx';
import { todayTexts } from './texts.ts';
import { useAccountBlock } from './use-account-block.tsx';
import { useExceptionBlock } from './use-exception-block.tsx';
import { useAccessBlock, useNothingOpened, useRecentBlocks } from './use-folder-blocks.tsx';
import { useBeginBlock, useFactorBlock } from './use-own-blocks.tsx';
import { useReplyBlock } from './use-reply-block.ts';
import { useRequestBlock } from './use-request-block.tsx';
import { useTaskBlock } from './use-task-block.tsx';

function Column({ blocks }: { readonly blocks: readonly (BlockOfRows | null)[] }) {
  return (
    <Stack gap={16} style={{ minWidth: 0 }}>
      {blocks.map((block) => (block ? <Block {...block} key={block.key} /> : null))}
    </Stack>
  );
}

const hasRows = (blocks: readonly (BlockOfRows | null)[]): boolean =>
  blocks.some((block) => block !== null && block.rows.length > 0);

/** What this person must do or know now. What is done is gone; with nothing left it says by what one may believe it. */
export function Today() {
  const say = useTexts(todayTexts);
  const { role } = useSession();
  const tasks = useTaskBlock();
  const requests = useRequestBlock();
  const replies = useReplyBlock();
  const exceptions = useExceptionBlock();
  const factor = useFactorBlock();
  const accounts = useAccountBlock();
  const begin = useBeginBlock();
  const recent = useRecentBlocks();
  const access = useAccessBlock();
  const nothingOpened = useNothingOpened();

  const works = role === 'employee' || role === 'office-manager';
  // Who opened nothing yet begins with what she was given; what she opened stands in its place from then on.
  const toOpen = hasRows([access]) || recent === null ? access : nothingOpened;
  const hasOpened = hasRows(recent ?? []);
  const leftToWork = hasOpened ? (recent ?? []) : [toOpen];
  const left = works ? leftToWork : [requests.block, begin, tasks.block];
  const rightToWork = [exceptions.block, tasks.block, replies.block, ...(hasOpened ? [access] : []), factor];
  const right = works ? rightToWork : [exceptions.block, accounts, replies.block, factor];
  const toDo = [requests.block, begin, tasks.block, exceptions.block, accounts, access, replies.block, factor];
  const nothing = toDo.every((block) => block !== null && block.rows.length === 0);
  return (
    <Page title={say('title')}>
      {[tasks, requests, replies, exceptions].map(({ error }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is always the same four
        <Problem key={index} error={error} />
      ))}
      {nothing ? <Evidence /> : null}
      {role === 'it-admin' ? <Text>{say('itAdmin')}</Text> : null}
      <SimpleGrid cols={2} spacing={16} pb={24}>
        {[left, right].filter(hasRows).map((blocks) => (
          <Column key={blocks === left ? 'left' : 'right'} blocks={blocks} />
        ))}
      </SimpleGrid>
      {requests.dialog}
      {exceptions.dialog}
    </Page>
  );
}
