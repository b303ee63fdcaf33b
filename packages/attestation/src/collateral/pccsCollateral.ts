import { memoryStore, type Store } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { parseJson } from '../json.js'
import { policies } from '../policy/policies.js'
import type { Roots } from '../roots.js'
import { verifyTdxQuote } from '../tdx/verifyTdxQuote.js'
import { type Collateral, readCollateral } from './collateral.js'
import { type CollateralSource, familyOf, type PlatformFamily } from './collateralSource.js'
import { type Download, download } from './download.js'

/**
 * Gets collateral from a PCCS, a server that hands on what Intel publishes, or from Intel itself.
 *
 * What was fetched is kept in `store` until the first part of it expires, but only once it is proven: a bad server can withhold, and nothing else. Nothing
 * is asked before the source is. It rejects with `NetworkError`, `CollateralNotFoundError`, and `MalformedEvidenceError` for answers that are none.
 * In a browser the server has to allow its headers to be read (CORS); where it doesn't, use a proxy or `offlineCollateral`.
 *
 * @example
 * ```ts
 * import { pccsCollateral, policies, verifyTdxQuote } from '@zg/attestation'
 *
 * declare const quote: Uint8Array
 *
 * const source = pccsCollateral({ url: 'https://pccs.example.com' })
 * const report = verifyTdxQuote({ quote, collateral: await source(quote), now: Date.now(), policy: policies.strict })
 * ```
 */
export function pccsCollateral(options: pccsCollateral.Options): CollateralSource {
  const { clock = Date.now, store = memoryStore({ now: clock }), roots } = options
  return async (quote, { signal } = {}) => {
    const family = familyOf(quote)
    const key = keyOf(options, family)
    const kept = readKept(await store.get(key))
    if (kept) return kept
    const collateral = await download(family, { ...options, signal })
    const now = clock()
    const expiresAt = provenUntil(quote, collateral, { now, roots })
    if (expiresAt !== undefined) await store.set(key, JSON.stringify(collateral), { ttlMs: expiresAt - now })
    return collateral
  }
}

export declare namespace pccsCollateral {
  type Options = Omit<Download, 'signal'> & {
    /** Where proven collateral is kept. By default in memory. */
    store?: Store | undefined
    /** Milliseconds since 1970. */
    clock?: (() => number) | undefined
    /** What the verifier trusts instead of Intel's root, so that such collateral counts as proven. */
    roots?: Roots | undefined
  }
}

const keyOf = ({ url, update = 'standard' }: Download, { fmspc, ca }: PlatformFamily) =>
  `zg.collateral:${url}:${update}:${fmspc}:${ca}`

/** What a store holds may be damaged, or of another version: then it is fetched anew. */
function readKept(text: string | null): Collateral | undefined {
  if (text === null) return undefined
  try {
    return readCollateral(parseJson(text, { format: 'kept collateral', most: 20_000_000 }))
  } catch (error) {
    if (error instanceof MalformedEvidenceError) return undefined
    throw error
  }
}

const needed: readonly string[] = ['tdx.collateral.tcbInfo', 'tdx.collateral.qeIdentity', 'tdx.pck.chain']

/** When the first part expires, once Intel's signatures over all of them hold. */
function provenUntil(
  quote: Uint8Array,
  collateral: Collateral,
  { now, roots }: { now: number; roots: Roots | undefined },
): number | undefined {
  const { checks, claims } = verifyTdxQuote({ quote, collateral, now, policy: policies.strict, roots })
  const areProven = needed.every((name) =>
    checks.some((check) => check.name === name && check.status === 'pass'),
  )
  return areProven ? claims?.collateral?.expiresAt : undefined
}
