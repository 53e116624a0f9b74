import type { IconHome } from '@tabler/icons-react';

/** Something that the palette found, and what choosing it does. */
export interface Found {
  readonly id: string;
  readonly name: string;
  /** Of a document its folder. */
  readonly where: string | null;
  readonly icon: typeof IconHome;
  readonly act: () => void;
}

export interface FoundGroup {
  readonly name: 'paletteFolders' | 'paletteDocuments' | 'palettePeople' | 'paletteActions';
  readonly found: readonly Found[];
}

/** At most so many of a kind. */
export const mostOfAKind = 8;
