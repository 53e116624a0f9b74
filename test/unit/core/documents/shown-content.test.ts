import { describe, expect, test } from 'vitest';
import { shownContent } from '../../../../src-main/core/documents/shown-content.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], 'the rest');
const page = Buffer.from('<html><script>alert(1)</script></html>');

describe('what is shown of a document', () => {
  test.each([
    ['image/png', png],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
    ['image/gif', bytes('GIF89a', [1, 0, 1, 0])],
    ['image/webp', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8 ')],
  ])('is a picture by its bytes, whatever its name: %s', (type, content) => {
    for (const name of ['foto.png', 'foto', 'foto.txt', 'foto.docx']) {
      expect(shownContent(name, content)).toEqual({ kind: 'image', type, bytes: content.toString('base64') });
    }
  });

  test('is a PDF by its bytes', () => {
    const pdf = Buffer.from('%PDF-1.7\n...');
    expect(shownContent('zonder naam', pdf)).toEqual({ kind: 'pdf', bytes: pdf.toString('base64') });
  });

  test.each(['foto.png', 'pagina.html', 'tekening.svg', 'brief.docx', 'polis.pdf', 'naamloos'])(
    'is nothing where the bytes are no picture or PDF and %s is no name of a text',
    (name) => {
      expect(shownContent(name, page)).toEqual({ kind: 'none' });
    },
  );

  test('is a text as such, also when it has tags in it', () => {
    expect(shownContent('mail.EML', page)).toEqual({ kind: 'text', text: page.toString(), cut: false });
    expect(shownContent('leeg.txt', Buffer.alloc(0))).toEqual({ kind: 'text', text: '', cut: false });
  });

  test('is a text in UTF-8, without its mark, or in what Windows wrote before', () => {
    const text = 'Zoë betaalt € 12';
    for (const content of [Buffer.from(text), Buffer.from(`\ufeff${text}`)]) {
      expect(shownContent('a.txt', content)).toEqual({ kind: 'text', text, cut: false });
    }
    const windows = bytes('Zo', [0xeb], ' betaalt ', [0x80], ' 12');
    expect(shownContent('a.csv', windows)).toEqual({ kind: 'text', text, cut: false });
  });

  test('is nothing when what is called a text is none', () => {
    for (const content of [bytes('PK', [3, 4], 'x'), Buffer.from('a\u0000b'), Buffer.from('tekst', 'utf16le')]) {
      expect(shownContent('a.txt', content)).toEqual({ kind: 'none' });
    }
  });

  test('is of a long text the beginning, also where that ends within a character', () => {
    const shown = shownContent('a.txt', Buffer.from(`x${'é'.repeat(150_000)}`));
    expect(shown).toEqual({ kind: 'text', text: `x${'é'.repeat(99_999)}`, cut: true });
  });
});
