import { equalBytes } from '../equalBytes.js'
import { EvidenceError } from '../errors.js'
import { maskBytes } from '../maskBytes.js'
import type { TdReport } from '../quote/quote.js'
import type { PckExtension } from './pckExtension.js'
import type { Level, PlatformTcb, TcbInfo } from './tcbInfo.js'

/** The module has a level of its own, told by `teeTcbSvn[1]`, since TDX 1.5. Zero stands for the first module, which has none. */
const moduleVersion = ({ teeTcbSvn }: TdReport): number => teeTcbSvn[1] ?? 0

/** The best level that a version reaches. */
export const reachedLevel = (levels: readonly Level<number>[], svn: number): Level<number> | undefined =>
  levels.find(({ tcb }) => tcb <= svn)

/**
 * Finds what Intel says of the TDX module that measured the TD: its signer, its attributes, and the level that it reaches, if it has levels of
 * its own. Throws `EvidenceError` for a module that Intel doesn't know.
 */
export function matchModule(info: TcbInfo, td: TdReport): Level<number> | undefined {
  const version = moduleVersion(td)
  const id = `TDX_${version.toString(16).padStart(2, '0').toUpperCase()}`
  const identity = info.moduleIdentities.find((each) => each.id.toUpperCase() === id)
  if (version > 0 && !identity)
    throw new EvidenceError(`there is no TDX module identity for version ${version}`)
  const expected = version > 0 && identity ? identity : info.module
  if (!equalBytes(expected.mrSigner, td.mrSignerSeam))
    throw new EvidenceError('the TDX module has another signer')
  const attributes = maskBytes(td.seamAttributes, expected.attributesMask)
  if (!equalBytes(attributes, maskBytes(expected.attributes, expected.attributesMask)))
    throw new EvidenceError('the TDX module has other attributes')
  if (version === 0 || !identity) return undefined
  const level = reachedLevel(identity.levels, td.teeTcbSvn[0] ?? 0)
  if (!level) throw new EvidenceError(`the TDX module ${id} is below every level`)
  return level
}

/** The best level that the platform reaches: CPU, provisioning enclave and TDX. Throws `EvidenceError` below every one. */
export function matchPlatform(info: TcbInfo, pck: PckExtension, td: TdReport): Level<PlatformTcb> {
  // Intel: a module with levels of its own is judged by those, so the platform's start behind its two versions.
  const first = moduleVersion(td) > 0 ? 2 : 0
  const level = info.levels.find(
    ({ tcb }) =>
      reaches(pck.sgx, tcb.sgx) &&
      pck.pceSvn >= tcb.pceSvn &&
      reaches([...td.teeTcbSvn.subarray(first)], tcb.tdx.slice(first)),
  )
  if (!level) throw new EvidenceError('the platform is below every TCB level')
  return level
}

const reaches = (has: readonly number[], needs: readonly number[]) =>
  needs.every((least, index) => (has[index] ?? -1) >= least)
