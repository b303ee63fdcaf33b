import { parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import type { Address } from 'viem'
import { expect } from 'vitest'
import { addLedger } from '../src/actions/addLedger.js'

/** What the contract stores as it is: nothing here signs a request. */
export const credential = { publicKey: [7n, 8n], sealed: 'c2VhbGVk' } as const

/** A devnet for this test file, and users with 100 0G each. */
export function useLedger(options: Parameters<typeof useDevnet>[0] = {}) {
  const local = useDevnet(options)
  const sent = (user: Address) => local.publicClient().getTransactionCount({ address: user })
  const newUser = async (balance?: bigint) => {
    const account = await local.newAccount(balance === undefined ? {} : { balance })
    return { account, user: account.address, client: local.walletClient(account) }
  }

  return {
    get devnet() {
      return local.devnet
    },
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
      await addLedger(created.client, { amount: parseOg(amount), credential })
      return created
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
