export const tableNl = {
  selectRow: 'Selecteer {{name}}',
  selectAll: 'Selecteer alles',
  selection: 'Selectie',
  columnWidth: 'Breedte van kolom {{column}}',
} as const;
