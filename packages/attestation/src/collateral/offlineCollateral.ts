import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { readObject } from '../jsonReader.js'
import { readTcbInfo } from '../tcb/tcbInfo.js'
import { type Collateral, readCollateral } from './collateral.js'
import { CollateralNotFoundError, type CollateralSource, familyOf } from './collateralSource.js'

/** Collateral as it is exported, to verify where there is no network. */
export type CollateralBundle = {
  /** The platform family, as lower-case hex. */
  fmspc: string
  collateral: Collateral
  /** Milliseconds since 1970. */
  fetchedAt: number
}

/**
 * Gives collateral out of bundles that were exported earlier. Asks nobody.
 *
 * The promise is rejected with `CollateralNotFoundError` for a platform family that no bundle is about; of several the newest is given.
 *
 * @example
 * ```ts
 * import { type CollateralBundle, offlineCollateral } from '@zg/attestation'
 *
 * declare const bundle: CollateralBundle
 *
 * const source = offlineCollateral([bundle])
 * ```
 */
export function offlineCollateral(bundles: readonly CollateralBundle[]): CollateralSource {
  return async (quote) => {
    const { fmspc } = familyOf(quote)
    const [newest] = bundles
      .filter((bundle) => bundle.fmspc.toLowerCase() === fmspc)
      .toSorted((one, other) => other.fetchedAt - one.fetchedAt)
    if (!newest) throw new CollateralNotFoundError({ fmspc, from: 'The bundle' })
    return newest.collateral
  }
}

/**
 * Makes a bundle of collateral that was fetched at a moment in milliseconds since 1970: JSON of it can be kept and read by `readCollateralBundle`.
 *
 * Throws `MalformedEvidenceError` when the collateral doesn't say which platform family it is about.
 *
 * @example
 * ```ts
 * import { bundleCollateral, pccsCollateral } from '@zg/attestation'
 *
 * const source = pccsCollateral({ url: 'https://pccs.example.com' })
 *
 * async function exportFor(quote: Uint8Array) {
 *   return JSON.stringify(bundleCollateral(await source(quote), { fetchedAt: Date.now() }))
 * }
 * ```
 */
export const bundleCollateral = (
  collateral: Collateral,
  { fetchedAt }: { fetchedAt: number },
): CollateralBundle => ({ fmspc: readTcbInfo(collateral.tcb_info).fmspc, collateral, fetchedAt })

/**
 * Takes a bundle out of a parsed JSON value, such as an exported file. Throws `MalformedEvidenceError` when a member is missing, or the collateral is about
 * another family than the bundle says.
 *
 * @example
 * ```ts
 * import { readCollateralBundle } from '@zg/attestation'
 *
 * const read = (json: string) => readCollateralBundle(JSON.parse(json))
 * ```
 */
export function readCollateralBundle(value: unknown): CollateralBundle {
  const format = 'collateral bundle'
  const object = readObject(value, format, 'it')
  const fmspc = bytesToHex(object.bytes('fmspc', 6))
  const collateral = readCollateral(object.member('collateral'))
  const about = readTcbInfo(collateral.tcb_info).fmspc
  if (about !== fmspc)
    throw new MalformedEvidenceError(format, `it is for ${fmspc}, its collateral for ${about}`)
  return { fmspc, collateral, fetchedAt: object.integer('fetchedAt', Number.MAX_SAFE_INTEGER) }
}
