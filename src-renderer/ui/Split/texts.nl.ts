export const splitNl = {
  acts: 'Acties',
  larger: 'Vergroot',
  smaller: 'Verklein',
} as const;
