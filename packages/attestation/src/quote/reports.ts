import { createByteReader } from '../byteReader.js'
import type { QeReport, TdReport } from './quote.js'

/** Reads the report of a TD: 584 bytes from TDX 1.0, 648 from TDX 1.5. */
export function readTdReport(bytes: Uint8Array): TdReport {
  const reader = createByteReader(bytes, 'TD report')
  const register = () => reader.bytes(48, 'a register')
  const report = {
    teeTcbSvn: reader.bytes(16, 'tee_tcb_svn'),
    mrSeam: register(),
    mrSignerSeam: register(),
    seamAttributes: reader.bytes(8, 'seam_attributes'),
    tdAttributes: reader.bytes(8, 'td_attributes'),
    xfam: reader.bytes(8, 'xfam'),
    mrTd: register(),
    mrConfigId: register(),
    mrOwner: register(),
    mrOwnerConfig: register(),
    rtmrs: [register(), register(), register(), register()],
    reportData: reader.bytes(64, 'report_data'),
  } satisfies Omit<TdReport, 'mrServiceTd'>
  if (reader.left === 0) return { ...report, mrServiceTd: undefined }
  reader.bytes(16, 'tee_tcb_svn_2')
  const mrServiceTd = register()
  reader.end('the TD report')
  return { ...report, mrServiceTd }
}

/** Reads the report of an enclave: 384 bytes, as SGX writes them. */
export function readQeReport(bytes: Uint8Array): QeReport {
  const reader = createByteReader(bytes, 'QE report')
  reader.bytes(16, 'cpusvn')
  const miscSelect = reader.bytes(4, 'miscselect')
  reader.bytes(28, 'reserved')
  const attributes = reader.bytes(16, 'attributes')
  reader.bytes(64, 'mrenclave')
  const mrSigner = reader.bytes(32, 'mrsigner')
  reader.bytes(96, 'reserved')
  const isvProdId = reader.uint16('isvprodid')
  const isvSvn = reader.uint16('isvsvn')
  reader.bytes(60, 'reserved')
  const reportData = reader.bytes(64, 'report_data')
  reader.end('the QE report')
  return { miscSelect, attributes, mrSigner, isvProdId, isvSvn, reportData }
}
