const mostKept = 10_000

/**
 * Keeps what was loaded for as long as `keptMs` says of it; never a null, nor a failure.
 */
export function createCache<value>({ keptMs, now }: { keptMs: (value: value) => number; now: () => number }) {
  const kept = new Map<string, { value: value; until: number }>()
  const load = async (key: string, ask: () => Promise<value | null>): Promise<value | null> => {
    const value = await ask()
    kept.delete(key)
    if (value === null) return null
    const [oldest] = kept.size < mostKept ? [] : kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
    kept.set(key, { value, until: now() + keptMs(value) })
    return value
  }

  return {
    get: async (key: string, ask: () => Promise<value | null>): Promise<value | null> => {
      const found = kept.get(key)
      return found && found.until > now() ? found.value : load(key, ask)
    },
    /** Asks again, whatever is kept. */
    load,
  }
}

export type Cache<value> = ReturnType<typeof createCache<value>>
