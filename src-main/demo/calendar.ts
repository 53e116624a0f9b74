import type { Scene } from '../contract/scene.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The days of an office that never was, for the worker in which it is made: they only go on. */
export class Calendar {
  readonly scene: Scene = { computer: 'Balie', behindMs: new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT) };
  readonly #behindMs = new Float64Array(this.scene.behindMs);

  /** What time it is in the office, in ms UTC. */
  now(): number {
    return Date.now() - (this.#behindMs[0] ?? 0);
  }

  /** It becomes an hour of the day so many working days ago, on this computer's clock. */
  turnTo(workingDaysAgo: number, hour: number): void {
    const day = new Date();
    for (let left = workingDaysAgo; left > 0; ) {
      day.setTime(day.getTime() - dayMs);
      if (day.getDay() !== 0 && day.getDay() !== 6) left -= 1;
    }
    day.setHours(0, 0, 0, 0);
    this.#behindMs[0] = Date.now() - (day.getTime() + (hour * dayMs) / 24);
  }

  /** It becomes now. */
  catchUp(): void {
    this.#behindMs[0] = 0;
  }
}
