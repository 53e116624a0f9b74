import { Button } from '@mantine/core';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { BlockOfRows, Row } from './Block.tsx';
import { todayTexts } from './texts.ts';

/** From so few recovery codes on it is time for new ones. */
const fewCodes = 2;

/** One's own second factor, where it needs something. Null while it is not known. */
export function useFactorBlock(): BlockOfRows | null {
  const say = useTexts(todayTexts);
  const { go } = useRouter();
  const isOfficer = useSession().role === 'privacy-officer';
  const { data } = useCall('secondFactorState', {});
  if (!data) return null;
  const acts = (
    <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'settings', tab: 'account' })}>
      {say('toSettings')}
    </Button>
  );
  const rows: Row[] = [];
  if (data.state === 'to-set-up') {
    rows.push({ key: 'needed', text: say('factorNeeded'), detail: say('factorNeededDetail'), acts });
  } else if (data.state === 'off' && isOfficer) {
    rows.push({ key: 'off', text: say('factorOff'), detail: say('factorOffDetail'), acts });
  } else if (data.state === 'on' && data.recoveryCodesLeft <= fewCodes) {
    const text = say('codesLeft', { count: data.recoveryCodesLeft });
    rows.push({ key: 'codes', text, detail: say('codesDetail'), acts });
  }
  return { key: 'second-factor', title: say('secondFactor'), rows };
}

/** What a new vault needs first. Null while it is not known. */
export function useBeginBlock(): BlockOfRows | null {
  const say = useTexts(todayTexts);
  const { go } = useRouter();
  const isOfficer = useSession().role === 'privacy-officer';
  const people = useCall('userList', {}, { enabled: isOfficer });
  const folders = useCall('folderList', {}, { enabled: isOfficer });
  const backups = useCall('backupStatus', {}, { enabled: isOfficer });
  const status = useCall('statusDetailed', {}, { enabled: isOfficer });
  if (!isOfficer) return { key: 'begin', title: say('begin'), rows: [] };
  if (!people.data || !folders.data || !backups.data || !status.data) return null;
  const rows: Row[] = [];
  if (folders.data.folders.length === 0) {
    rows.push({
      key: 'folder',
      text: say('beginFolder'),
      detail: say('beginFolderDetail'),
      acts: (
        <Button size="compact-sm" onClick={() => go({ screen: 'folders' })}>
          {say('toFolders')}
        </Button>
      ),
    });
  }
  if (people.data.length === 1) {
    rows.push({
      key: 'people',
      text: say('beginPeople'),
      detail: say('beginPeopleDetail'),
      acts: (
        <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'people' })}>
          {say('toPeople')}
        </Button>
      ),
    });
  }
  // Of several computers another one may make them.
  if (backups.data.targets.length === 0 && status.data.computers === 1) {
    rows.push({
      key: 'backups',
      text: say('beginBackups'),
      detail: say('beginBackupsDetail'),
      acts: (
        <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'backups' })}>
          {say('toBackups')}
        </Button>
      ),
    });
  }
  return { key: 'begin', title: say('begin'), rows };
}
