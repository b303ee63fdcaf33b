import type { Address } from 'viem'
import type { SettlementPreview, SettlementStatus } from '../services.js'

const statuses = [
  'success',
  'partial',
  'providerMismatch',
  'noSigner',
  'invalidNonce',
  'invalidSignature',
] as const satisfies readonly SettlementStatus[]

/** The name of a status code of the contracts; a code that is none of theirs counts as a refusal. */
export const statusOf = (code: number): SettlementStatus => statuses[code] ?? 'invalidSignature'

type RawPreview = readonly [
  failedUsers: readonly Address[],
  failureReasons: readonly number[],
  partialUsers: readonly Address[],
  partialAmounts: readonly bigint[],
]

/** The contracts' four lists as two. */
export function toPreview([failedUsers, reasons, partialUsers, amounts]: RawPreview): SettlementPreview {
  return {
    failed: failedUsers.map((user, i) => ({ user, status: statusOf(reasons[i] ?? -1) })),
    partial: partialUsers.map((user, i) => ({ user, unsettled: amounts[i] ?? 0n })),
  }
}
