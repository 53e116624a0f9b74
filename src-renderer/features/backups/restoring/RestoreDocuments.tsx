import { Autocomplete, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCall } from '../../../client/query.ts';
import { useLongAct } from '../../../client/use-job.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { ChooseMoment, type ChosenMoment } from './ChooseMoment.tsx';
import { DocumentsRestored } from './DocumentsRestored.tsx';
import { restoringTexts } from './texts.ts';
import { useOwnKey } from './use-own-key.tsx';

const steps = ['what', 'moment', 'key'] as const;
const mostNameCharacters = 1000;
const mostPathCharacters = 8000;

/** A folder, or one document of it, as it was at a moment, into a folder of this computer. @param folder where one is looked at; null asks which. */
export function RestoreDocuments({
  folder: given,
  onClose,
}: {
  readonly folder: { readonly id: string; readonly name: string } | null;
  readonly onClose: () => void;
}) {
  const say = useTexts(restoringTexts);
  const { act: restore, progress, cancel } = useLongAct('backupRestoreDocuments');
  const [at, setAt] = useState(0);
  const [name, setName] = useState('');
  const [scope, setScope] = useState('all');
  const [document, setDocument] = useState('');
  const [chosen, setChosen] = useState<ChosenMoment | null>(null);
  const { key, entry } = useOwnKey();
  const step = steps[at] ?? 'what';
  const folder = given?.id ?? name.trim();
  const title = given === null ? say('docsTitle') : say('docsOf', { name: given.name });
  if (restore.data) return <DocumentsRestored title={title} restored={restore.data} onClose={onClose} />;
  const isNamed = folder !== '' && (scope === 'all' || document.trim() !== '');
  const ready = { what: isNamed, moment: chosen !== null, key: key !== null }[step];
  return (
    <FormDialog
      title={{ what: title, moment: say('docsMomentTitle'), key: say('keyTitle') }[step]}
      verb={say(step === 'key' ? 'docsMake' : 'next')}
      size={step === 'moment' ? 760 : 520}
      ready={ready}
      busy={restore.isPending}
      error={step === 'key' ? restore.error : null}
      staysOpen
      {...(at === 0 ? {} : { back: { text: say('back'), onBack: () => setAt(at - 1) } })}
      onClose={onClose}
      onSubmit={() => {
        if (step !== 'key') return setAt(at + 1);
        if (chosen === null || key === null) return undefined;
        return restore.mutate({
          target: chosen.target,
          snapshot: chosen.moment.id,
          folder,
          document: scope === 'all' ? null : document.trim(),
          key,
        });
      }}
    >
      {step === 'what' ? (
        <>
          <Text>{say('docsWhat')}</Text>
          {given === null ? <FolderName name={name} onChange={setName} /> : null}
          <Radio.Group label={say('scope')} value={scope} onChange={setScope}>
            <Stack gap={8} mt={8}>
              <Radio value="all" label={say('scopeAll')} />
              <Radio value="one" label={say('scopeOne')} />
            </Stack>
          </Radio.Group>
          {scope === 'one' ? <DocumentPath folder={given?.id ?? null} path={document} onChange={setDocument} /> : null}
        </>
      ) : null}
      {step === 'moment' ? <ChooseMoment chosen={chosen} onChange={setChosen} /> : null}
      {step === 'key' ? (
        <>
          <Text>{say('docsKeyWhat')}</Text>
          <Notice kind="warning">{say('docsErased')}</Notice>
          {entry}
        </>
      ) : null}
      {restore.isPending ? (
        <Progress progress={progress} counted="bytes" name={say('docsMaking')} onCancel={cancel} />
      ) : null}
    </FormDialog>
  );
}

function FolderName({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const say = useTexts(restoringTexts);
  const folders = useCall('folderList', {});
  return (
    <Autocomplete
      label={say('folder')}
      description={say('folderHint')}
      data={[...new Set((folders.data?.folders ?? []).map((folder) => folder.name))]}
      value={name}
      onChange={onChange}
      maxLength={mostNameCharacters}
      openOnFocus={false}
      data-autofocus
    />
  );
}

/** @param folder of which the documents of now are offered; null: of none. */
function DocumentPath({
  folder,
  path,
  onChange,
}: {
  readonly folder: string | null;
  readonly path: string;
  readonly onChange: (path: string) => void;
}) {
  const say = useTexts(restoringTexts);
  const documents = useCall('documentList', { folder: folder ?? '' }, { enabled: folder !== null });
  return (
    <Autocomplete
      label={say('document')}
      description={say('documentHint')}
      data={(documents.data ?? []).map(({ name }) => name)}
      value={path}
      onChange={onChange}
      maxLength={mostPathCharacters}
      limit={100}
    />
  );
}
