import type { Grant } from './grants.ts';

/** Something that access exposes and that the Privacy Officer should see. Red: act now; orange: know it, or act in time. */
export type Warning =
  | { readonly key: 'personnel' | 'everyone' | 'everyFolder'; readonly kind: 'danger' | 'warning' }
  | { readonly key: 'writers' | 'personnelFolders'; readonly kind: 'danger' | 'warning'; readonly count: number }
  | { readonly key: 'ended' | 'endsSoon'; readonly kind: 'danger' | 'warning'; readonly grant: Grant };

/** An end is near from so long before. */
const soonMs = 14 * 86_400_000;
/** That two people have something in common is no news. */
const fewestOfAll = 3;

/** How access stands to its end: passed and not withdrawn yet, or near. */
export function endOf({ endsAt }: Grant, now: number): 'ended' | 'endsSoon' | null {
  if (endsAt === null) return null;
  if (endsAt <= now) return 'ended';
  return endsAt - now <= soonMs ? 'endsSoon' : null;
}

function aboutEnds(grants: readonly Grant[], now: number): readonly Warning[] {
  const found = (what: 'ended' | 'endsSoon') => grants.filter((grant) => endOf(grant, now) === what);
  return [
    ...found('ended').map((grant) => ({ key: 'ended' as const, kind: 'danger' as const, grant })),
    ...found('endsSoon').map((grant) => ({ key: 'endsSoon' as const, kind: 'warning' as const, grant })),
  ];
}

function aboutWriting(grants: readonly Grant[]): readonly Warning[] {
  const count = grants.filter(({ rights }) => rights === 'write').length;
  return count === 0 ? [] : [{ key: 'writers', kind: 'warning', count }];
}

/** What the access to one folder exposes. @param others how many more could be given it; null: that is not known. */
export function warningsOfFolder(
  kind: Grant['folder']['kind'],
  grants: readonly Grant[],
  others: number | null,
  now: number,
): readonly Warning[] {
  return [
    ...(kind === 'personnel' ? [{ key: 'personnel' as const, kind: 'danger' as const }] : []),
    ...aboutEnds(grants, now),
    ...(others === 0 && grants.length >= fewestOfAll ? [{ key: 'everyone' as const, kind: 'warning' as const }] : []),
    ...aboutWriting(grants),
  ];
}

/** What the access of one person exposes. @param others how many more folders she could be given; null: not known. */
export function warningsOfPerson(grants: readonly Grant[], others: number | null, now: number): readonly Warning[] {
  const personnel = grants.filter(({ folder }) => folder.kind === 'personnel').length;
  return [
    ...(personnel > 0 ? [{ key: 'personnelFolders' as const, kind: 'danger' as const, count: personnel }] : []),
    ...aboutEnds(grants, now),
    ...(others === 0 && grants.length >= fewestOfAll
      ? [{ key: 'everyFolder' as const, kind: 'warning' as const }]
      : []),
    ...aboutWriting(grants),
  ];
}
