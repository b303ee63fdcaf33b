/** Makes a queue for each key: what has the same key runs one after the other, however those before it end. */
export function inTurns() {
  const tails = new Map<string, Promise<unknown>>()
  return async <result>(key: string, work: () => Promise<result>): Promise<result> => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(work)
    const tail = Promise.allSettled([turn])
    tails.set(key, tail)
    try {
      return await turn
    } finally {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
