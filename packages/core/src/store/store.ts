/** A place for small texts, such as sessions and nonces. Keys and values are strings; money is kept as decimal text. */
export type Store = {
  /** The value, or null when there is none or its time is over. */
  get: (key: string) => Promise<string | null>
  /** Writes a value; it disappears `ttlMs` milliseconds later when that is given. */
  set: (key: string, value: string, options?: { ttlMs?: number | undefined }) => Promise<void>
  delete: (key: string) => Promise<void>
}

/** A store where a race would cost money: reading and writing are one step. */
export type AtomicStore = Store & {
  /**
   * Replaces a value by a function of it, as one step that no other writer can enter, and returns the new value.
   * `change` is pure and may run more than once; null means "no value", both ways.
   */
  update: (
    key: string,
    change: (current: string | null) => string | null,
    options?: { ttlMs?: number | undefined },
  ) => Promise<string | null>
}
