import { bytesToHex } from '@zg/core'
import type { TcbStatus } from '../policy/policy.js'
import type { TdxQuote } from '../quote/quote.js'
import type { PckExtension } from '../tcb/pckExtension.js'
import type { Currency } from './checkTcb.js'

/** What the TDX module measured and was told, as lower-case hex. */
export type TdxMeasurements = {
  mrTd: string
  rtmr0: string
  rtmr1: string
  rtmr2: string
  rtmr3: string
  mrConfigId: string
  mrOwner: string
  mrOwnerConfig: string
  mrSeam: string
  mrSignerSeam: string
  /** Only TDX 1.5 tells it. */
  mrServiceTd: string | undefined
  tdAttributes: string
  xfam: string
  teeTcbSvn: string
}

/** What a quote says, once the chain of signatures above it holds. */
export type TdxClaims = {
  quoteVersion: 4 | 5
  /** 64 bytes that the TD chose, as lower-case hex. */
  reportData: string
  measurements: TdxMeasurements
  /** The platform's family, as lower-case hex. */
  fmspc: string
  /** Absent while it can't be told: something that it depends on failed. */
  tcbStatus: TcbStatus | undefined
  advisories: readonly string[]
  /** Absent when it did not verify. Moments in milliseconds since 1970. */
  collateral: { issuedAt: number; expiresAt: number; evaluationNumber: number } | undefined
}

/** What a proven quote says. */
export const claimsOf = (
  quote: TdxQuote,
  { fmspc }: PckExtension,
  currency: Currency | undefined,
  collateral: TdxClaims['collateral'],
): TdxClaims => ({
  quoteVersion: quote.header.version,
  reportData: bytesToHex(quote.td.reportData),
  measurements: measurementsOf(quote),
  fmspc,
  tcbStatus: currency?.status,
  advisories: currency?.advisories ?? [],
  collateral,
})

function measurementsOf({ td }: TdxQuote): TdxMeasurements {
  const [rtmr0, rtmr1, rtmr2, rtmr3] = td.rtmrs
  return {
    mrTd: bytesToHex(td.mrTd),
    rtmr0: bytesToHex(rtmr0),
    rtmr1: bytesToHex(rtmr1),
    rtmr2: bytesToHex(rtmr2),
    rtmr3: bytesToHex(rtmr3),
    mrConfigId: bytesToHex(td.mrConfigId),
    mrOwner: bytesToHex(td.mrOwner),
    mrOwnerConfig: bytesToHex(td.mrOwnerConfig),
    mrSeam: bytesToHex(td.mrSeam),
    mrSignerSeam: bytesToHex(td.mrSignerSeam),
    mrServiceTd: td.mrServiceTd && bytesToHex(td.mrServiceTd),
    tdAttributes: bytesToHex(td.tdAttributes),
    xfam: bytesToHex(td.xfam),
    teeTcbSvn: bytesToHex(td.teeTcbSvn),
  }
}
