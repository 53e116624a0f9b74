/** Where one was in the list of folders: what was searched and shown, and the row that was opened. */
interface FoldersPlace {
  readonly text: string;
  readonly kind: 'all' | 'client' | 'personnel';
  readonly row: string;
}

/** Where one can be. Ids only, never a name: a route is remembered outside the vault while the program runs. */
export type Route =
  | { readonly screen: 'today' }
  /** `place`: for who comes back; never remembered outside the page. */
  | { readonly screen: 'folders'; readonly place?: FoldersPlace }
  /** `document`: the one to begin with, where one came for it. */
  | { readonly screen: 'folder'; readonly folder: string; readonly tab: FolderTab; readonly document?: string }
  | { readonly screen: 'archive' }
  | { readonly screen: 'tasks' }
  | { readonly screen: 'people' }
  | { readonly screen: 'person'; readonly person: string }
  | { readonly screen: 'backups' }
  | { readonly screen: 'drill' }
  | { readonly screen: 'log' }
  | { readonly screen: 'protects' }
  | { readonly screen: 'settings'; readonly tab: SettingsTab };

export const folderTabs = ['documents', 'details', 'access', 'archive', 'history'] as const;
type FolderTab = (typeof folderTabs)[number];
export const settingsTabs = ['account', 'office', 'security', 'status', 'about'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

const plain = ['today', 'folders', 'archive', 'tasks', 'people', 'backups', 'drill', 'log', 'protects'] as const;

/** As a string for `rememberRoute`. */
export function routeText(route: Route): string {
  if (route.screen === 'folder') return `folder/${route.folder}/${route.tab}`;
  if (route.screen === 'person') return `person/${route.person}`;
  return route.screen === 'settings' ? `settings/${route.tab}` : route.screen;
}

/** Back from a string; what is no route any more is Today. */
export function routeOf(text: string | null): Route {
  const [screen, first = '', second = ''] = (text ?? '').split('/');
  const folderTab = folderTabs.find((known) => known === second);
  if (screen === 'folder' && folderTab) return { screen, folder: first, tab: folderTab };
  if (screen === 'person') return { screen, person: first };
  const settingsTab = settingsTabs.find((known) => known === first);
  if (screen === 'settings' && settingsTab) return { screen, tab: settingsTab };
  return { screen: plain.find((known) => known === screen) ?? 'today' };
}
