import { base64ToBytes, bytesToUtf8 } from '@zg/core'
import { decoded } from '../decoded.js'
import { MalformedEvidenceError } from '../errors.js'
import type { GpuEvidence } from '../gpu/verifyGpuEvidence.js'
import { hexBytes } from '../hexBytes.js'
import { isObject, type JsonObject, parseJsonObject } from '../json.js'
import type { Evidence } from './evidence.js'

const format = 'report'
const most = 4 << 20
const fault = (reason: string) => new MalformedEvidenceError(format, reason)

/** Reads `/v1/quote` of a broker on dstack. Only what the quote proves is taken: never the report data beside it. Throws `MalformedEvidenceError`. */
export function readBrokerReport(text: string): Evidence {
  const report = parseJsonObject(text, { format, most })
  return {
    quote: hexBytes(textOf(report, 'quote'), 'TDX quote'),
    layout: 'ascii-address',
    log: dstackLog(report, optionalJson(report.tcb_info)),
    gpu: null,
    collateral: report.collateral,
  }
}

/** Reads `/v1/proxy/attestation/report` of a model server on dstack. Throws `MalformedEvidenceError`. */
export function readModelReport(text: string): Evidence {
  const report = parseJsonObject(text, { format, most })
  const info = isObject(report.info) ? report.info : {}
  return {
    quote: hexBytes(textOf(report, 'intel_quote'), 'TDX quote'),
    layout: 'address32-nonce32',
    log: dstackLog(report, optionalJson(info.tcb_info)),
    gpu: readGpus(optionalJson(report.nvidia_payload)),
    collateral: report.collateral,
  }
}

/** Reads `/v1/quote` of a machine on Alibaba's cryptopilot. Its compose text is hashed nowhere, so that it proves nothing. Throws `MalformedEvidenceError`. */
export function readCryptopilotReport(text: string): Evidence {
  const report = parseJsonObject(text, { format, most })
  const evidence = parseJsonObject(textOfBytes(fromBase64(textOf(report, 'evidence'))), { format, most })
  const gpus = isObject(evidence.gpu_evidence) ? evidence.gpu_evidence : {}
  return {
    quote: fromBase64(textOf(evidence, 'quote')),
    layout: 'address64',
    log: { kind: 'ccel', table: fromBase64(textOf(evidence, 'cc_eventlog')) },
    gpu: readGpus(gpus),
    collateral: undefined,
  }
}

function dstackLog(report: JsonObject, tcbInfo: JsonObject): Evidence['log'] {
  const { mr_config } = optionalJson(report.vm_config)
  const { app_compose } = tcbInfo
  return {
    kind: 'dstack',
    eventLog: textOf(report, 'event_log'),
    appCompose: typeof app_compose === 'string' ? app_compose : null,
    mrConfig: typeof mr_config === 'string' ? mr_config : null,
  }
}

function readGpus({ evidence_list: list, arch }: JsonObject): Evidence['gpu'] {
  if (!Array.isArray(list) || list.length === 0) return null
  return { evidence: list.map(readGpu), arch: typeof arch === 'string' ? arch : 'HOPPER' }
}

/** Alibaba names the report in another word. */
function readGpu(entry: unknown): GpuEvidence {
  const { evidence, attestation_report, certificate } = isObject(entry) ? entry : {}
  const report = evidence ?? attestation_report
  if (typeof report === 'string' && typeof certificate === 'string') return { evidence: report, certificate }
  throw fault('the evidence of a GPU has no report or no certificate')
}

function textOf(report: JsonObject, field: string): string {
  const value = report[field]
  if (typeof value === 'string') return value
  throw fault(`it has no ${field}`)
}

/** Members that are JSON within a text in some versions, and an object in others. */
function optionalJson(value: unknown): JsonObject {
  if (isObject(value)) return value
  return typeof value === 'string' && value !== '' ? parseJsonObject(value, { format, most }) : {}
}

function fromBase64(text: string): Uint8Array {
  return decoded(format, 'a member is no base64', () => base64ToBytes(text))
}

function textOfBytes(bytes: Uint8Array): string {
  return decoded(format, 'a member is no text', () => bytesToUtf8(bytes))
}
