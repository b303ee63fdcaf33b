import fc from 'fast-check'
import { getAddress, zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { answerOf } from '../../../test/answerOf.js'
import { legacy } from '../legacy.js'
import { noDetails } from '../noDetails.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const provider = getAddress('0x00000000000000000000000000000000000000b2')
const signer = getAddress('0x00000000000000000000000000000000000000c3')

const ledger = {
  user,
  availableBalance: 4n,
  totalBalance: 10n,
  inferenceSigner: [1n, 2n],
  additionalInfo: 'sealed',
  inferenceProviders: [provider],
  fineTuningProviders: [],
}
const refund = (amount: bigint, processed = false) => ({
  index: 0n,
  amount,
  createdAt: amount + 100n,
  processed,
})
const account = {
  user,
  provider,
  nonce: 3n,
  balance: 50n,
  pendingRefund: 9n,
  signer: [1n, 2n],
  refunds: [refund(4n), refund(5n), refund(6n, true)],
  additionalInfo: 'sealed',
  providerPubKey: [0n, 0n],
  teeSignerAddress: signer,
  validRefundsLength: 2n,
}
const subAccount = {
  user,
  provider,
  balance: 50n,
  pendingRefund: 9n,
  refunds: [
    { amount: 4n, createdAt: 104n },
    { amount: 5n, createdAt: 105n },
  ],
  nonce: 3n,
  acknowledged: true,
  signer,
  credential: { publicKey: [1n, 2n], sealed: 'sealed' },
  tokens: null,
}
const service = {
  provider,
  serviceType: 'chatbot',
  url: 'http://127.0.0.1:3080',
  inputPrice: 1n,
  outputPrice: 2n,
  updatedAt: 3n,
  model: 'm',
  verifiability: 'TeeML',
  additionalInfo: '{}',
}

describe('a ledger', () => {
  const read = legacy.ledger.getLedger(user)

  test('has what is available, locked and in all', () => {
    expect(answerOf(read, ledger)).toEqual({
      user,
      available: 4n,
      locked: 6n,
      total: 10n,
      credential: { publicKey: [1n, 2n], sealed: 'sealed' },
    })
  })

  test.each([
    ['no key', { inferenceSigner: [0n, 0n] }, null],
    ['no sealed half', { additionalInfo: '' }, null],
    ['half a zero', { inferenceSigner: [0n, 1n] }, { publicKey: [0n, 1n], sealed: 'sealed' }],
  ])('with %s', (_name, change, credential) => {
    expect(answerOf(read, { ...ledger, ...change }).credential).toEqual(credential)
  })

  test('adds up, whatever the amounts', () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 255n - 1n })
    fc.assert(
      fc.property(amount, amount, (available, locked) => {
        const raw = { ...ledger, availableBalance: available, totalBalance: available + locked }
        expect(answerOf(read, raw)).toMatchObject({ available, locked, total: available + locked })
      }),
    )
  })
})

describe('a sub-account', () => {
  const read = legacy.inference.getAccount(user, provider)

  test('has its live refunds, signer and credential', () => {
    expect(answerOf(read, account)).toEqual(subAccount)
  })

  test('without a signer or a key has null', () => {
    const raw = { ...account, teeSignerAddress: zeroAddress, signer: [0n, 0n], additionalInfo: '' }
    expect(answerOf(read, raw)).toMatchObject({ acknowledged: false, signer: null, credential: null })
  })

  test.each([
    ['slots behind the live ones', { refunds: [refund(4n), refund(5n)], validRefundsLength: 1n }, [4n]],
    ['none live', { validRefundsLength: 0n }, []],
    ['a processed slot among the live', { refunds: [refund(1n, true), refund(2n)] }, [2n]],
  ])('leaves out %s', (_name, change, amounts) => {
    expect(answerOf(read, { ...account, ...change }).refunds.map(({ amount }) => amount)).toEqual(amounts)
  })

  test('pages come with their total', () => {
    const list = legacy.inference.listAccounts(user, { offset: 2n, limit: 1n })
    expect(answerOf(list, [[account], 7n])).toEqual({ accounts: [subAccount], total: 7n })
  })
})

const unsigned = { details: noDetails, signer: null, signerAcknowledged: null }
const signed = { ...service, ...unsigned }

describe('services', () => {
  test('are as the contract has them', () => {
    expect(answerOf(legacy.inference.getService(provider), service)).toEqual(signed)
  })

  test('all stand on the first page, and none on others', () => {
    const first = legacy.inference.listServices({ offset: 0n, limit: 1n })
    expect(answerOf(first, [service, service])).toEqual({ services: [signed, signed], total: 2n })
    const second = legacy.inference.listServices({ offset: 2n, limit: 1n })
    expect(answerOf(second, [service, service])).toEqual({ services: [], total: 2n })
  })

  test('of any text and price come through', () => {
    const price = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
    const words = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(words, words, price, price, (url, model, inputPrice, outputPrice) => {
        const raw = { ...service, url, model, inputPrice, outputPrice }
        expect(answerOf(legacy.inference.getService(provider), raw)).toEqual({ ...raw, ...unsigned })
      }),
    )
  })
})

test('plain answers', () => {
  expect(answerOf(legacy.inference.lockTime(), 86_400n)).toBe(86_400n)
  expect(answerOf(legacy.inference.accountExists(user, provider), true)).toBe(true)
  expect(answerOf(legacy.inference.accountExists(user, provider), false)).toBe(false)
})
