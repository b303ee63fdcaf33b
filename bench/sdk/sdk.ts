import { compareSize } from './compareSize.js'
import { compareSpeed } from './compareSpeed.js'

/** `@zg/sdk` beside the official client 0.9.0: speed and traffic, then size and time of import. Pairs are ours / theirs. */
export async function sdk(): Promise<void> {
  await compareSpeed()
  await compareSize()
}
