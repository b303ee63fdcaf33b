import { type Address, hashTypedData } from 'viem'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { day, provider, user } from './chain.js'
import { type Account, type Terms, tee } from './terms.js'
import { og, serviceName, startV1Chain, type V1Chain } from './v1Chain.js'

export const stake = 100n * og

/** What a provider registers. */
export const offer = {
  serviceType: 'chatbot',
  url: 'http://one',
  model: 'a model',
  verifiability: 'TeeML',
  inputPrice: 1n,
  outputPrice: 4n,
  additionalInfo: '{}',
  teeSignerAddress: tee.address,
}

/** Registers a chain of this test file, in the state after deployment before each test; and what the tests do with it. */
export function useV1() {
  let chain: V1Chain
  beforeAll(async () => {
    chain = await startV1Chain()
  })
  beforeEach(() => chain.reset())
  afterAll(() => chain.stop())

  const addLedger = (value: bigint, account: Account = user, info = '') =>
    chain.mine(chain.ledger.write.addLedger([info], { account, value }))
  const transfer = (amount: bigint, to: Address = provider.address, account: Account = user) =>
    chain.ledger.write.transferFund([to, serviceName, amount], { account })
  const retrieve = (account: Account = user, providers: readonly Address[] = [provider.address]) =>
    chain.mine(chain.ledger.write.retrieveFund([providers, serviceName], { account }))
  const register = (over: Partial<typeof offer> = {}, value = stake, account: Account = provider) =>
    chain.mine(chain.inference.write.addOrUpdateService([{ ...offer, ...over }], { account, value }))
  const acknowledge = (account: Account, to: Account = provider) =>
    chain.mine(chain.inference.write.acknowledgeTEESignerByOwner([to.address], { account }))

  return {
    get chain() {
      return chain
    },
    addLedger,
    transfer,
    retrieve,
    register,
    acknowledge,
    /** `[available, total]` of a ledger. */
    balances: async (account: Account = user) => {
      const { availableBalance, totalBalance } = await chain.ledger.read.getLedger([account.address])
      return [availableBalance, totalBalance]
    },
    getAccount: (account: Account = user, to: Address = provider.address) =>
      chain.inference.read.getAccount([account.address, to]),
    /** Amounts of the refunds that still count, oldest first. */
    refunds: async () => {
      const { refunds, validRefundsLength } = await chain.inference.read.getAccount([
        user.address,
        provider.address,
      ])
      return refunds.slice(0, Number(validRefundsLength)).map(({ amount }) => amount)
    },
    coins: (address: Address) => chain.publicClient.getBalance({ address }),
    /** Lets time pass, for reads and estimates too. */
    pass: async (seconds = day) => {
      await chain.testClient.increaseTime({ seconds: Number(seconds) })
      await chain.testClient.mine({ blocks: 1 })
    },
  }
}

export const spent = (account: Account, amount: bigint, service: Address) => [
  'FundSpent',
  { user: account.address, service, amount },
]

/** What the TEE signs, in viem's words. */
export const typedData = (message: Terms, domain: { chainId: number; verifyingContract: Address }) =>
  ({
    domain: { name: '0G Inference Serving', version: '1', ...domain },
    types: {
      TEESettlement: [
        { name: 'requestsHash', type: 'bytes32' },
        { name: 'nonce', type: 'uint256' },
        { name: 'provider', type: 'address' },
        { name: 'user', type: 'address' },
        { name: 'totalFee', type: 'uint256' },
      ],
    },
    primaryType: 'TEESettlement',
    message,
  }) as const

export const hashTerms = (message: Terms, domain: { chainId: number; verifyingContract: Address }) =>
  hashTypedData(typedData(message, domain))
