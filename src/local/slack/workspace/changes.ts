type Listener = (revision: number) => void;

/** Tells those who look at the workspace that it changed. */
export class Changes {
  #revision = 0;
  readonly #listeners = new Set<Listener>();

  get revision(): number {
    return this.#revision;
  }

  announce(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener(this.#revision);
  }

  /** Calls `listener` at every change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
