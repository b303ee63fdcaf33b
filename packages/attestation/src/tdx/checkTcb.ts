import type { Checklist, Step } from '../checklist.js'
import { EvidenceError } from '../errors.js'
import type { Policy, TcbStatus } from '../policy/policy.js'
import type { TdxQuote } from '../quote/quote.js'
import { matchModule, matchPlatform } from '../tcb/levels.js'
import type { PckExtension } from '../tcb/pckExtension.js'
import type { Level, TcbInfo } from '../tcb/tcbInfo.js'
import { mergeTcbStatuses, readTcbStatus } from '../tcb/tcbStatus.js'
import type { Pck } from './checkSignatures.js'

/** How current the whole is, and what is known against it. */
export type Currency = { status: TcbStatus; advisories: readonly string[] }

type Given = {
  signed: Step<TdxQuote>
  qeLevel: Step<Level<number>>
  pck: Step<Pck>
  tcbInfo: Step<TcbInfo>
  policy: Policy
}

/** Finds the levels of platform, module and quoting enclave, and holds what they come to against the policy. */
export function checkTcb(
  list: Checklist,
  { signed, qeLevel, pck, tcbInfo, policy }: Given,
): Currency | undefined {
  const platform = list.run('tdx.tcb.platform', [tcbInfo, pck], (info, value) =>
    checkFamily(info, value.platform),
  )
  const module = list.run('tdx.tcb.module', [tcbInfo, signed], (info, { td }) => matchModule(info, td))
  const levels = list.run(
    'tdx.tcb.level',
    [tcbInfo, platform, signed, qeLevel, module],
    (info, value, { td }, ofQe, ofModule) => [
      matchPlatform(info, value, td),
      ofQe,
      ...(ofModule ? [ofModule] : []),
    ],
  )
  const merged = levels.value && mergeLevels(levels.value)
  list.run('tdx.tcb.status', [levels], (value) => checkAccepted(mergeLevels(value), policy))
  // A check of its own, so that whoever waives the status does not waive this.
  list.run('tdx.tcb.notRevoked', [levels], (value) => checkNotRevoked(mergeLevels(value)))
  return typeof merged === 'object' ? merged : undefined
}

/** The TCB info is about this platform's family. */
function checkFamily(info: TcbInfo, pck: PckExtension): PckExtension {
  if (info.fmspc !== pck.fmspc)
    throw new EvidenceError(`the TCB info is for FMSPC ${info.fmspc}, the platform is of ${pck.fmspc}`)
  if (info.pceId !== pck.pceId)
    throw new EvidenceError(`the TCB info is for PCEID ${info.pceId}, the platform has ${pck.pceId}`)
  return pck
}

/** Merges the levels of platform, quoting enclave and module; a text instead when one has a status that nobody knows. */
function mergeLevels(levels: readonly Level<unknown>[]): Currency | string {
  const statuses: TcbStatus[] = []
  for (const level of levels) {
    const status = readTcbStatus(level.status)
    if (status === undefined) return `the TCB status ${level.status} is unknown`
    statuses.push(status)
  }
  const advisories = [...new Set(levels.flatMap((level) => level.advisories))].sort()
  return { status: mergeTcbStatuses(statuses), advisories }
}

function checkNotRevoked(currency: Currency | string): void {
  if (typeof currency === 'string') throw new EvidenceError(currency)
  if (currency.status === 'Revoked') throw new EvidenceError('Intel has revoked the platform')
}

/** The policy accepts the status. `Revoked` it never does, though it be listed. */
function checkAccepted(currency: Currency | string, policy: Policy): void {
  if (typeof currency === 'string') throw new EvidenceError(currency)
  const { status, advisories } = currency
  if (status !== 'Revoked' && policy.acceptedTcbStatuses.includes(status)) return
  const { advisoryAllowlist: allowed = [] } = policy
  const areKnown = advisories.length > 0 && advisories.every((advisory) => allowed.includes(advisory))
  if (status === 'OutOfDate' && areKnown) return
  const list = advisories.length > 0 ? ` (${advisories.join(', ')})` : ''
  throw new EvidenceError(`TCB status ${status} is not accepted${list}`)
}
