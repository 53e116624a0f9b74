export const dayInputNl = {
  dayForm: 'dd-mm-jjjj',
  clearDay: 'Wis de datum',
  nextMonth: 'Volgende maand',
  previousMonth: 'Vorige maand',
  nextYear: 'Volgend jaar',
  previousYear: 'Vorig jaar',
  nextYears: 'Volgende jaren',
  previousYears: 'Vorige jaren',
} as const;
