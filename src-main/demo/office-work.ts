import { assignments, personnel, personnelFolder } from './assignments.ts';
import { Chance } from './chance.ts';
import { Desk, type Place } from './desk.ts';
import { type DemoFile, documentsOf, nextVersion, personnelDocuments } from './documents.ts';
import { advisers, newcomer, officeManager, officer } from './people.ts';
import { officersTasks, ownTasks } from './tasks.ts';

const dayMs = 24 * 60 * 60 * 1000;
const sealed = ['Contracten/Opdrachtbevestiging.pdf', 'Financieel/Grootboek 2023.csv'];
const notes = [
  'Belt liever dan mailt, na vijf uur bereikbaar.',
  'Wil de stukken op papier. Kopie ligt bij de balie.',
  'Nieuw adres vanaf de eerste van volgende maand; nog niet overal doorgegeven.',
  'Let op: twee rekeningen met bijna dezelfde naam.',
] as const;

/** The Privacy Officer makes the folders, says who gets them, and hands out the first tasks. */
export async function openFolders(place: Place): Promise<void> {
  await Desk.of(place, officer, async (desk) => {
    for (const [index, { client, given }] of assignments.entries()) {
      place.calendar.turnTo(40 - Math.floor(index / 8), 9 + (index % 8));
      await desk.call('folderCreate', { name: client.name });
      for (const { user, rights } of given) await desk.call('folderGrant', { folder: client.name, user, rights });
    }
    for (const person of personnel) {
      const folder = personnelFolder(person);
      await desk.call('folderCreate', { name: folder, kind: 'personnel' });
      await desk.call('folderGrant', { folder, user: officeManager.name, rights: 'write' });
      await desk.add(folder, personnelDocuments(person.name, new Chance(person.name.length), place.calendar.now()));
    }
    for (const task of officersTasks()) await desk.call('taskAdd', task);
  });
}

/** What an adviser does with the folders that she keeps. */
export async function adviserAtWork(place: Place, number: number): Promise<void> {
  const person = advisers[number] ?? advisers[0];
  const own = assignments.filter(({ keeper }) => keeper === person);
  const chance = new Chance(4711 + number);
  await Desk.of(place, person, async (desk) => {
    for (const [index, { client }] of own.entries()) {
      const folder = client.name;
      // Each adviser after the other, two folders on some days.
      place.calendar.turnTo(30 - 7 * number - Math.floor(index * 0.75), 9.5 + 1.7 * (index % 4));
      const files = documentsOf(client, chance, place.calendar.now());
      await desk.add(folder, files);
      const later = index % 3 === 1 ? files.slice(0, 2) : [];
      if (later.length > 0) {
        await desk.add(
          folder,
          later.map((file) => nextVersion(file, client, chance, place.calendar.now())),
        );
      }
      if (index % 3 === 0) await desk.call('noteAdd', { folder, text: chance.pick(notes) });
      if (index === 8) await desk.call('documentSeal', { folder, documents: sealed });
      // What the first of them threw away would have left the bin by now.
      if (index === 5 && number > 0) await removeOldest(desk, folder, files);
    }
    const [first, ...others] = ownTasks(number);
    if (first) await desk.call('taskDone', { id: (await desk.call('taskAdd', first)).id });
    for (const task of others) await desk.call('taskAdd', task);
    await lookBack(desk);
    const asked = own[8]?.client.name;
    if (asked === undefined || number === 3) return;
    const reason = 'De cliënt vraagt om een kopie voor de bank.';
    await desk.call('requestAsk', { kind: 'archive', folder: asked, what: 'De opdrachtbevestiging', reason });
  });
}

/** Leaves what somebody opened last: a document of each of her last folders. */
async function lookBack(desk: Desk): Promise<void> {
  const { folders } = await desk.call('folderList', {});
  for (const { id: folder } of folders.slice(-4)) {
    const [first] = await desk.call('documentList', { folder });
    await desk.call('recentAdd', first ? { folder, document: first.id } : { folder });
  }
}

async function removeOldest(desk: Desk, folder: string, files: readonly DemoFile[]): Promise<void> {
  const [oldest] = [...files].sort((a, b) => a.modifiedAt - b.modifiedAt);
  if (oldest) await desk.call('documentRemove', { folder, document: oldest.name });
}

/** Access changes as people's work does, and requests are answered: the last of them stays open. */
export async function reviewAccess(place: Place): Promise<void> {
  place.calendar.turnTo(1, 10);
  await Desk.of(place, officer, async (desk) => {
    const names = assignments.map(({ client: { name } }) => name);
    const [first, second, third, fourth, fifth] = names;
    for (const folder of [fourth, fifth]) {
      if (folder !== undefined) await desk.call('folderRevoke', { folder, user: newcomer.name });
    }
    if (second !== undefined) await desk.call('folderGrant', { folder: second, user: newcomer.name, rights: 'write' });
    if (third !== undefined) {
      const endsAt = Date.now() + 14 * dayMs;
      await desk.call('folderGrant', { folder: third, user: newcomer.name, rights: 'read', endsAt });
    }
    if (first !== undefined) await desk.call('folderRevoke', { folder: first, user: officeManager.name });
    const [granted, refused] = await desk.call('requestListAll', {});
    if (granted) {
      const answer = 'Ik geef u een kopie, langs op mijn kamer.';
      await desk.call('requestAnswer', { id: granted.id, state: 'granted', answer });
    }
    if (refused) {
      const answer = 'De bank heeft aan de jaarcijfers genoeg; die staan in het dossier.';
      await desk.call('requestAnswer', { id: refused.id, state: 'refused', answer });
    }
    await lookBack(desk);
  });
}
