export const previewNl = {
  contentOf: 'Inhoud van {{name}}',
  imageOf: 'Afbeelding: {{name}}',
  empty: 'Dit document is leeg.',
  cut: 'Hier staat alleen het begin. Exporteer het document om alles te lezen.',
  none: 'Van deze soort bestand is er geen voorbeeld. Exporteer het om het te openen.',
  tooLarge: 'Dit document is te groot voor een voorbeeld. Exporteer het om het te openen.',
  unreadable: 'Dit bestand is beschadigd of anders dan het zegt. Exporteer het om het te openen.',
  password: 'Dit document vraagt een eigen wachtwoord. Exporteer het om het te openen.',
  page: 'Pagina {{number}} van {{pages}}',
  export: 'Exporteer',
} as const;
