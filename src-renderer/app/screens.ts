import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Route } from './routes.ts';

type Screen = LazyExoticComponent<ComponentType>;

/** The screen of each route; each is loaded when it is first gone to, after the sign-in. */
export const screens: Readonly<Record<Route['screen'], Screen>> = {
  archive: lazy(async () => ({ default: (await import('../features/archive/Archive.tsx')).Archive })),
  folder: lazy(async () => ({ default: (await import('../features/folder/Folder.tsx')).Folder })),
  folders: lazy(async () => ({ default: (await import('../features/folders/Folders.tsx')).Folders })),
  today: lazy(async () => ({ default: (await import('../features/today/Today.tsx')).Today })),
  tasks: lazy(async () => ({ default: (await import('../features/tasks/Tasks.tsx')).Tasks })),
  people: lazy(async () => ({ default: (await import('../features/people/People.tsx')).People })),
  person: lazy(async () => ({ default: (await import('../features/people/Person.tsx')).Person })),
  backups: lazy(async () => ({ default: (await import('../features/backups/Backups.tsx')).Backups })),
  drill: lazy(async () => ({ default: (await import('../features/drill/Drill.tsx')).Drill })),
  log: lazy(async () => ({ default: (await import('../features/log/Log.tsx')).Log })),
  settings: lazy(async () => ({ default: (await import('../features/settings/Settings.tsx')).Settings })),
  protects: lazy(async () => ({ default: (await import('../features/protects/Protects.tsx')).Protects })),
};
