/** So many at once for each key. `take` gives what frees the slot, once; null when all are taken. */
export function createSlots(most: number) {
  const taken = new Map<string, number>()
  const count = (key: string): number => taken.get(key) ?? 0

  return {
    count,
    take: (key: string): (() => void) | null => {
      if (count(key) >= most) return null
      taken.set(key, count(key) + 1)
      let held = true
      return () => {
        if (!held) return
        held = false
        if (count(key) > 1) taken.set(key, count(key) - 1)
        else taken.delete(key)
      }
    },
  }
}
