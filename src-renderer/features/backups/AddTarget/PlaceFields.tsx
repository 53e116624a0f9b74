import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useAct } from '../../../client/query.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { PasswordField } from '../../../ui/PasswordField.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { backupTexts } from '../texts.ts';
import type { TargetFields, TargetKind } from './fields.ts';

interface Props {
  readonly fields: TargetFields;
  readonly onChange: (change: Partial<TargetFields>) => void;
}

/** What has to be known of a target of one kind. */
export function PlaceFields({ fields, onChange }: Props) {
  const ofKind: Readonly<Record<TargetKind, typeof FolderFields>> = {
    folder: FolderFields,
    sftp: SftpFields,
    webdav: WebdavFields,
    s3: S3Fields,
  };
  const Fields = ofKind[fields.kind];
  return <Fields fields={fields} onChange={onChange} />;
}

type TextField = {
  [Name in keyof TargetFields]: TargetFields[Name] extends string ? Name : never;
}[Exclude<keyof TargetFields, 'kind'>];

/** The properties of an input of one field. */
const bound = ({ fields, onChange }: Props, name: TextField) => ({
  value: fields[name],
  onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
    onChange({ [name]: event.currentTarget.value }),
  autoComplete: 'off',
  spellCheck: false,
});

function FolderFields({ fields, onChange }: Props) {
  const say = useTexts(backupTexts);
  const choose = useAct('backupChooseFolder');
  return (
    <>
      <Group gap={12}>
        <Button
          variant="default"
          onClick={() => choose.mutate({}, { onSuccess: (chosen) => chosen && onChange({ folder: chosen }) })}
        >
          {say('chooseFolder')}
        </Button>
        {fields.folder ? (
          <Text role="status" style={{ overflowWrap: 'anywhere' }}>
            {say('chosen', { name: fields.folder.name })}
          </Text>
        ) : null}
      </Group>
      <Problem error={choose.error} />
    </>
  );
}

function SftpFields(props: Props) {
  const say = useTexts(backupTexts);
  const choose = useAct('backupChooseKey');
  const { key } = props.fields;
  return (
    <>
      <Group gap={12} align="flex-start" wrap="nowrap">
        <TextInput label={say('host')} flex={1} required {...bound(props, 'host')} />
        <TextInput label={say('port')} w={96} inputMode="numeric" required {...bound(props, 'port')} />
      </Group>
      <TextInput label={say('serverFolder')} {...bound(props, 'serverFolder')} />
      <TextInput label={say('user')} required {...bound(props, 'user')} />
      <PasswordField label={say('password')} {...bound(props, 'password')} />
      <div>
        <Text fw={600} size="sm">
          {say('key')}
        </Text>
        <Text size="xs" c="dimmed" mb={4}>
          {say('keyHint')}
        </Text>
        <Group gap={12}>
          <Button
            variant="default"
            onClick={() => choose.mutate({}, { onSuccess: (chosen) => chosen && props.onChange({ key: chosen }) })}
          >
            {say('chooseKey')}
          </Button>
          {key ? <Text role="status">{say('chosen', { name: key.name })}</Text> : null}
        </Group>
        <Problem error={choose.error} />
      </div>
      {key ? <PasswordField label={say('keyPassphrase')} {...bound(props, 'keyPassphrase')} /> : null}
    </>
  );
}

function WebdavFields(props: Props) {
  const say = useTexts(backupTexts);
  return (
    <>
      <TextInput label={say('address')} description={say('addressHint')} required {...bound(props, 'address')} />
      <TextInput label={say('user')} required {...bound(props, 'user')} />
      <PasswordField label={say('password')} required {...bound(props, 'password')} />
      <CertificateField {...props} />
    </>
  );
}

function S3Fields(props: Props) {
  const say = useTexts(backupTexts);
  return (
    <>
      <TextInput label={say('address')} description={say('addressHint')} required {...bound(props, 'address')} />
      <Group gap={12} grow>
        <TextInput label={say('bucket')} required {...bound(props, 'bucket')} />
        <TextInput label={say('region')} required {...bound(props, 'region')} />
      </Group>
      <TextInput label={say('prefix')} {...bound(props, 'prefix')} />
      <TextInput label={say('accessKey')} required {...bound(props, 'user')} />
      <PasswordField label={say('secretKey')} required {...bound(props, 'password')} />
      <CertificateField {...props} />
    </>
  );
}

function CertificateField(props: Props) {
  const say = useTexts(backupTexts);
  return (
    <Textarea
      label={say('certificate')}
      description={say('certificateHint')}
      rows={2}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      {...bound(props, 'certificate')}
    />
  );
}
