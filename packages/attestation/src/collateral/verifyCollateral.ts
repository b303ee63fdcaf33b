import type { Checklist, Step } from '../checklist.js'
import { hexBytes } from '../hexBytes.js'
import { type QeIdentity, readQeIdentity } from '../tcb/qeIdentity.js'
import { readTcbInfo, type TcbInfo } from '../tcb/tcbInfo.js'
import { type Crl, readCrl } from '../x509/crl.js'
import type { Collateral } from './collateral.js'
import { type Setting, verifyStatement } from './verifyStatement.js'

/** What collateral comes to: each part, once it is proven. The CRLs are proven by whoever uses them, against their issuers. */
export type VerifiedCollateral = {
  crls: Step<readonly Crl[]>
  tcbInfo: Step<TcbInfo>
  qeIdentity: Step<QeIdentity>
}

/** Verifies Intel's two statements; adds the checks `tdx.collateral.…`. */
export function verifyCollateral(
  list: Checklist,
  collateral: Collateral,
  setting: Setting,
): VerifiedCollateral {
  const crls = list.run('tdx.collateral.crl.parse', [], () =>
    [collateral.root_ca_crl, collateral.pck_crl].map((hex) => readCrl(hexBytes(hex, 'CRL'))),
  )
  const tcbInfo = list.run('tdx.collateral.tcbInfo', [crls], (value) =>
    verifyStatement(
      {
        text: collateral.tcb_info,
        signature: collateral.tcb_info_signature,
        issuerChain: collateral.tcb_info_issuer_chain,
      },
      readTcbInfo,
      { ...setting, crls: value },
    ),
  )
  const qeIdentity = list.run('tdx.collateral.qeIdentity', [crls], (value) =>
    verifyStatement(
      {
        text: collateral.qe_identity,
        signature: collateral.qe_identity_signature,
        issuerChain: collateral.qe_identity_issuer_chain,
      },
      readQeIdentity,
      { ...setting, crls: value },
    ),
  )
  return { crls, tcbInfo, qeIdentity }
}

/** When the proven parts were issued at the earliest, and when the first of them expires. */
export function datesOf({ crls, tcbInfo, qeIdentity }: VerifiedCollateral) {
  if (!crls.value || !tcbInfo.value || !qeIdentity.value) return undefined
  const statements = [tcbInfo.value, qeIdentity.value]
  return {
    issuedAt: Math.min(...statements.map(({ issueDate }) => issueDate)),
    expiresAt: Math.min(...[...statements, ...crls.value].map(({ nextUpdate }) => nextUpdate)),
    evaluationNumber: Math.min(...statements.map(({ evaluationNumber }) => evaluationNumber)),
  }
}
