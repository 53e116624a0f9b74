import styles from './KeyGroups.module.css';

/** A key in numbered groups, for reading aloud and typing over. */
export function KeyGroups({ groups }: { readonly groups: readonly string[] }) {
  return (
    <ol className={styles.groups} translate="no">
      {groups.map((group, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is what it is by its place.
        <li key={number}>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  );
}
