import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, createReport, type Report } from '@zg/core'
import { type Checklist, createChecklist } from '../checklist.js'
import type { Collateral } from '../collateral/collateral.js'
import { datesOf, verifyCollateral } from '../collateral/verifyCollateral.js'
import type { Setting } from '../collateral/verifyStatement.js'
import { applyWaivers, checkPolicy } from '../policy/applyPolicy.js'
import type { Policy } from '../policy/policy.js'
import { parseQuote } from '../quote/parseQuote.js'
import { intelRootHash, type Roots } from '../roots.js'
import { ecdsaP256 } from '../x509/ecdsaP256.js'
import { createSignatureCache, type SignatureCache } from '../x509/signatureCache.js'
import { checkSignatures, verifyPckChain } from './checkSignatures.js'
import { checkTcb } from './checkTcb.js'
import { checkAttributes, checkDebug, checkHeader, checkServiceTd } from './checkTd.js'
import { claimsOf, type TdxClaims } from './claims.js'

/**
 * Verifies a TDX quote of version 4 or 5 up to Intel's root: collateral, platform, quoting enclave, quote, TCB status, and what the policy says of
 * the TD. Pure and synchronous: it asks nobody and reads no clock.
 *
 * Every check is listed, also those that were skipped because what they depend on failed. `claims` are there once all the signatures above the
 * quote hold. The assurance is `hardware` under Intel's own root alone. Throws `InvalidPolicyError`; whatever is wrong with evidence is in the report.
 *
 * @example
 * ```ts
 * import { policies, verifyTdxQuote } from '@zg/attestation'
 *
 * declare const quote: Uint8Array
 * declare const collateral: verifyTdxQuote.Options['collateral']
 *
 * const report = verifyTdxQuote({ quote, collateral, now: Date.now(), policy: policies.strict })
 * console.log(report.verdict, report.claims?.tcbStatus)
 * ```
 */
export function verifyTdxQuote(options: verifyTdxQuote.Options): Report<TdxClaims> {
  const { collateral, now, policy, roots, cache = createSignatureCache() } = options
  checkPolicy(policy)
  const rootHash = roots?.intel ? bytesToHex(sha256(roots.intel)) : intelRootHash
  const list = createChecklist()
  const algorithm = cache.remember(ecdsaP256)
  const claims = runChecks(list, options.quote, collateral, { now, rootHash, algorithm, policy })
  return createReport({
    subject: 'provider',
    assurance: rootHash === intelRootHash ? 'hardware' : 'simulated',
    checks: applyWaivers(list.checks, policy),
    claims,
    policy,
    checkedAt: now,
  })
}

export declare namespace verifyTdxQuote {
  type Options = {
    /** As the provider hands it on; bytes behind its end are ignored. */
    quote: Uint8Array
    collateral: Collateral
    /** Milliseconds since 1970. */
    now: number
    policy: Policy
    /** Instead of Intel's root: for simulated evidence. */
    roots?: Roots | undefined
    /** Signatures that held in earlier calls, which need not be computed again. */
    cache?: SignatureCache | undefined
  }
}

function runChecks(list: Checklist, bytes: Uint8Array, collateral: Collateral, setting: Setting) {
  const { policy } = setting
  const parsed = list.run('tdx.quote.parse', [], () => parseQuote(bytes))
  const quote = list.run('tdx.quote.header', [parsed], checkHeader)
  const proven = verifyCollateral(list, collateral, setting)
  const pck = list.run('tdx.pck.chain', [quote, proven.crls], (value, crls) =>
    verifyPckChain(value, { ...setting, crls }),
  )
  const { signed, qeLevel } = checkSignatures(list, {
    ...{ quote, pck, qeIdentity: proven.qeIdentity },
    algorithm: setting.algorithm,
  })
  const currency = checkTcb(list, { signed, qeLevel, pck, tcbInfo: proven.tcbInfo, policy })
  list.run('tdx.policy.debug', [signed], ({ td }) => checkDebug(td))
  list.run('tdx.policy.attributes', [signed], ({ td }) => checkAttributes(td))
  list.run('tdx.policy.serviceTd', [signed], ({ td }) => checkServiceTd(td, policy))
  if (!signed.value || !pck.value) return undefined
  return claimsOf(signed.value, pck.value.platform, currency, datesOf(proven))
}
