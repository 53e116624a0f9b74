/** A name as it was given, kept apart from the direction of the text around it. Cut off it still says all on hover. */
export function Bdi({ children }: { readonly children: string }) {
  return <bdi title={children}>{children}</bdi>;
}
