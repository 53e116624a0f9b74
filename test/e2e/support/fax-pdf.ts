/** A black square of 8 by 8 points as fax machines and scanners write one (ITU-T T.6): a black line, and seven like it. */
const square = Buffer.from([0b0010_0110, 0b1010_0010, 0b1111_1111, 0b1111_1110]);

/** A PDF that is a scan: no text, and all of it black. */
export function faxPdf(pages = 1): Buffer {
  const image =
    '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 1 ' +
    '/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>';
  const page = 'q 595 0 0 842 0 0 cm /I1 Do Q';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, index) => `${index + 5} 0 R`).join(' ')}] /Count ${pages} >>`,
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    `<< ${image} /Length ${square.length} >>\nstream\n${square.toString('latin1')}\nendstream`,
    ...Array.from(
      { length: pages },
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /XObject << /I1 4 0 R >> >> >>',
    ),
  ];
  let text = '%PDF-1.4\n';
  const rows = objects.map((object, index) => {
    const place = String(text.length).padStart(10, '0');
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
