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
  teachWho_one: 'Na verzegelen ziet alleen de Privacy Officer dit document. U niet meer.',
  teachWho_other: 'Na verzegelen ziet alleen de Privacy Officer deze documenten. U niet meer.',
  teachOfficer_one:
    'Na verzegelen ziet niemand met toegang tot het dossier dit document meer. U opent het alleen via het archief, met reden en wachtzin.',
  teachOfficer_other:
    'Na verzegelen ziet niemand met toegang tot het dossier deze documenten meer. U opent ze alleen via het archief, met reden en wachtzin.',
  teachKept_one:
    'Er wordt niets gewist: het document blijft met alle versies in het verzegelde archief van dit dossier.',
  teachKept_other:
    'Er wordt niets gewist: de documenten blijven met alle versies in het verzegelde archief van dit dossier.',
  teachUndo: 'U heeft daarna 8 seconden om te annuleren. Gaat u weg uit dit dossier, dan wordt meteen verzegeld.',
  teachBack: 'Later weer nodig? Vraag het op het tabblad Archief aan de Privacy Officer.',
  failed: 'Niet verzegeld. Het document staat nog in het dossier.',
} as const;
