import { describe, expect, test } from 'vitest'
import { createLedgerBook } from '../ledgerBook.js'
import { admit } from './admit.js'
import { noMemory } from './limits/createMemory.js'
import type { Account, Service } from './providerChain.js'

const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const provider = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const og = 10n ** 18n

const account = (change: Partial<Account> = {}): Account => ({
  ...{ user, provider, nonce: 0n, balance: 2n * og, pendingRefund: 0n, refunds: [], additionalInfo: '' },
  ...{ acknowledged: true, validRefundsLength: 0n, generation: 0n, revokedBitmap: 0n },
  ...change,
})
const service = (teeSignerAcknowledged: boolean): Service => ({
  ...{ provider, serviceType: 'chatbot', url: '', inputPrice: 1n, outputPrice: 1n, updatedAt: 0n },
  ...{ model: 'm', verifiability: 'TeeML', additionalInfo: '{}', teeSignerAddress: user },
  teeSignerAcknowledged,
})

function setUp(read: () => Account | null, owed = 0n) {
  const book = createLedgerBook()
  if (owed > 0n) {
    const row = book.enter({ user, nonce: 0n, requestHash: '', inputFee: 0n })
    book.bill(row, { id: '', usage: null, fee: owed })
  }
  const memory = noMemory({ findAccount: async () => read(), findService: async () => null })
  const chain = { address: provider } as const
  const faults = { take: () => null }
  const parts = {
    chain,
    memory,
    book,
    faults,
    settler: { isRunning: () => false, idle: async () => undefined },
  }
  const enter = ({ fee = 0n, vouched = true as boolean | null } = {}) =>
    admit({ user, fee, key: 'k' }, vouched === null ? null : service(vouched), parts)
  return { book, enter }
}

test('a request that holds is entered under its key, at what it costs at least', async () => {
  const { book, enter } = setUp(() => account())
  expect(await enter({ fee: 7n })).toMatchObject({ user, requestHash: 'k', inputFee: 7n, state: 'open' })
  expect(book.unsettled(user)).toBe(7n)
})

describe('refused, in the order of the network', () => {
  // Each has the faults of those after it too.
  test.each([
    [null, null, `get account from contract, account not exist: ${user}`],
    [
      account({ acknowledged: false, balance: 0n }),
      false,
      'user not acknowledge the provider, please use acknowledgeProviderSigner function in sdk first, it will take effect in 2 minutes',
    ],
    [account({ balance: 0n }), false, 'service not acknowledge the tee signer'],
    [account({ balance: 0n }), null, 'service not acknowledge the tee signer'],
    [
      account({ balance: 0n }),
      true,
      `insufficient balance: your locked balance is 0.000000 0G, but the required minimum is 1.000000 0G (breakdown: minimum reserve 1.000000 0G + unsettled fees 0.000000 0G + current request fee 0.000000 0G). Please add more funds with: 0g-compute-cli transfer-fund --provider ${provider} --amount <amount>`,
    ],
  ])('%#', async (found, vouched, cause) => {
    const { book, enter } = setUp(() => found)
    const error = await enter({ vouched }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ message: `validate request: ${cause}`, status: 400 })
    expect(book.records()).toEqual([])
  })

  test('with each amount to six decimals, rounded', async () => {
    const found = account({ balance: 12n * og + 345_678_500_000_000_000n, pendingRefund: 11n * og })
    const { enter } = setUp(() => found, 400_000_499_999_999_999n)
    await expect(enter({ fee: 1_500_000_000_000n })).rejects.toThrow(
      'your locked balance is 1.345679 0G, but the required minimum is 1.400002 0G (breakdown: minimum reserve 1.000000 0G + unsettled fees 0.400000 0G + current request fee 0.000002 0G).',
    )
  })
})

describe('the balance', () => {
  test.each([
    [account({ balance: og + 50n }), true],
    [account({ balance: og + 49n }), false],
    [account({ balance: og + 55n, pendingRefund: 5n }), true],
    [account({ balance: og + 55n, pendingRefund: 6n }), false],
  ])('pays reserve, debt and fee, without what is being retrieved', async (found, enough) => {
    const attempt = setUp(() => found, 30n).enter({ fee: 20n })
    if (enough) expect((await attempt).state).toBe('open')
    else await expect(attempt).rejects.toThrow('insufficient balance')
  })

  test('can not be spent twice by requests at once', async () => {
    const { enter } = setUp(() => account({ balance: og + 39n }))
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => enter({ fee: 10n })))
    expect(results.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled'],
      ...['rejected', 'rejected'],
    ])
  })
})

test('a chain that does not answer is not a missing account', async () => {
  const { enter } = setUp(() => {
    throw new TypeError('https://secret.example')
  })
  await expect(enter()).rejects.toThrow(
    /^validate request: get account from contract: the chain does not answer \(TypeError\)$/,
  )
})
