import {
  IconDeviceDesktop,
  IconFolderPlus,
  IconKeyboard,
  IconLock,
  IconMoon,
  IconPlus,
  IconSun,
  IconUserCircle,
  IconUserPlus,
} from '@tabler/icons-react';
import { useTexts } from '../../i18n/texts.ts';
import { useAppearance } from '../appearance.tsx';
import { sendCommand, sendCommandToNext } from '../commands.ts';
import { navItemsOf } from '../nav-items.ts';
import { useRouter } from '../router.tsx';
import type { Route } from '../routes.ts';
import { useSession, useSessionActs } from '../session.ts';
import { appTexts } from '../texts.ts';
import type { Found } from './found.ts';

/** What this person can do from anywhere. What needs a dialog opens it on its screen. */
export function useActions(): readonly Found[] {
  const say = useTexts(appTexts);
  const { role } = useSession();
  const { end } = useSessionActs();
  const { change } = useAppearance();
  const { route: here, go } = useRouter();
  const newOn = (route: Route) => () => {
    if (here.screen === route.screen) {
      sendCommand('new');
    } else {
      sendCommandToNext('new');
      go(route);
    }
  };
  const isOfficer = role === 'privacy-officer';
  const make = [
    { name: say('actNewFolder'), icon: IconFolderPlus, act: newOn({ screen: 'folders' }), shown: isOfficer },
    { name: say('actNewTask'), icon: IconPlus, act: newOn({ screen: 'tasks' }), shown: true },
    { name: say('actNewPerson'), icon: IconUserPlus, act: newOn({ screen: 'people' }), shown: isOfficer },
  ].filter(({ shown }) => shown);
  const places = navItemsOf(role).map(({ text, icon, route }) => ({
    name: say('goTo', { place: say(text) }),
    icon,
    act: () => go(route),
  }));
  const rest = [
    { name: say('lock'), icon: IconLock, act: () => end('by-hand') },
    { name: say('switchUser'), icon: IconUserCircle, act: () => end('switch-user') },
    { name: say('shortcuts'), icon: IconKeyboard, act: () => sendCommand('shortcuts') },
    { name: say('actLight'), icon: IconSun, act: () => change({ theme: 'light' }) },
    { name: say('actDark'), icon: IconMoon, act: () => change({ theme: 'dark' }) },
    { name: say('actSystemTheme'), icon: IconDeviceDesktop, act: () => change({ theme: 'system' }) },
  ];
  return [...make, ...places, ...rest].map(({ name, icon, act }, number) => ({
    id: `action-${number}`,
    name,
    where: null,
    icon,
    act,
  }));
}
