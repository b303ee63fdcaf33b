import type { Contracts } from '@zg/contracts'
import { type Address, type Hex, numberToHex } from 'viem'
import { devAccounts } from '../../../../packages/devnet/src/chain/accounts.js'
import { startAnvil } from '../../../../packages/devnet/src/chain/startAnvil.js'
import { deployV1 } from '../deployV1.js'
import type { Artifacts } from '../officialContracts.js'
import { openChain } from '../openChain.js'
import { createRpc, type Request } from './rpc.js'

/** What one call did: what it returned or reverted with, and what it left in the log. Raw bytes, so that nothing is compared but what the chain saw. */
export type Outcome = {
  reverted: boolean
  data: string
  logs: readonly string[]
  /** What wallets of ours logged of the refusals that they met. */
  told: readonly Hex[]
}
export type Transaction = { from: Address; to: Address; data: Hex; value: bigint }

type Receipt = { status: Hex; logs: readonly { address: Address; topics: readonly Hex[]; data: Hex }[] }

const gas = numberToHex(15_000_000)

/**
 * A chain with one v1 system on it. Two of them, given the same `start`, have the same accounts, addresses and clock, and gas is free: what they
 * answer can be compared byte by byte.
 */
export async function openSide(artifacts: Artifacts, start: bigint) {
  const [owner] = devAccounts()
  if (!owner) throw new Error('unreachable: there are ten accounts')
  const anvil = await startAnvil({ port: 0 })
  const chain = openChain(anvil.rpcUrl, owner.privateKey)
  const rpc = createRpc(anvil.rpcUrl)
  await rpc([{ method: 'anvil_setBlockTimestampInterval', params: [1] }])
  await rpc([{ method: 'evm_setNextBlockTimestamp', params: [numberToHex(start)] }])
  await rpc([{ method: 'anvil_autoImpersonateAccount', params: [true] }])
  const contracts: Contracts = await deployV1(chain, artifacts)
  await rpc([
    { method: 'anvil_setBalance', params: [owner.address, numberToHex(10n ** 22n)] },
    { method: 'anvil_setNextBlockBaseFeePerGas', params: ['0x0'] },
  ])

  return {
    contracts,
    rpc: async (requests: readonly Request[]) =>
      (await rpc(requests)).map(({ result, error }) => result ?? error),
    /** Sends the call; first, when told to `ask`, asks what it would return. */
    async run({ value, ...call }: Transaction, { ask }: { ask: boolean }): Promise<Outcome> {
      const transaction = { ...call, gas, gasPrice: '0x0', value: numberToHex(value) }
      // One after the other: what is posted together is run in no order.
      const [asked] = ask ? await rpc([{ method: 'eth_call', params: [transaction, 'latest'] }]) : []
      const [sent] = await rpc([{ method: 'eth_sendTransactionSync', params: [transaction] }])
      const receipt = sent?.result as Receipt | undefined
      if (!receipt) return { reverted: true, data: `not sent: ${sent?.error?.message}`, logs: [], told: [] }
      return {
        reverted: receipt.status === '0x0',
        data: String(asked?.result ?? asked?.error?.data ?? asked?.error?.message),
        logs: receipt.logs.map(({ address, topics, data }) => [address, ...topics, data].join(' ')),
        told: receipt.logs.flatMap(({ topics, data }) => (topics.length === 0 ? [data] : [])),
      }
    },
    stop: anvil.stop,
  }
}

export type Side = Awaited<ReturnType<typeof openSide>>
