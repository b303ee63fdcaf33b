import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { type JsonReader, readJsonText } from '../jsonReader.js'

/** A level of something: what it needs at least, and what Intel says of whoever has no more. */
export type Level<tcb> = {
  tcb: tcb
  /** As it stands there: a status that nobody knows is found where it matters. */
  status: string
  advisories: readonly string[]
  /** Milliseconds since 1970. */
  date: number
}

/** Security versions of a platform: sixteen components of CPU and of TDX, and that of the provisioning enclave. */
export type PlatformTcb = { sgx: readonly number[]; tdx: readonly number[]; pceSvn: number }

/** Which TDX module is meant, and the levels of its own. */
export type ModuleIdentity = {
  id: string
  mrSigner: Uint8Array
  attributes: Uint8Array
  attributesMask: Uint8Array
  levels: readonly Level<number>[]
}

/** What every signed statement of Intel has. */
export type Dated = {
  /** Milliseconds since 1970. */
  issueDate: number
  nextUpdate: number
  evaluationNumber: number
}

/** What Intel says of a family of platforms. */
export type TcbInfo = Dated & {
  /** Lower-case hex. */
  fmspc: string
  pceId: string
  module: Omit<ModuleIdentity, 'id' | 'levels'>
  moduleIdentities: readonly ModuleIdentity[]
  /** Best first. */
  levels: readonly Level<PlatformTcb>[]
}

const format = 'TCB info'

/** Reads the exact text that Intel signs. Throws `MalformedEvidenceError`. */
export function readTcbInfo(text: string): TcbInfo {
  const info = readJsonText(text, format)
  const id = info.text('id')
  const version = info.integer('version', 0xffff)
  if (id !== 'TDX' || version !== 3)
    throw new MalformedEvidenceError(format, `it is ${id} of version ${version}, not TDX of version 3`)
  if (info.integer('tcbType', 0xffff) !== 0)
    throw new MalformedEvidenceError(format, 'its TCB type is unknown')
  return {
    ...readDated(info),
    fmspc: bytesToHex(info.bytes('fmspc', 6)),
    pceId: bytesToHex(info.bytes('pceId', 2)),
    module: readModule(info.object('tdxModule')),
    moduleIdentities: info.objects('tdxModuleIdentities', { optional: true }).map((identity) => ({
      id: identity.text('id'),
      ...readModule(identity),
      levels: readLevels(identity, readIsvSvn),
    })),
    levels: readLevels(info, readPlatformTcb),
  }
}

/** The dates and the number of the evaluation that a statement belongs to. */
export const readDated = (statement: JsonReader): Dated => ({
  issueDate: statement.time('issueDate'),
  nextUpdate: statement.time('nextUpdate'),
  evaluationNumber: statement.integer('tcbEvaluationDataNumber', 0xffffffff),
})

export const readIsvSvn = (tcb: JsonReader): number => tcb.integer('isvsvn', 0xffff)

/** The levels in their order. */
export const readLevels = <tcb>(owner: JsonReader, read: (tcb: JsonReader) => tcb): Level<tcb>[] =>
  owner.objects('tcbLevels').map((level) => ({
    tcb: read(level.object('tcb')),
    status: level.text('tcbStatus'),
    advisories: level.texts('advisoryIDs'),
    date: level.time('tcbDate'),
  }))

const readModule = (module: JsonReader) => ({
  mrSigner: module.bytes('mrsigner', 48),
  attributes: module.bytes('attributes', 8),
  attributesMask: module.bytes('attributesMask', 8),
})

function readPlatformTcb(tcb: JsonReader): PlatformTcb {
  const components = (key: string) => {
    const versions = tcb.objects(key).map((component) => component.integer('svn', 255))
    if (versions.length !== 16)
      throw new MalformedEvidenceError(format, `${key} has ${versions.length} components`)
    return versions
  }
  return {
    sgx: components('sgxtcbcomponents'),
    tdx: components('tdxtcbcomponents'),
    pceSvn: tcb.integer('pcesvn', 0xffff),
  }
}
