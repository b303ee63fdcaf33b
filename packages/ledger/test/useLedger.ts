import { legacy, type Protocol, v1 } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Account, type Address, createWalletClient, type WalletClient } from 'viem'
import { expect } from 'vitest'
import { addLedger } from '../src/actions/addLedger.js'
import { countingHttp } from './countingHttp.js'

/** What the legacy contract stores as it is: nothing here signs a request. */
export const credential = { publicKey: [7n, 8n], sealed: 'c2VhbGVk' } as const

const protocols = { legacy, v1 } as const satisfies Readonly<Record<string, Protocol>>
export type ProtocolId = keyof typeof protocols
export const protocolIds = ['legacy', 'v1'] as const satisfies readonly ProtocolId[]

type Options = Omit<NonNullable<Parameters<typeof useDevnet>[0]>, 'protocol'>

/** A devnet for this test file, and users with 100 0G each. On v1 with the testnet's minimums: 0.1 0G and 0.01 0G. */
export function useLedger(id: ProtocolId, options: Options = {}) {
  const minimums = id === 'v1' ? ({ minimums: 'testnet' } as const) : {}
  const local = useDevnet({ protocol: id, ...minimums, ...options })
  const protocol: Protocol = protocols[id]
  const at = { protocol }
  const sent = (user: Address) => local.publicClient().getTransactionCount({ address: user })
  const newUser = async (balance?: bigint) => {
    const account = await local.newAccount(balance === undefined ? {} : { balance })
    return { account, user: account.address, client: local.walletClient(account) }
  }

  return {
    get devnet() {
      return local.devnet
    },
    protocol,
    /** The option that every action gets here. */
    at,
    /** What a ledger here keeps of `credential`. */
    credential: protocol.ledger.takesCredential ? credential : null,
    publicClient: local.publicClient,
    walletClient: local.walletClient,
    increaseTime: local.increaseTime,
    /** Addresses of the providers, in the order of their registration. */
    providers: () => local.devnet.providers.map(({ address }) => address),
    provider: () => local.provider.address,
    newUser,
    /** A user with `amount` in the ledger. */
    newLedger: async (amount = '5') => {
      const created = await newUser()
      await addLedger(created.client, { ...at, amount: parseOg(amount), credential })
      return created
    },
    /** The same account behind a transport that counts. */
    counting: (account: Account, batch = false) => {
      const counted = countingHttp(local.devnet.rpcUrl, { batch })
      const { chain } = local.publicClient()
      const { transport } = counted
      const client: WalletClient = createWalletClient({ account, chain, transport, pollingInterval: 20 })
      return { ...counted, client }
    },
    /** How many transactions the user has sent. */
    sent,
    balance: (address: Address) => local.publicClient().getBalance({ address }),
    /** Runs what must be refused, sees that nothing was sent, and gives the error. */
    refusal: async (user: Address, run: () => Promise<unknown>): Promise<unknown> => {
      const before = await sent(user)
      const error = await run().then(
        () => 'nothing was thrown',
        (thrown: unknown) => thrown,
      )
      expect(await sent(user)).toBe(before)
      return error
    },
  }
}
