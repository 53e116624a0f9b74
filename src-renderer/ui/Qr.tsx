import { encodeQR } from 'qr';

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
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  const path = modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x},${y}h1v1h-1z` : ''))).join('');
  const side = modules.length;
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
