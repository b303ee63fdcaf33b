import { BaseError } from 'viem'
import { BlockRangeTooLargeError } from './errors.js'

/**
 * What nodes and gateways say when a range of blocks, or what is in it, is too much for them. No two say it alike, and neither the
 * JSON-RPC code nor the HTTP status tells.
 */
const sayings = [
  /\brange\b.{0,40}\b(exceed|limit|larger?|bigger|high|big|wide|max)/i,
  /\b(exceed|limited to|larger?|bigger|high|max|maximum|up to)\w*\b.{0,40}\b(block )?range\b/i,
  /blocks? distance/i,
  /\b(more than|exceeds?|max(imum)?)\b.{0,20}\b(results|logs)\b/i,
]

/** The typed error of a refused range; null for any other failure. */
export function toRangeError(
  cause: unknown,
  { fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint },
): BlockRangeTooLargeError | null {
  if (!(cause instanceof BaseError)) return null
  const details = textsOf(cause).find((text) => sayings.some((saying) => saying.test(text)))
  return details === undefined ? null : new BlockRangeTooLargeError({ fromBlock, toBlock, details })
}

/** The node's own words: viem's repeat the URL and the question. */
function textsOf(cause: BaseError): readonly string[] {
  const texts: string[] = []
  cause.walk((error) => {
    if (error instanceof BaseError) texts.push(error.details)
    if (error instanceof Error && 'data' in error && error.data !== undefined) {
      texts.push(JSON.stringify(error.data))
    }
    return false
  })
  return texts.filter((text) => typeof text === 'string')
}
