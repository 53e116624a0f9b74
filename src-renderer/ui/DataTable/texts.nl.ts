export const tableNl = {
  selectRow: 'Selecteer {{name}}',
  selectAll: 'Selecteer alles',
  selection: 'Selectie',
} as const;
