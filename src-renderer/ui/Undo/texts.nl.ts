export const undoNl = {
  undo: 'Maak ongedaan',
} as const;
