import type { CallInput } from '../contract/calls.ts';
import { advisers, itAdministrator, newcomer, officeManager, officer } from './people.ts';

type Wish = CallInput<'taskAdd'>;

const dayMs = 24 * 60 * 60 * 1000;
const [anouk, bram] = advisers;

/** Nothing but a title, an owner and a day. @param due days from today. */
function task(title: string, owner: string, due: number | null, more: Partial<Wish> = {}): Wish {
  const bare = { text: '', remindDays: 7, recurrence: null, escalateDays: null };
  return { title, owner, due: due === null ? null : dayFromToday(due), ...bare, ...more };
}

function dayFromToday(days: number): string {
  return new Date(Date.now() + days * dayMs).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
}

/** The day of the month that a recurrence from such a day keeps to. */
function anchorOf(due: number): number {
  return Number(dayFromToday(due).slice(8));
}

/** What the Privacy Officer has others do, and does herself. */
export function officersTasks(): Wish[] {
  return [
    task('Herstelpakket controleren', officer.name, 5, {
      text: 'Ligt het papier in de kluis van het kantoor? Lees de controletekens voor.',
      recurrence: { every: 'month', count: 6, anchorDay: anchorOf(5) },
      source: { kind: 'kit-check', ref: null },
    }),
    task('Toegang doornemen met de adviseurs', officer.name, -2, {
      text: 'Wie heeft welk dossier nog nodig?',
      recurrence: { every: 'month', count: 3, anchorDay: anchorOf(-2) },
      source: { kind: 'access-review', ref: null },
    }),
    task('Privacyverklaring op de website bijwerken', officer.name, 20),
    task('Verwerkersovereenkomst met de drukker nakijken', officeManager.name, -6, {
      text: 'De oude loopt af. De drukker heeft een nieuwe versie gestuurd.',
      escalateDays: 3,
    }),
    task('Ronde lege bureaus', officeManager.name, 1, {
      remindDays: 2,
      recurrence: { every: 'week', count: 1, anchorDay: anchorOf(1) },
    }),
    task('Laptop van Sanne nalopen', itAdministrator.name, 0, { escalateDays: 7 }),
    task('Schijf van de oude computer laten vernietigen', itAdministrator.name, -1, {
      text: 'Vraag een bewijs van vernietiging en geef dat aan Petra.',
      escalateDays: 14,
    }),
    task('Bewaartermijn van de nalatenschappen bepalen', anouk.name, 3, { remindDays: 5 }),
    task('Identiteitsbewijzen die verlopen zijn opnieuw vragen', bram.name, -9, { escalateDays: 7 }),
    task('Geheimhouding doornemen', newcomer.name, 2, { text: 'Lees de regels en bespreek ze met Petra.' }),
  ];
}

/** What an adviser notes for herself; the first of them is done at once. */
export function ownTasks(number: number): Wish[] {
  const { name } = advisers[number] ?? anouk;
  const all: readonly Wish[][] = [
    [
      task('Familie Van den Berg terugbellen over de hypotheek', name, -1),
      task('Stukken voor de aangifte verzamelen', name, 4),
    ],
    [
      task('Btw-aangifte Garage Noord', name, 0, {
        recurrence: { every: 'month', count: 3, anchorDay: anchorOf(0) },
      }),
      task('Offerte verzuimverzekering vergelijken', name, 12),
    ],
    [task('Begroting Stichting Dorpshuis Zuid afmaken', name, 1), task('Cursus erfrecht uitzoeken', name, null)],
    [task('Jaarrekening Transport Dijkstra nabellen', name, -3), task('Loonstroken controleren', name, 8)],
  ];
  return all[number] ?? [];
}
