import type { Service } from '@zg/contracts'
import { BaseError } from '@zg/core'
import type { Meter } from '../../metering/meter.js'
import { feeOf, isBilled, worstFee } from '../../metering/priceRequest.js'
import type { SpendPolicy } from '../../metering/spendPolicy.js'
import type { Ending, Link, Outcome, Outgoing, Send } from './link.js'

/** What may be spent, and who counts it. */
export type Spend = { policy: SpendPolicy; meter: Meter }

/** Prices each attempt. Under a policy its worst case is set aside before it is sent, and settled or given back exactly once. */
export const meter =
  ({ service, spend }: { service: Service; spend: Spend | null }): Link =>
  (next) =>
  async (request) => {
    if (!isBilled(request)) return next(request)
    if (spend) return withinBudget(request, { next, service, spend })
    return withSettlement(await next(request), (ending) => feeOf(request, ending, service))
  }

type Parts = { next: Send; service: Service; spend: Spend }

async function withinBudget(request: Outgoing, { next, service, spend }: Parts): Promise<Outcome> {
  const worst = await worstFee(request, service, spend.policy)
  const { provider } = service
  const reservation = await spend.meter.reserve({ provider, worst, signal: request.signal })
  const beforeSend = async () => {
    await request.beforeSend()
    await reservation.markSent()
  }
  let outcome: Outcome
  try {
    outcome = await next({ ...request, beforeSend })
  } catch (error) {
    await reservation.release()
    throw error
  }
  const failed = 'failure' in outcome ? outcome.failure : 'aborted' in outcome ? outcome.aborted : null
  try {
    if (failed?.mayBeBilled) await reservation.settle(null)
    else if (failed) await reservation.release()
  } catch (error) {
    if (!failed?.mayBeBilled || !BaseError.is(error)) throw error
    return { failure: { kind: 'own', error, mayBeBilled: true, retry: 'never' } }
  }
  return withSettlement(outcome, async (ending) => {
    const fee = await feeOf(request, ending, service)
    await reservation.settle(fee)
    return fee
  })
}

/** An answer whose end says what it cost. */
const withSettlement = (outcome: Outcome, settle: (ending: Ending) => Promise<bigint | null>): Outcome =>
  'answer' in outcome ? { answer: { ...outcome.answer, settle } } : outcome
