import { BaseError } from '@zg/core'
import type { Asking } from '@zg/inference/connect'

/** What `providerMetadata.zg` says of an answer: plain JSON. */
export type ZGMetadata = {
  provider: string
  /** Names the answer: `connection.verify` and `connection.receipt` take it. */
  id: string
  verdict: string
  assurance: string
  /** Whatever didn't pass, with the reason. */
  open: { name: string; status: string; reason: string }[]
  /** Neuron, as text; null where nobody knows. */
  costNeuron: string | null
}

/** Verifies an answer, and says what came of it; where nobody could be asked, that: the answer is paid for, and not to be lost for it. */
export async function metadataOf(
  connection: Pick<Asking, 'receipt' | 'cost'>,
  id: string,
): Promise<{ zg: ZGMetadata }> {
  try {
    const { provider, cost, report } = await connection.receipt(id)
    const open = report.checks
      .filter(({ status }) => status !== 'pass')
      .map(({ name, status, reason = '' }) => ({ name, status, reason }))
    const { verdict, assurance } = report
    return { zg: { provider, id, verdict, assurance, open, costNeuron: cost.neuron } }
  } catch (error) {
    if (!BaseError.is(error)) throw error
    const { provider, neuron } = await connection.cost(id)
    const open = [{ name: 'chain.signerAcknowledged', status: 'skipped', reason: error.shortMessage }]
    const costNeuron = neuron === null ? null : String(neuron)
    return { zg: { provider, id, verdict: 'incomplete', assurance: 'acknowledged', open, costNeuron } }
  }
}
