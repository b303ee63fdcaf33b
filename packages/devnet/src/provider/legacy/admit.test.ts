import { describe, expect, test } from 'vitest'
import { createLedgerBook } from '../ledgerBook.js'
import { type AdmitParts, admit } from './admit.js'
import type { Account } from './providerChain.js'
import { createUsedHeaders } from './usedHeaders.js'

const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const signer = '0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A'
const prices = { inputPrice: 2n, outputPrice: 3n }
const reserve = 15_000n

const account = (change: Partial<Account> = {}): Account => ({
  user,
  provider: signer,
  nonce: 5n,
  balance: 100_000n,
  pendingRefund: 0n,
  signer: [1n, 2n],
  refunds: [],
  additionalInfo: '',
  providerPubKey: [0n, 0n],
  teeSignerAddress: signer,
  validRefundsLength: 0n,
  ...change,
})
const headers = (change: { nonce?: bigint; inputFee?: bigint; fee?: bigint; signature?: string } = {}) =>
  ({
    user,
    fee: 20n,
    inputFee: 20n,
    nonce: 6n,
    requestHash: `0x${'ab'.repeat(32)}`,
    signature: JSON.stringify(Array(64).fill(7)),
    ...change,
  }) as const

/** The parts of a provider in memory. `accounts` gives what each read of the account finds. */
function setUp(
  read: () => Account | null,
  { valid = true, settler }: { valid?: boolean; settler?: AdmitParts['settler'] } = {},
) {
  const book = createLedgerBook()
  const questions: Parameters<AdmitParts['checker']['check']>[0][] = []
  const used = createUsedHeaders({ now: () => 0 })
  let reads = 0
  const parts: AdmitParts = {
    faults: { take: () => null },
    chain: {
      address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      signer,
      findAccount: async () => {
        reads += 1
        return read()
      },
    },
    book,
    used,
    checker: {
      check: async (question) => {
        questions.push(question)
        return valid
      },
    },
    settler: settler ?? { isRunning: () => false, idle: async () => undefined },
    prices,
  }
  return { parts, book, used, questions, reads: () => reads }
}
const owe = ({ book }: ReturnType<typeof setUp>, fee: bigint) => {
  const row = book.enter({ user, nonce: 1n, requestHash: '0x', inputFee: 0n })
  book.bill(row, { id: '', usage: null, fee })
  return row
}

test('a request that holds is entered, with its headers used', async () => {
  const given = setUp(() => account())
  const row = await admit(headers(), 10n, given.parts)
  expect(row).toMatchObject({ user, nonce: 6n, inputFee: 20n, state: 'open' })
  expect(given.book.unsettled(user)).toBe(20n)
  const [question] = given.questions
  expect(question?.publicKey).toEqual(Uint8Array.of(1, ...Array(15).fill(0), 2, ...Array(15).fill(0)))
  expect(question?.signature).toEqual(new Uint8Array(64).fill(7))
  expect(question?.message).toHaveLength(64)
  await expect(admit(headers(), 10n, given.parts)).rejects.toThrow('Duplicate entry')
})

describe('checks come in the order of the network', () => {
  const none = headers({ signature: '', nonce: 5n, inputFee: 0n, fee: 1n })
  test.each([
    ['account', null, none, true, 'get account from contract: account not exist'],
    ['signer', account({ teeSignerAddress: user }), none, true, 'user not acknowledge the provider'],
    ['form of the signature', account({ balance: 0n }), none, true, 'Failed to parse signature'],
    [
      'signature',
      account({ balance: 0n }),
      { ...none, signature: headers().signature },
      false,
      'invalid signature',
    ],
    ['nonce', account({ balance: 0n }), { ...none, signature: headers().signature }, true, 'invalid nonce'],
    [
      'input fee',
      account({ balance: 0n }),
      headers({ inputFee: 19n, fee: 20n }),
      true,
      'invalid inputFee, expected 20 A0GI, but received 19 A0GI',
    ],
    [
      'fee',
      account({ balance: 0n }),
      headers({ fee: 21n }),
      true,
      'invalid fee, expected 20 A0GI, but received 21 A0GI',
    ],
    ['balance', account({ balance: 0n }), headers(), true, 'insufficient balance'],
  ] as const)('%s', async (_, found, given, valid, error) => {
    const { parts, book } = setUp(() => found, { valid })
    await expect(admit(given, 10n, parts)).rejects.toThrow(`validate request: ${error}`)
    expect(book.records()).toEqual([])
  })
})

test('a chain that does not answer is not a missing account', async () => {
  const { parts } = setUp(() => {
    throw new TypeError('https://secret.example')
  })
  await expect(admit(headers(), 10n, parts)).rejects.toThrow(
    `validate request: get account from contract: the chain does not answer (TypeError)`,
  )
})

describe('the balance', () => {
  test.each([
    [account({ balance: reserve + 20n + 30n }), true],
    [account({ balance: reserve + 20n + 29n }), false],
    [account({ balance: reserve + 20n + 35n, pendingRefund: 5n }), true],
    [account({ balance: reserve + 20n + 35n, pendingRefund: 6n }), false],
  ])('pays fee, debt and reserve, without what is being retrieved', async (found, enough) => {
    const given = setUp(() => found)
    owe(given, 30n)
    const attempt = admit(headers(), 10n, given.parts)
    if (enough) expect((await attempt).state).toBe('open')
    else
      await expect(attempt).rejects.toThrow(
        `insufficient balance, total fee of 15050 (including response reservation) exceeds the available balance of 15049`,
      )
  })

  test('is read again when a settlement was booked since', async () => {
    const balances = [reserve + 100n, reserve + 19n]
    const given = setUp(() => account({ balance: balances.shift() ?? 0n }))
    const row = owe(given, 81n)
    const { check } = given.parts.checker
    given.parts.checker.check = async (question) => {
      if (given.reads() === 1) given.book.pay(user, [row], 81n)
      return check(question)
    }
    await expect(admit(headers(), 10n, given.parts)).rejects.toThrow('exceeds the available balance of 15019')
    expect(given.reads()).toBe(2)
  })

  test('is read again after a settlement that runs, before anybody is called short', async () => {
    const balances = [reserve + 10n, reserve + 20n, 0n]
    let waited = 0
    let running = true
    const settler = {
      isRunning: () => running,
      idle: async () => {
        waited += 1
      },
    }
    const given = setUp(() => account({ balance: balances.shift() ?? 0n }), { settler })
    expect((await admit(headers(), 10n, given.parts)).state).toBe('open')
    expect([waited, given.reads()]).toEqual([1, 2])

    const short = setUp(() => account({ balance: 1n }), { settler })
    await expect(admit(headers(), 10n, short.parts)).rejects.toThrow('available balance of 1')
    expect([waited, short.reads()]).toEqual([2, 2])
    running = false
    const idle = setUp(() => account({ balance: 1n }), { settler })
    await expect(admit(headers(), 10n, idle.parts)).rejects.toThrow('available balance of 1')
    expect([waited, idle.reads()]).toEqual([2, 1])
  })
})
