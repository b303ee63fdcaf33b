import { type TcbStatus, tcbStatuses } from '../policy/policy.js'

/** What a status complains of. Two statuses together complain of everything that either does. */
const hardening = 1
const configuration = 2
const outOfDate = 4
const revoked = 8

const complaints: Readonly<Record<TcbStatus, number>> = {
  UpToDate: 0,
  SWHardeningNeeded: hardening,
  ConfigurationNeeded: configuration,
  ConfigurationAndSWHardeningNeeded: configuration | hardening,
  OutOfDate: outOfDate,
  OutOfDateConfigurationNeeded: outOfDate | configuration,
  Revoked: revoked,
}

/** The status that a text of Intel's names; nothing for one that nobody knows. */
export const readTcbStatus = (text: string): TcbStatus | undefined =>
  tcbStatuses.find((known) => known === text)

/**
 * The status of a whole from those of its parts, as Intel's own verifier merges them: an outdated enclave on a platform that needs configuration is
 * `OutOfDateConfigurationNeeded`, not just the worse of the two.
 */
export function mergeTcbStatuses(statuses: readonly TcbStatus[]): TcbStatus {
  const all = statuses.reduce((total, status) => total | complaints[status], 0)
  if (all & revoked) return 'Revoked'
  // Being out of date covers the need to harden.
  const merged = all & outOfDate ? all & ~hardening : all
  return tcbStatuses.find((status) => complaints[status] === merged) ?? 'Revoked'
}
