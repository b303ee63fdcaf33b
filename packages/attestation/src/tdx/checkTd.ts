import { bytesToHex } from '@zg/core'
import { EvidenceError } from '../errors.js'
import type { Policy } from '../policy/policy.js'
import type { TdReport, TdxQuote } from '../quote/quote.js'

const intelQe = '939a7233f79c4ca9940a0db3957f0607'

/** The header is that of a TDX quote that Intel's quoting enclave signed by ECDSA on P-256. */
export function checkHeader(quote: TdxQuote): TdxQuote {
  const { teeType, attestationKeyType, qeVendor } = quote.header
  if (teeType !== 0x81) throw new EvidenceError(`TEE type 0x${teeType.toString(16)} is not TDX`)
  if (attestationKeyType !== 2)
    throw new EvidenceError(`attestation keys of type ${attestationKeyType} are unknown`)
  if (qeVendor !== intelQe) throw new EvidenceError(`the quoting enclave is of vendor ${qeVendor}`)
  return quote
}

/** The host may look into a TD when any bit of the first group is set. */
export function checkDebug({ tdAttributes }: TdReport): void {
  const group = tdAttributes[0] ?? 0xff
  if (group !== 0) throw new EvidenceError(`the TD is in debug mode: attributes ${bytesToHex(tdAttributes)}`)
}

const septVeDisable = 1n << 28n
const migratable = 1n << 29n
/** LASS, protection keys, key locker, performance counters: features that a TD may use for itself. */
const harmless = (1n << 27n) | (1n << 30n) | (1n << 31n) | (1n << 63n)
const debugGroup = 0xffn

/** No attribute is set that nobody knows, the TD can't be moved to another host, and its host can't make it stumble over missing pages. */
export function checkAttributes({ tdAttributes }: TdReport): void {
  const bits = new DataView(tdAttributes.buffer, tdAttributes.byteOffset, 8).getBigUint64(0, true)
  const hex = bytesToHex(tdAttributes)
  if ((bits & septVeDisable) === 0n) throw new EvidenceError(`SEPT_VE_DISABLE is off: attributes ${hex}`)
  if ((bits & migratable) !== 0n)
    throw new EvidenceError(`the TD can be moved to another host: attributes ${hex}`)
  const unknown = bits & ~(septVeDisable | harmless | debugGroup)
  if (unknown !== 0n) throw new EvidenceError(`reserved attributes are set: ${hex}`)
}

/** A service TD can change what a TD measured: none is bound to it, or one that the policy names. */
export function checkServiceTd({ mrServiceTd }: TdReport, { allowedServiceTd }: Policy): void {
  if (!mrServiceTd || mrServiceTd.every((byte) => byte === 0)) return
  const hash = bytesToHex(mrServiceTd)
  if (!allowedServiceTd.some((allowed) => allowed.toLowerCase() === hash)) {
    throw new EvidenceError(`service TD ${hash} is not among those that the policy allows`)
  }
}
