import fc from 'fast-check'
import { getAddress, zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { answerOf } from '../../../test/answerOf.js'
import { provider, user } from '../../../test/typedErrors.js'
import type { Service } from '../../services.js'
import { noDetails } from '../noDetails.js'
import { v1 } from '../v1.js'

const signer = getAddress('0x00000000000000000000000000000000000000c3')
const target = getAddress('0x00000000000000000000000000000000000000d4')
const anyAmount = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
const words = fc.string({ unit: 'binary' })

const ledger = { user, availableBalance: 4n, totalBalance: 10n, additionalInfo: 'x' }
const refund = (amount: bigint) => ({ index: 0n, amount, createdAt: amount + 100n, processed: false })
const account = {
  user,
  provider,
  nonce: 3n,
  balance: 50n,
  pendingRefund: 9n,
  refunds: [refund(4n), refund(5n), refund(6n)],
  additionalInfo: 'x',
  acknowledged: true,
  validRefundsLength: 2n,
  generation: 7n,
  revokedBitmap: 5n,
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
  signer: null,
  credential: null,
  tokens: { generation: 7n, revoked: 5n },
}
const offer = {
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
const service = { ...offer, teeSignerAddress: signer, teeSignerAcknowledged: true }

describe('a ledger', () => {
  test('adds up, whatever the amounts, and has no credential', () => {
    const half = fc.bigInt({ min: 0n, max: 2n ** 255n - 1n })
    fc.assert(
      fc.property(half, half, (available, locked) => {
        const raw = { ...ledger, availableBalance: available, totalBalance: available + locked }
        expect(answerOf(v1.ledger.getLedger(user), raw)).toEqual({
          user,
          available,
          locked,
          total: available + locked,
          credential: null,
        })
      }),
    )
  })
})

describe('a sub-account', () => {
  const read = v1.inference.getAccount(user, provider)

  test('has its live refunds and the state of its tokens', () => {
    expect(answerOf(read, account)).toEqual(subAccount)
  })

  test.each([
    [0n, []],
    [1n, [4n]],
    [3n, [4n, 5n, 6n]],
  ])('of %d live refunds leaves out what stands behind', (validRefundsLength, amounts) => {
    const { refunds } = answerOf(read, { ...account, validRefundsLength })
    expect(refunds.map(({ amount }) => amount)).toEqual(amounts)
  })

  test('of any numbers comes through', () => {
    fc.assert(
      fc.property(
        anyAmount,
        anyAmount,
        anyAmount,
        fc.boolean(),
        (balance, generation, revoked, acknowledged) => {
          const raw = { ...account, balance, generation, revokedBitmap: revoked, acknowledged }
          const tokens = { generation, revoked }
          expect(answerOf(read, raw)).toEqual({ ...subAccount, balance, acknowledged, tokens })
        },
      ),
    )
  })

  test('pages come with their total', () => {
    const list = v1.inference.listAccounts(user, { offset: 2n, limit: 1n })
    expect(answerOf(list, [[account], 7n])).toEqual({ accounts: [subAccount], total: 7n })
  })
})

describe('a service', () => {
  const read = v1.inference.getService(provider)

  test('is as the contract has it, with the signer that stands with it', () => {
    const decoded = { ...offer, details: noDetails, signer, signerAcknowledged: true }
    expect(answerOf(read, service)).toEqual(decoded)
    const list = v1.inference.listServices({ offset: 2n, limit: 1n })
    expect(answerOf(list, [[service], 7n])).toEqual({ services: [decoded], total: 7n })
  })

  test('without a signer has null', () => {
    const raw = { ...service, teeSignerAddress: zeroAddress, teeSignerAcknowledged: false }
    expect(answerOf(read, raw)).toMatchObject({ signer: null, signerAcknowledged: false })
  })

  test('of any text and price comes through', () => {
    fc.assert(
      fc.property(words, words, anyAmount, anyAmount, (url, model, inputPrice, outputPrice) => {
        const raw = { ...service, url, model, inputPrice, outputPrice }
        expect(answerOf(read, raw)).toMatchObject({ url, model, inputPrice, outputPrice })
      }),
    )
  })
})

describe('whose signature of an answer counts', () => {
  const trusted = (over: Partial<typeof service>) => {
    const decoded: Service = answerOf(v1.inference.getService(provider), { ...service, ...over })
    return v1.inference.trustedSigner({ service: decoded, account: null })
  }
  const info = (said: object) => ({ additionalInfo: JSON.stringify(said) })

  test.each([
    ["the service's signer", {}, signer],
    ['nobody without the owner’s word', { teeSignerAcknowledged: false }, null],
    ['nobody where none stands', { teeSignerAddress: zeroAddress }, null],
    ['the model’s own', info({ TargetSeparated: true, TargetTeeAddress: target }), target],
    ['nobody where the model’s own is not said', info({ TargetSeparated: true }), null],
    [
      'the service’s, where the model only is another',
      info({ TargetSeparated: false, TargetTeeAddress: target }),
      signer,
    ],
    [
      'the forwarder’s own',
      info({ TargetSeparated: true, TargetTeeAddress: target, ProviderType: 'centralized' }),
      signer,
    ],
    [
      'nobody without the owner’s word, also of a model in a TEE of its own',
      { ...info({ TargetSeparated: true, TargetTeeAddress: target }), teeSignerAcknowledged: false },
      null,
    ],
  ] as const)('%s', (_name, over, wanted) => {
    expect(trusted(over)).toBe(wanted)
  })
})
