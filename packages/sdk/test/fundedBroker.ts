import { legacy, v1 } from '@zg/contracts'
import type { useDevnet } from '@zg/devnet/vitest'
import { createBroker } from '../src/index.js'

/** A broker with money at the first provider, or at none. */
export async function fundedBroker(
  local: ReturnType<typeof useDevnet>,
  { share = '2' as string | null } = {},
) {
  const account = await local.newAccount()
  const { rpcUrl, protocol } = local.devnet
  const broker = createBroker({ account, rpcUrl, protocol: protocol === 'legacy' ? legacy : v1 })
  const { address } = local.provider
  await broker.ledger.depositFund('5')
  if (share !== null) {
    await broker.ledger.transferFund({ provider: address, amount: share })
    await broker.inference.acknowledgeProviderSigner(address)
  }
  return { broker, provider: address }
}
