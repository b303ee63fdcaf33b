import { compareFirstByte } from './compareFirstByte.js'
import { compareSize } from './compareSize.js'
import { compareSpeed } from './compareSpeed.js'

/** `@zg/sdk` beside the official client 0.9.0: speed and traffic, the time to an answer's first byte, then size and time of import. Pairs are ours / theirs. */
export async function sdk(): Promise<void> {
  await compareSpeed()
  await compareFirstByte()
  await compareSize()
}
