import { createClient, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { bindCall } from '../src/bindCall.js'
import type { Call, Read } from '../src/calls.js'
import { zeroGDevnet } from '../src/chains.js'
import { legacy } from '../src/protocols/legacy.js'
import { writeCall } from '../src/write/writeCall.js'
import { type FaultyRpc, startFaultyRpc } from './faultyRpc.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'

const credential = { publicKey: [1n, 2n], sealed: 'sealed' } as const

/** Opens a ledger with `amount` neuron. */
export const open = (amount: bigint) => legacy.ledger.openLedger({ credential, amount })

/** Waits for a failure and gives it. */
export const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('It did not fail.')
    },
    (error: unknown) => error,
  )

/** A chain for this test file, and users whose writes go through an endpoint that can be spoiled. */
export function useWrites() {
  let running: { chain: LegacyChain; rpc: FaultyRpc } | undefined
  const here = () => {
    if (!running) throw new Error('The chain runs from beforeAll to afterAll only.')
    return running
  }
  beforeAll(async () => {
    const chain = await startLegacyChain()
    running = { chain, rpc: await startFaultyRpc(chain.publicClient.transport.url ?? '') }
  })
  afterEach(async () => {
    here().rpc.reset()
    await here().chain.testClient.setAutomine(true)
  })
  afterAll(() => {
    running?.rpc.stop()
    running?.chain.stop()
  })
  const contracts = () => ({ ledger: here().chain.ledger.address, inference: here().chain.inference.address })

  return {
    get chain() {
      return here().chain
    },
    get rpc() {
      return here().rpc
    },
    get contracts() {
      return contracts()
    },
    /** The sends that came in since the last reset. */
    sent: () => here().rpc.methods.filter((method) => method.startsWith('eth_send')),
    /** A fresh account with money, and a ledger where `amount` says how much neuron is in it. */
    createUser: async ({
      balance = parseEther('10'),
      amount,
    }: {
      balance?: bigint
      amount?: bigint
    } = {}) => {
      const { chain, rpc } = here()
      const account = privateKeyToAccount(generatePrivateKey())
      const { address } = account
      await chain.testClient.setBalance({ address, value: balance })
      const transport = http(rpc.url, { retryCount: 0 })
      const client = createClient({ account, chain: zeroGDevnet, transport, pollingInterval: 20 })
      const write = <const reads extends readonly Read<unknown>[] = readonly []>(
        call: Call,
        options: Partial<writeCall.Parameters<reads>> = {},
      ) => {
        const bound = bindCall(call, contracts())
        return writeCall(client, { call: bound, protocol: legacy, contracts: contracts(), ...options })
      }
      if (amount !== undefined) await write(open(amount))
      rpc.reset()
      return {
        account,
        address,
        write,
        nonce: () => chain.publicClient.getTransactionCount({ address }),
        total: async () => (await chain.ledger.read.getLedger([address])).totalBalance,
      }
    },
  }
}
