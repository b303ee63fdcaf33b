export type Budget = {
  entry: string
  /** Some of its names; all of them where this is left out. */
  names?: readonly string[]
  /** What a page may have to load for it: bytes of a minified and gzipped bundle, without the parts that are imported later. */
  bytes: number
  /** Packages that its user brings along. */
  external?: readonly string[]
}

const viem = ['viem', 'viem/*']

/** What each entry may weigh. The commit that raises a number says what for. */
export const budgets: readonly Budget[] = [
  { entry: '@zg/core', bytes: 3_000 },
  { entry: '@zg/crypto', bytes: 40_000 },
  { entry: '@zg/crypto/bigint', bytes: 10_000 },
  { entry: '@zg/attestation', bytes: 50_000 },
  { entry: '@zg/attestation', names: ['verifyTdxQuote'], bytes: 32_000 },
  { entry: '@zg/contracts', bytes: 20_000, external: viem },
  { entry: '@zg/ledger', bytes: 28_000, external: viem },
  { entry: '@zg/inference', bytes: 60_000, external: viem },
  { entry: '@zg/sdk', bytes: 75_000, external: viem },
]
