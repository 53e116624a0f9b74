import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { backupTexts } from './texts.ts';

const [width, height, edge] = [700, 120, 24];

/** How large backups were over time; the table below says the same. @param points oldest first. */
export function SizeChart({ points }: { readonly points: readonly { readonly at: number; readonly bytes: number }[] }) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return null;
  const most = Math.max(1, ...points.map(({ bytes }) => bytes));
  const duration = Math.max(1, last.at - first.at);
  const x = (at: number) => ((at - first.at) / duration) * width;
  const y = (bytes: number) => height - (bytes / most) * (height - edge);
  const line = points.map(({ at, bytes }) => `${x(at).toFixed(1)},${y(bytes).toFixed(1)}`).join(' ');
  const label = say('chart', {
    from: formats.size(first.bytes),
    first: formats.timeInText(first.at),
    to: formats.size(last.bytes),
    last: formats.timeInText(last.at),
  });
  return (
    <svg viewBox={`0 0 ${width} ${height + edge}`} width="100%" role="img" aria-label={label}>
      <polygon points={`0,${height} ${line} ${width},${height}`} fill={colour('selected')} />
      <polyline points={line} fill="none" stroke={colour('accent')} strokeWidth={2} />
      <line x1={0} x2={width} y1={height} y2={height} stroke={colour('border')} />
      <text x={0} y={14} fontSize={13} fill={colour('muted')}>
        {formats.size(most)}
      </text>
      <text x={0} y={height + 18} fontSize={13} fill={colour('muted')}>
        {formats.dayInTable(first.at)}
      </text>
      <text x={width} y={height + 18} fontSize={13} textAnchor="end" fill={colour('muted')}>
        {formats.dayInTable(last.at)}
      </text>
    </svg>
  );
}
