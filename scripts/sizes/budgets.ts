export type Budget = {
  entry: string
  /** Some of its names; all of them where this is left out. */
  names?: readonly string[]
  /** Entries that are imported later, and counted all the same. */
  later?: readonly string[]
  /** What a page may have to load for it: bytes of a minified and gzipped bundle, without the other parts that are imported later. */
  bytes: number
  /** Packages that its user brings along. */
  external?: readonly string[]
}

const viem = ['viem', 'viem/*']
const connect = '@zg/inference/connect'
const response = '@zg/attestation/response'

/** What each entry may weigh. The commit that raises a number says what for. */
export const budgets: readonly Budget[] = [
  { entry: '@zg/core', bytes: 3_000 },
  { entry: '@zg/crypto', bytes: 31_000 },
  { entry: '@zg/crypto/bigint', bytes: 10_000 },
  { entry: '@zg/attestation', bytes: 50_000 },
  { entry: '@zg/attestation', names: ['verifyTdxQuote'], bytes: 32_000 },
  { entry: '@zg/contracts', bytes: 20_000, external: viem },
  { entry: '@zg/ledger', bytes: 28_000, external: viem },
  { entry: '@zg/inference', bytes: 42_000, external: viem },
  { entry: '@zg/sdk', bytes: 37_000, external: viem },
  // A session that pays: as its page loads, once `connect` and `fetch` have been used, and once an answer was verified.
  { entry: '@zg/sdk', names: ['createBroker'], bytes: 33_000, external: viem },
  { entry: '@zg/sdk', names: ['createBroker'], later: [connect], bytes: 54_000, external: viem },
  { entry: '@zg/sdk', names: ['createBroker'], later: [connect, response], bytes: 71_000, external: viem },
  { entry: '@zg/sdk/ai', bytes: 1_500, external: [...viem, '@ai-sdk/*'] },
  { entry: '@zg/sdk/langchain', bytes: 1_000, external: [...viem, '@langchain/*'] },
  { entry: '@zg/sdk/otel', bytes: 2_000, external: [...viem, '@opentelemetry/*'] },
]
