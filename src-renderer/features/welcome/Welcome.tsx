import { ActionIcon, Anchor, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconDatabaseImport, IconDeviceDesktopPlus, IconFolderOpen, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { GoEntry, Start, Vault } from '../../app/entry-place.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { welcomeTexts } from './texts.ts';
import styles from './Welcome.module.css';

/** The ways to begin: a new vault, one that is there, one that does not know this computer yet, or one that is in a backup. A demonstration has only its own. */
export function Welcome({ start, go }: { readonly start: Start; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const choose = useAct('chooseVault');
  const [noVault, setNoVault] = useState(false);
  const chooseFor = (at: 'sign-in' | 'join') =>
    choose.mutate(
      {},
      {
        onSuccess: (chosen) => {
          setNoVault(chosen !== null && !chosen.isVault);
          if (chosen?.isVault) go({ at, vault: chosen });
        },
      },
    );
  const toSignIn = (vault: Vault) => go({ at: 'sign-in', vault });
  const ways = [
    { icon: IconPlus, name: say('create'), text: say('createText'), act: () => go({ at: 'create' }) },
    { icon: IconFolderOpen, name: say('open'), text: say('openText'), act: () => chooseFor('sign-in') },
    { icon: IconDeviceDesktopPlus, name: say('join'), text: say('joinText'), act: () => chooseFor('join') },
    { icon: IconDatabaseImport, name: say('restore'), text: say('restoreText'), act: () => go({ at: 'restore' }) },
  ];
  const demonstration = start.vaults.map((vault) => ({
    icon: IconFolderOpen,
    name: vault.label,
    text: say('demoVaultText'),
    act: () => toSignIn(vault),
  }));
  return (
    <Stack gap={24} w="100%" maw={840}>
      <div>
        <Title order={1} fz={28} lh="36px">
          {say('title')}
        </Title>
        <Text fz={16} lh="22px">
          {say('intro')}
        </Text>
      </div>
      <div className={styles.cards}>
        {(start.demo ? demonstration : ways).map((card) => (
          <UnstyledButton key={card.name} className={styles.card} onClick={card.act}>
            <card.icon size={28} stroke={1.5} aria-hidden />
            <Text fw={600} fz={16} lh="22px">
              {card.name}
            </Text>
            <Text c="dimmed">{card.text}</Text>
          </UnstyledButton>
        ))}
      </div>
      {noVault ? (
        <Notice kind="warning" role="alert">
          {say('noVault')}
        </Notice>
      ) : null}
      <Problem error={choose.error} />
      {start.demo ? <Text c="dimmed">{say('demo')}</Text> : <KnownVaults vaults={start.vaults} onOpen={toSignIn} />}
    </Stack>
  );
}

function KnownVaults({
  vaults,
  onOpen,
}: {
  readonly vaults: readonly Vault[];
  readonly onOpen: (vault: Vault) => void;
}) {
  const say = useTexts(welcomeTexts);
  const forget = useAct('forgetVault');
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  const shown = vaults.filter(({ handle }) => !forgotten.includes(handle));
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="known-vaults">
      <Title order={2} id="known-vaults" fz={16} lh="22px" mb={8}>
        {say('known')}
      </Title>
      <Stack gap={4} align="flex-start">
        {shown.map((vault) => (
          <Group key={vault.handle} gap={8}>
            <Anchor component="button" onClick={() => onOpen(vault)}>
              {vault.present ? vault.label : say('knownAbsent', { label: vault.label })}
            </Anchor>
            <ActionIcon
              variant="subtle"
              color="gray"
              c="dimmed"
              size={24}
              aria-label={say('forget', { label: vault.label })}
              onClick={() =>
                forget.mutate({ handle: vault.handle }, { onSuccess: () => setForgotten([...forgotten, vault.handle]) })
              }
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Problem error={forget.error} />
    </section>
  );
}
