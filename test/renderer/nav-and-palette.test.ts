import { describe, expect, it } from 'vitest';
import { allowedRoute, isWithin, navItemsOf } from '../../src-renderer/app/nav-items.ts';

import { routeOf, routeText } from '../../src-renderer/app/routes.ts';
import { holdsWordsOf } from '../../src-renderer/i18n/folded.ts';

const placesOf = (role: Parameters<typeof navItemsOf>[0]) => navItemsOf(role).map(({ route }) => route.screen);

describe('where a role can go', () => {
  it('is everywhere for the Privacy Officer', () => {
    expect(placesOf('privacy-officer')).toEqual([
      'today',
      'folders',
      'archive',
      'tasks',
      'people',
      'backups',
      'log',
      'protects',
      'settings',
    ]);
  });

  it('leaves out of the navigation what a role never has', () => {
    expect(placesOf('employee')).toEqual(['today', 'folders', 'tasks', 'protects', 'settings']);
    expect(placesOf('office-manager')).toEqual(placesOf('employee'));
    expect(placesOf('it-admin')).toEqual(['today', 'tasks', 'backups', 'protects', 'settings']);
  });

  it('is Today where a route that was remembered is not for her role', () => {
    const folder = routeOf('folder/f1/access');
    expect(allowedRoute('employee', folder)).toEqual({ screen: 'folder', folder: 'f1', tab: 'access' });
    expect(allowedRoute('it-admin', folder)).toEqual({ screen: 'today' });
    expect(allowedRoute('employee', routeOf('person/p1'))).toEqual({ screen: 'today' });
    expect(allowedRoute('employee', routeOf('log'))).toEqual({ screen: 'today' });
  });

  it('counts a folder under the folders and a person under the people', () => {
    const within = (route: string) =>
      navItemsOf('privacy-officer')
        .filter((item) => isWithin(routeOf(route), item))
        .map(({ text }) => text);
    expect(within('folder/f1/documents')).toEqual(['navFolders']);
    expect(within('person/p1')).toEqual(['navPeople']);
    expect(within('settings/status')).toEqual(['navSettings']);
  });
});

describe('a route', () => {
  it('is remembered by screen and ids only, and comes back the same', () => {
    for (const text of ['today', 'folder/f1/history', 'person/p1', 'settings/about', 'protects']) {
      expect(routeText(routeOf(text))).toBe(text);
    }
  });

  it('is Today when it is none', () => {
    for (const text of [null, '', 'nowhere', 'folder/f1', 'folder/f1/nowhere', 'settings/x']) {
      expect(routeOf(text)).toEqual({ screen: 'today' });
    }
  });
});

describe('the palette', () => {
  it.each([
    ['Zoë Brouwer', 'zoe', true],
    ['Zoe Brouwer', 'ZOË', true],
    ['IJsselstein, fam.', 'ĳssel', true],
    ['Jansen, familie', 'fam jan', true],
    ['Jansen, familie', 'fam piet', false],
  ])('of "%s" with "%s" finds it: %s', (name, text, found) => {
    expect(holdsWordsOf(text)(name)).toBe(found);
  });
});
