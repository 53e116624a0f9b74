export function ArchiveOfFolder({ folder }: { readonly folder: { readonly id: string } }) {
  return <div>{folder.id}</div>;
}
