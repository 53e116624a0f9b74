import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { roleTexts } from '../../app/role-texts.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { FirstPassword } from './FirstPassword.tsx';
import { peopleTexts } from './texts.ts';

const roles = [
  ['employee', 'employeeSees'],
  ['office-manager', 'officeManagerSees'],
  ['it-admin', 'itAdminSees'],
] as const;

/** Adds a person: a name and a role in words of what it can see; then the first password, once. */
export function AddPerson({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(peopleTexts);
  const sayUi = useTexts(uiTexts);
  const sayRole = useTexts(roleTexts);
  const add = useAct('userAdd');
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof roles)[number][0]>('employee');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const added = add.data;
  return (
    <Dialog
      opened
      busy={add.isPending}
      onClose={onClose}
      size={520}
      title={added ? say('firstTitle', { name: added.name }) : say('addTitle')}
      closeOnClickOutside={!added}
    >
      {added ? (
        <FirstPassword name={added.name} password={added.password} onDone={onClose} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!missing && !add.isPending) add.mutate({ name: name.trim(), role });
          }}
        >
          <Stack gap={16}>
            <TextInput
              label={say('name')}
              description={say('nameHint')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={200}
              autoComplete="off"
              required
              error={tried && missing ? say('nameMissing') : null}
              data-autofocus
            />
            <Radio.Group
              label={say('role')}
              value={role}
              onChange={(chosen) => setRole(roles.find(([known]) => known === chosen)?.[0] ?? 'employee')}
            >
              <Stack gap={12} mt={8}>
                {roles.map(([known, sees]) => (
                  <Radio key={known} value={known} label={sayRole(known)} description={say(sees)} />
                ))}
              </Stack>
            </Radio.Group>
            <Problem error={add.error} />
            <Group justify="flex-end" gap={8}>
              <Button variant="default" disabled={add.isPending} onClick={onClose}>
                {sayUi('cancel')}
              </Button>
              <Button type="submit" loading={add.isPending}>
                {say('add')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
