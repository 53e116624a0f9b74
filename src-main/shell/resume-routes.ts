/** Where each person was, for when she comes back after a lock. In memory only: it says what somebody worked on. */
export class ResumeRoutes {
  readonly #routes = new Map<string, string>();

  remember(folder: string, user: string, route: string): void {
    this.#routes.set(`${user} ${folder}`, route);
  }

  of(folder: string, user: string): string | null {
    return this.#routes.get(`${user} ${folder}`) ?? null;
  }
}
