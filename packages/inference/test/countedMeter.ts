import type { Meter } from '../src/index.js'

/** A meter with room for everything that counts what becomes of each reservation. */
export function countedMeter() {
  const log: { held: bigint; ends: string[] }[] = []
  const none = { fee: 0n, excess: 0n }
  const meter: Meter = {
    reserve: async ({ provider, worst }) => {
      const entry: (typeof log)[number] = { held: worst, ends: [] }
      log.push(entry)
      return {
        provider,
        held: worst,
        markSent: async () => void entry.ends.push('sent'),
        settle: async (fee) => {
          entry.ends.push(fee === null ? 'settled whole' : `settled ${fee}`)
          return none
        },
        release: async () => void entry.ends.push('released'),
      }
    },
    spending: async () => ({ settled: 0n, settledToday: 0n, reserved: 0n, providers: [] }),
    readmit: async () => undefined,
  }
  return { meter, log, ends: () => log.map(({ ends }) => ends) }
}
