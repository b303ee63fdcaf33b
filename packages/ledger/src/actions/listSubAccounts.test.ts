import { AccountRequiredError, legacy } from '@zg/contracts'
import { parseOg } from '@zg/core'
import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { transferFund } from './transferFund.js'

const local = useLedger({ providers: 3 })

type Page = { offset: bigint; limit: bigint }

/** The contract's pages, smaller than they are asked for; and what was asked. */
function inPagesOf(limit: bigint, { gone = false } = {}) {
  const asked: Page[] = []
  const listAccounts = (user: Address, page: Page) => {
    asked.push(page)
    const read = legacy.inference.listAccounts(user, { ...page, limit })
    const decode = (raw: unknown) => {
      const { accounts, total } = read.decode(raw)
      return { accounts, total: gone ? total + 1n : total }
    }
    return { ...read, decode }
  }
  return { asked, protocol: { ...legacy, inference: { ...legacy.inference, listAccounts } } }
}

async function newShares() {
  const ledger = await local.newLedger('1')
  for (const provider of local.providers()) {
    await transferFund(ledger.client, { provider, amount: '0.25' })
  }
  return ledger
}

describe('listSubAccounts', () => {
  test('gives all of a user, in order, with all that is known of each', async () => {
    const { user } = await newShares()
    const found = await listSubAccounts(local.publicClient(), { user })
    expect(found.map(({ provider, balance }) => [provider, balance])).toEqual(
      local.providers().map((provider) => [provider, parseOg('0.25')]),
    )
    expect(await getSubAccount(local.publicClient(), { user, provider: local.provider() })).toEqual(found[0])
  })

  test('gives none for a user without any, and for nobody an error', async () => {
    const { client } = await local.newLedger('1')
    expect(await listSubAccounts(client)).toEqual([])
    await expect(listSubAccounts(local.publicClient())).rejects.toEqual(
      new AccountRequiredError({ functionName: 'listSubAccounts' }),
    )
  })

  test('reads page after page, to the last', async () => {
    const { client } = await newShares()
    const { protocol, asked } = inPagesOf(1n)
    const found = await listSubAccounts(client, { protocol })
    expect(found.map(({ provider }) => provider)).toEqual(local.providers())
    expect(asked).toEqual([0n, 1n, 2n].map((offset) => ({ offset, limit: 50n })))
  })

  test('ends when an account goes away under way', async () => {
    const { client } = await newShares()
    const { protocol, asked } = inPagesOf(2n, { gone: true })
    expect(await listSubAccounts(client, { protocol })).toHaveLength(3)
    expect(asked.map(({ offset }) => offset)).toEqual([0n, 2n, 3n])
  })
})
