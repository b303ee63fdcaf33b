import { bytesToHex } from '@zg/core'
import { textBytes } from './encodeQuote.js'

/** Family of the simulated platform: no Intel processor has it. */
export const simulatedFmspc = '5e1f7e57cafe'

/** Signer of the simulated quoting enclave. */
export const simulatedQeSigner = textBytes('SIMULATED-QE-NOT-INTEL', 32)

const evaluationNumber = 19
/** Versions of the simulated CPU; the second level lies below. */
export const cpuSvns: readonly number[] = [3, 3, 2, 2, 4, 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0]
export const pceSvn = 13
/** The first two are the module's own. */
export const tdxSvns: readonly number[] = [7, 1, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

const components = (svns: readonly number[]) => svns.map((svn) => ({ svn }))
const tcbDate = '2024-11-13T00:00:00Z'
const module = {
  mrsigner: '00'.repeat(48),
  attributes: '00'.repeat(8),
  attributesMask: 'ff'.repeat(8),
}

/** In ISO 8601, to the second. */
export const isoTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

/** A statement's members, which tests replace before it is signed. */
export type Statement = Readonly<Record<string, unknown>>
type Dates = { issueDate: number; nextUpdate: number }

export const tcbInfo = ({ issueDate, nextUpdate }: Dates): Statement => ({
  id: 'TDX',
  version: 3,
  issueDate: isoTime(issueDate),
  nextUpdate: isoTime(nextUpdate),
  fmspc: simulatedFmspc,
  pceId: '0000',
  tcbType: 0,
  tcbEvaluationDataNumber: evaluationNumber,
  tdxModule: module,
  tdxModuleIdentities: [
    {
      id: 'TDX_01',
      ...module,
      tcbLevels: [
        { tcb: { isvsvn: 6 }, tcbDate, tcbStatus: 'UpToDate' },
        { tcb: { isvsvn: 4 }, tcbDate, tcbStatus: 'OutOfDate', advisoryIDs: ['INTEL-SA-SIM-0001'] },
      ],
    },
  ],
  tcbLevels: [
    {
      tcb: {
        sgxtcbcomponents: components(cpuSvns),
        pcesvn: pceSvn,
        tdxtcbcomponents: components([5, 0, 3, ...tdxSvns.slice(3)]),
      },
      ...{ tcbDate, tcbStatus: 'UpToDate' },
    },
    {
      tcb: {
        sgxtcbcomponents: components(cpuSvns.map((svn) => Math.min(svn, 2))),
        pcesvn: 5,
        tdxtcbcomponents: components(new Array(16).fill(0)),
      },
      ...{ tcbDate, tcbStatus: 'OutOfDate', advisoryIDs: ['INTEL-SA-SIM-0002'] },
    },
  ],
})

export const qeIdentity = ({ issueDate, nextUpdate }: Dates): Statement => ({
  id: 'TD_QE',
  version: 2,
  issueDate: isoTime(issueDate),
  nextUpdate: isoTime(nextUpdate),
  tcbEvaluationDataNumber: evaluationNumber,
  miscselect: '00000000',
  miscselectMask: 'ffffffff',
  attributes: `11${'00'.repeat(15)}`,
  attributesMask: `fbffffffffffffff${'00'.repeat(8)}`,
  mrsigner: bytesToHex(simulatedQeSigner),
  isvprodid: 2,
  tcbLevels: [
    { tcb: { isvsvn: 4 }, tcbDate, tcbStatus: 'UpToDate' },
    { tcb: { isvsvn: 2 }, tcbDate, tcbStatus: 'OutOfDate', advisoryIDs: ['INTEL-SA-SIM-0003'] },
  ],
})
