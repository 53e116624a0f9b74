import { encode } from 'uqr';

const quiet = 4;

/** A QR code as one path, black on white whatever the theme. @param label what it holds, for who cannot scan it. */
export function Qr({
  text,
  label,
  size,
}: {
  readonly text: string;
  readonly label: string;
  readonly size: number | string;
}) {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const modules = data.length;
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet},${y + quiet}h1v1h-1z` : '')))
    .join('');
  const side = modules + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#FFFFFF" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
