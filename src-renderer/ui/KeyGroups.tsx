import styles from './KeyGroups.module.css';

/** Longer groups take the place of two. */
const longest = 11;

/** A key in numbered groups, for reading aloud and typing over. */
export function KeyGroups({ groups }: { readonly groups: readonly string[] }) {
  return (
    <ol className={styles.groups} translate="no">
      {groups.map((group, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is what it is by its place.
        <li key={number} data-long={group.length > longest || undefined}>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
