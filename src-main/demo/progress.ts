/** Counts the steps of making the office. */
export class Progress {
  readonly #total: number;
  readonly #report: (done: number, total: number) => void;
  #done = 0;

  constructor(total: number, report: (done: number, total: number) => void) {
    this.#total = total;
    this.#report = report;
  }

  step(): void {
    this.#done += 1;
    this.#report(this.#done, this.#total);
  }
}
