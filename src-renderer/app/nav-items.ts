import {
  IconAddressBook,
  IconArchive,
  IconDatabaseExport,
  IconFolders,
  IconHome,
  IconListCheck,
  IconNotebook,
  IconScale,
  IconSettings,
} from '@tabler/icons-react';
import type { Route } from './routes.ts';
import type { Session } from './session.ts';
import type { appNl } from './texts.nl.ts';

type Role = Session['role'];

interface NavItem {
  readonly route: Route;
  readonly text: keyof typeof appNl & `nav${string}`;
  readonly icon: typeof IconHome;
  readonly roles: readonly Role[];
}

const everybody: readonly Role[] = ['privacy-officer', 'office-manager', 'employee', 'it-admin'];
const officer: readonly Role[] = ['privacy-officer'];

const items: readonly NavItem[] = [
  { route: { screen: 'today' }, text: 'navToday', icon: IconHome, roles: everybody },
  {
    route: { screen: 'folders' },
    text: 'navFolders',
    icon: IconFolders,
    roles: ['privacy-officer', 'office-manager', 'employee'],
  },
  { route: { screen: 'archive' }, text: 'navArchive', icon: IconArchive, roles: officer },
  { route: { screen: 'tasks' }, text: 'navTasks', icon: IconListCheck, roles: everybody },
  { route: { screen: 'people' }, text: 'navPeople', icon: IconAddressBook, roles: officer },
  {
    route: { screen: 'backups' },
    text: 'navBackups',
    icon: IconDatabaseExport,
    roles: ['privacy-officer', 'it-admin'],
  },
  { route: { screen: 'log' }, text: 'navLog', icon: IconNotebook, roles: officer },
  { route: { screen: 'protects' }, text: 'navProtects', icon: IconScale, roles: everybody },
  { route: { screen: 'settings', tab: 'account' }, text: 'navSettings', icon: IconSettings, roles: everybody },
];

/** What a role has in the navigation. What it never has is not there at all. */
export const navItemsOf = (role: Role): readonly NavItem[] => items.filter(({ roles }) => roles.includes(role));

/** The part of the navigation that a screen belongs to: of a folder the folders. */
const partOf = (screen: Route['screen']): Route['screen'] =>
  screen === 'folder' ? 'folders' : screen === 'person' ? 'people' : screen === 'drill' ? 'backups' : screen;

export const isWithin = (route: Route, item: NavItem): boolean => partOf(route.screen) === item.route.screen;

/** The route, or Today where the role does not have it. */
export const allowedRoute = (role: Role, route: Route): Route =>
  navItemsOf(role).some((item) => isWithin(route, item)) ? route : { screen: 'today' };
