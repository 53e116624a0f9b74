export const splitNl = {
  larger: 'Vergroot',
  smaller: 'Verklein',
} as const;
