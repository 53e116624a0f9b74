import { describe, expect, test } from 'vitest';
import { legibleName, requireDocumentName } from '../../../../src-main/core/documents/document-name.ts';
import { foldedText } from '../../../../src-main/core/documents/folded-text.ts';

describe('the name of a document', () => {
  test('is any path of segments that lead nowhere else', () => {
    for (const name of ['a', 'a/b', '...', '..a', '.a', 'x'.repeat(255), 'é'.repeat(255), '👩‍👩‍👧‍👦', 'C:\\x', ' ']) {
      expect(() => requireDocumentName(name), name).not.toThrow();
    }
    const long = Array.from({ length: 17 }, () => 'x'.repeat(250)).join('/');
    for (const name of [
      '',
      '/',
      'a/',
      '/a',
      'a//b',
      '.',
      '..',
      'a/..',
      './a',
      'a\tb',
      'a\u007f',
      'x'.repeat(256),
      long,
    ]) {
      expect(() => requireDocumentName(name), name).toThrowError(expect.objectContaining({ code: 'invalid-input' }));
    }
  });

  test('that is none can still be shown', () => {
    expect(legibleName('a\nb\u001b[31m\u0085é')).toBe('a\\x0ab\\x1b[31m\\x85é');
  });
});

describe('folded text', () => {
  test.each([
    ['Brief AAN Zoë', 'brief aan zoe'],
    ['Zoe\u0308', 'zoe'],
    ['Yılmaz İnci', 'yilmaz inci'],
    ['Straße Ærø Łódź Þór', 'strasse aero lodz thor'],
    ['ĳsberg ﬁets', 'ijsberg fiets'],
    ['Ｗｉｄｅ', 'wide'],
    ['ΑΘΉΝΑ', 'αθηνα'],
    ['dossier-2024_11.PDF', 'dossier-2024_11.pdf'],
    ['', ''],
  ])('%s is searched as %s', (text, folded) => {
    expect(foldedText(text)).toBe(folded);
    expect(foldedText(foldedText(text))).toBe(folded);
  });
});
