import { AccountRequiredError, type Protocol } from '@zg/contracts'
import { parseOg } from '@zg/core'
import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { transferFund } from './transferFund.js'

type Page = { offset: bigint; limit: bigint }

/** The contract's pages, smaller than they are asked for; and what was asked. */
function inPagesOf(limit: bigint, protocol: Protocol, { gone = false } = {}) {
  const asked: Page[] = []
  const listAccounts = (user: Address, page: Page) => {
    asked.push(page)
    const read = protocol.inference.listAccounts(user, { ...page, limit })
    const decode = (raw: unknown) => {
      const { accounts, total } = read.decode(raw)
      return { accounts, total: gone ? total + 1n : total }
    }
    return { ...read, decode }
  }
  return { asked, protocol: { ...protocol, inference: { ...protocol.inference, listAccounts } } }
}

describe.each(protocolIds)('listSubAccounts on %s', (id) => {
  const local = useLedger(id, { providers: 3 })
  const { at } = local

  async function newShares() {
    const ledger = await local.newLedger('1')
    for (const provider of local.providers()) {
      await transferFund(ledger.client, { ...at, provider, amount: '0.25' })
    }
    return ledger
  }

  test('gives all of a user, in order, with all that is known of each', async () => {
    const { user } = await newShares()
    const found = await listSubAccounts(local.publicClient(), { ...at, user })
    expect(found.map(({ provider, balance }) => [provider, balance])).toEqual(
      local.providers().map((provider) => [provider, parseOg('0.25')]),
    )
    const [first] = found
    const read = await getSubAccount(local.publicClient(), { ...at, user, provider: local.provider() })
    expect(read).toMatchObject({ ...first })
  })

  test('gives none for a user without any, and for nobody an error', async () => {
    const { client } = await local.newLedger('1')
    expect(await listSubAccounts(client, at)).toEqual([])
    await expect(listSubAccounts(local.publicClient(), at)).rejects.toEqual(
      new AccountRequiredError({ functionName: 'listSubAccounts' }),
    )
  })

  test('reads page after page, to the last', async () => {
    const { client } = await newShares()
    const { protocol, asked } = inPagesOf(1n, local.protocol)
    const found = await listSubAccounts(client, { protocol })
    expect(found.map(({ provider }) => provider)).toEqual(local.providers())
    expect(asked).toEqual([0n, 1n, 2n].map((offset) => ({ offset, limit: 50n })))
  })

  test('ends when an account goes away under way', async () => {
    const { client } = await newShares()
    const { protocol, asked } = inPagesOf(2n, local.protocol, { gone: true })
    expect(await listSubAccounts(client, { protocol })).toHaveLength(3)
    expect(asked.map(({ offset }) => offset)).toEqual([0n, 2n, 3n])
  })
})
