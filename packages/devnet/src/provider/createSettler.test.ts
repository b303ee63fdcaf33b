import { describe, expect, test } from 'vitest'
import { createSettler, type Debt, type Outcome } from './createSettler.js'
import { createLedgerBook } from './ledgerBook.js'

const alice = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const bob = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
type User = typeof alice | typeof bob
type Account = { balance: bigint }

/** A chain in memory: balances, what was sent, and what goes wrong with the next outcomes. */
function setUp(balances: Partial<Record<User, bigint>>, { usersPerTransaction = 1 } = {}) {
  const book = createLedgerBook()
  const sent: Debt<Account>[] = []
  const trouble: ('refuse' | 'unreadable')[] = []
  let gate: Promise<void> = Promise.resolve()
  const settler = createSettler<Account>({
    book,
    findAccount: async (user) => {
      const balance = user === alice ? balances[alice] : balances[bob]
      return balance === undefined ? null : { balance }
    },
    usersPerTransaction,
    send: async (debts) => {
      sent.push(...debts)
      const hash = `0x${sent.length}` as const
      return async (): Promise<readonly Outcome<Account>[]> => {
        await gate
        const problem = trouble.shift()
        if (problem === 'unreadable') throw new Error('no receipt')
        return debts.map((debt) => {
          const { user, total, account } = debt
          const unsettled = total > account.balance ? total - account.balance : 0n
          const amount = total - unsettled
          const done = { amount, status: unsettled === 0n ? 'success' : 'partial', unsettled } as const
          const refused = { amount: 0n, status: 'refused', unsettled: total } as const
          return { debt, settlement: { user, hash, ...(problem === 'refuse' ? refused : done) } }
        })
      }
    },
  })
  const owe = (user: User, ...fees: bigint[]) => {
    for (const fee of fees) {
      const row = book.enter({ user, nonce: fee, requestHash: '0x', inputFee: 0n })
      book.bill(row, { id: '', usage: null, fee })
    }
  }
  const hold = () => {
    let release: (() => void) | undefined
    gate = new Promise((resolve) => {
      release = resolve
    })
    return () => release?.()
  }
  return { book, sent, trouble, settler, owe, hold, balances }
}
const totals = (sent: readonly Debt<Account>[]) => sent.map(({ user, total }) => [user, total])

describe('settling', () => {
  test("sends each user's debt, and then there is none", async () => {
    const { settler, owe, sent, book } = setUp({ [alice]: 100n, [bob]: 100n })
    owe(alice, 10n, 20n)
    owe(bob, 5n)
    expect(await settler.settle()).toEqual([
      { user: alice, hash: '0x1', amount: 30n, status: 'success', unsettled: 0n },
      { user: bob, hash: '0x2', amount: 5n, status: 'success', unsettled: 0n },
    ])
    expect(await settler.settle()).toEqual([])
    expect(totals(sent)).toEqual([
      [alice, 30n],
      [bob, 5n],
    ])
    expect(book.unsettled(alice)).toBe(0n)
  })

  test('twice at once sends once; what is billed meanwhile waits for the second', async () => {
    const { settler, owe, sent, hold } = setUp({ [alice]: 100n })
    owe(alice, 10n)
    const release = hold()
    expect(settler.isRunning()).toBe(false)
    const both = [settler.settle(), settler.settle()]
    expect(settler.isRunning()).toBe(true)
    await expect.poll(() => sent.length).toBe(1)
    owe(alice, 7n)
    let idle = false
    const waiting = settler.idle().then(() => {
      idle = true
    })
    expect(idle).toBe(false)
    release()
    const [first, second] = await Promise.all(both)
    expect(first).toMatchObject([{ amount: 10n }])
    expect(second).toMatchObject([{ amount: 7n }])
    await waiting
    expect(settler.isRunning()).toBe(false)
  })

  test('what the balance does not cover is signed afresh when there is money again', async () => {
    const { settler, owe, sent, balances, book } = setUp({ [alice]: 12n })
    owe(alice, 10n, 20n)
    expect(await settler.settle()).toMatchObject([{ amount: 12n, status: 'partial', unsettled: 18n }])
    balances[alice] = 0n
    expect(await settler.settle()).toEqual([])
    balances[alice] = 50n
    expect(await settler.settle()).toMatchObject([{ amount: 18n, status: 'success' }])
    expect(totals(sent)).toEqual([
      [alice, 30n],
      [alice, 18n],
    ])
    expect(sent[1]?.rows).toHaveLength(1)
    expect(book.records().map(({ state, paid }) => [state, paid])).toEqual([
      ['settled', 10n],
      ['settled', 20n],
    ])
  })

  test('what the contract refuses stays owed', async () => {
    const { settler, owe, trouble, book } = setUp({ [alice]: 100n })
    owe(alice, 10n)
    trouble.push('refuse')
    expect(await settler.settle()).toMatchObject([{ status: 'refused', amount: 0n }])
    expect(book.unsettled(alice)).toBe(10n)
    expect(book.version(alice)).toBe(0)
    expect(await settler.settle()).toMatchObject([{ status: 'success', amount: 10n }])
  })

  test('an outcome that can not be read is asked for again and sent only once; others are settled', async () => {
    const { settler, owe, trouble, sent, book } = setUp({ [alice]: 100n, [bob]: 100n })
    owe(alice, 10n)
    owe(bob, 5n)
    trouble.push('unreadable')
    await expect(settler.settle()).rejects.toThrow('no receipt')
    expect(settler.isRunning()).toBe(false)
    expect(book.unsettled(alice)).toBe(10n)
    expect(book.unsettled(bob)).toBe(0n)
    owe(alice, 3n)
    expect(await settler.settle()).toMatchObject([
      { user: alice, amount: 10n },
      { user: alice, amount: 3n },
    ])
    expect(totals(sent)).toEqual([
      [alice, 10n],
      [bob, 5n],
      [alice, 3n],
    ])
  })

  test('of several users goes into one transaction, up to its limit', async () => {
    const { settler, owe, book } = setUp({ [alice]: 100n, [bob]: 100n }, { usersPerTransaction: 2 })
    owe(alice, 10n)
    owe(bob, 5n)
    expect(await settler.settle()).toEqual([
      { user: alice, hash: '0x2', amount: 10n, status: 'success', unsettled: 0n },
      { user: bob, hash: '0x2', amount: 5n, status: 'success', unsettled: 0n },
    ])
    expect([book.unsettled(alice), book.unsettled(bob)]).toEqual([0n, 0n])
  })

  test('that nobody can pay sends nothing', async () => {
    const { settler, owe, sent } = setUp({ [alice]: 0n }, { usersPerTransaction: 2 })
    owe(alice, 10n)
    owe(bob, 5n)
    expect(await settler.settle()).toEqual([])
    expect(sent).toEqual([])
  })

  test('passes over an account that is gone', async () => {
    const { settler, owe, sent } = setUp({ [bob]: 1n })
    owe(alice, 10n)
    owe(bob, 1n)
    expect(await settler.settle()).toMatchObject([{ user: bob }])
    expect(sent).toHaveLength(1)
  })
})
