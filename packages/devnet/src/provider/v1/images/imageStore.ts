const keptMost = 1_000

/** How long an image is served, in seconds: as long as its signature. */
export const imageSeconds = 20 * 60

/** The images of answers that hold addresses in their place, the latest thousand answers' of twenty minutes. */
export function createImageStore({ now }: { now: () => number }) {
  const kept = new Map<string, { images: readonly Uint8Array[]; until: number }>()

  return {
    put: (key: string, images: readonly Uint8Array[]): void => {
      // Kept in order of age, so that the first one that stays ends the search.
      for (const [old, { until }] of kept) {
        if (until > now() && kept.size < keptMost) break
        kept.delete(old)
      }
      kept.set(key, { images, until: now() + imageSeconds * 1_000 })
    },
    /** Null when there is none, or no more. */
    find: (key: string, index: number): Uint8Array | null => {
      const found = kept.get(key)
      return (found && found.until > now() ? found.images[index] : null) ?? null
    },
  }
}

export type ImageStore = ReturnType<typeof createImageStore>
