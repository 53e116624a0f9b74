export const sealNl = {
  seal: 'Verzegel',
  waits: 'Wordt verzegeld over {{seconds}} s',
  spoken_one: '{{count}} document wordt verzegeld over 8 seconden.',
  spoken_other: '{{count}} documenten worden verzegeld over 8 seconden.',
  sealedSpoken_one: '{{count}} document is verzegeld.',
  sealedSpoken_other: '{{count}} documenten zijn verzegeld.',
  cancel: 'Annuleer',
  cancelRow: 'Annuleer verzegelen van {{name}}',
  teachTitle_one: 'Document verzegelen?',
  teachTitle_other: '{{count}} documenten verzegelen?',
  teachWho: 'Na verzegelen ziet alleen de Privacy Officer dit document. U niet meer.',
  teachOfficer:
    'Na verzegelen ziet niemand met toegang tot het dossier dit document meer. U opent het alleen via het archief, met reden en wachtzin.',
  teachKept: 'Er wordt niets gewist: het document blijft met alle versies in het verzegeld archief van dit dossier.',
  teachUndo: 'U heeft daarna 8 seconden om te annuleren. Gaat u weg uit dit dossier, dan wordt meteen verzegeld.',
  teachBack: 'Later weer nodig? Vraag het op het tabblad Archief aan de Privacy Officer.',
  failed: 'Niet verzegeld. Het document staat nog in het dossier.',
} as const;
