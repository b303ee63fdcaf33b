import type { Report } from '@zg/core'
import { policies } from '../src/policy/policies.js'
import { createPlatform, type PlatformOptions, type QuoteOptions } from '../src/simulate/platform.js'
import { createSimulatedKey } from '../src/simulate/signingKey.js'
import { tcbInfo } from '../src/simulate/statements.js'
import type { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'

export const day = 86_400_000
export const now = Date.parse('2026-06-01T00:00:00Z')
export const stranger = { name: 'a stranger', key: createSimulatedKey() }

/** So many bytes: the first as told, the others zero. */
export const bytes = (length: number, ...first: number[]): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => first[index] ?? 0)

/** Evidence with what differs from evidence as it should be, ready to be verified. */
export function tdxCase({ quote, ...platform }: TdxCase = {}): verifyTdxQuote.Options {
  const { certificates, collateral, createQuote } = createPlatform({ now, ...platform })
  return {
    quote: createQuote({ td: {}, ...quote }),
    collateral,
    now,
    policy: policies.strict,
    roots: { intel: certificates.root },
  }
}

export type TdxCase = Partial<PlatformOptions> & { quote?: Partial<QuoteOptions> }

/** The first check that failed and why, or the verdict where none did. */
export function outcome(report: Report): string {
  const failed = report.checks.find(({ status }) => status === 'fail')
  return failed ? `${failed.name}: ${failed.reason}` : report.verdict
}

/** TCB info whose best level has another status. */
export function levelOf(tcbStatus: string): TdxCase {
  const { tcbLevels } = tcbInfo({ issueDate: now, nextUpdate: now })
  if (!Array.isArray(tcbLevels)) throw new Error('There are no levels.')
  return { tcbInfo: { tcbLevels: [{ ...tcbLevels[0], tcbStatus }] } }
}
