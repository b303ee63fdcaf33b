import type { DstackLog } from '../dstack/checkDstack.js'
import type { GpuEvidence } from '../gpu/verifyGpuEvidence.js'
import type { ReportDataLayout } from '../reportData/bindReportData.js'

/** What one machine hands on to prove itself, taken apart and not yet believed. */
export type Evidence = {
  quote: Uint8Array
  /** How it writes its signer into the quote: known from the kind of machine. */
  layout: ReportDataLayout
  log: ({ kind: 'dstack' } & DstackLog) | { kind: 'ccel'; table: Uint8Array }
  /** Null where it says nothing of GPUs. */
  gpu: { evidence: readonly GpuEvidence[]; arch: string } | null
  /** Collateral that came with it: only simulated evidence brings its own. */
  collateral: unknown
}
