import type { Rectangle } from 'electron';
import { smallestWindow } from './security/window-options.ts';

/** What a new window is as large as, in CSS pixels, where the screen has the room. */
const firstSize = { width: 1280, height: 860 } as const;

/**
 * Where the window comes: where it was, as far as that is on a screen that is there now.
 * @param workAreaAt the part of the screen nearest to a place that is free for windows.
 */
export function placeOnScreen(
  was: Rectangle | null,
  workAreaAt: (place: Rectangle) => Rectangle,
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const area = workAreaAt(was ?? { x: 0, y: 0, ...firstSize });
  const within = (wanted: number, least: number, most: number) => Math.max(least, Math.min(wanted, most));
  const width = within(was?.width ?? firstSize.width, smallestWindow.width, area.width);
  const height = within(was?.height ?? firstSize.height, smallestWindow.height, area.height);
  if (was === null) return { width, height };
  const x = within(was.x, area.x, Math.max(area.x, area.x + area.width - width));
  const y = within(was.y, area.y, Math.max(area.y, area.y + area.height - height));
  return { x, y, width, height };
}
