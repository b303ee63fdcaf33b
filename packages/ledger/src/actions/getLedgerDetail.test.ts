import { AccountRequiredError, LedgerNotFoundError } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { getLedgerDetail } from './getLedgerDetail.js'
import { getSubAccount } from './getSubAccount.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const og = parseOg

describe.each(protocolIds)('getLedgerDetail on %s', (id) => {
  const local = useLedger(id, { providers: 3 })
  const { at } = local

  test('gives the ledger, each share as getSubAccount does, and the limits, in one HTTP request', async () => {
    const { account, client, user } = await local.newLedger('9')
    const gone = await newProvider(local)
    const [first, ...others] = [...local.providers(), gone.provider]
    for (const provider of others) await transferFund(client, { ...at, provider, amount: '2' })
    await retrieveFund(client, at)
    await transferFund(client, { ...at, provider: first ?? gone.provider, amount: '1.5' })
    await transferFund(client, { ...at, provider: gone.provider, amount: '1.75' })
    await gone.remove()

    const counted = local.counting(account, true)
    const detail = await getLedgerDetail(counted.client, at)
    expect(counted.requests()).toBe(1)
    // Prices count on legacy only: there all services are read too.
    expect(counted.methods).toEqual(Array(id === 'v1' ? 2 : 3).fill('eth_call'))

    expect(detail.ledger).toEqual(await getLedger(client, at))
    expect(detail.limits).toEqual(await getLimits(client, at))
    const shares = [...others, first ?? gone.provider].map((provider) =>
      getSubAccount(client, { ...at, provider }),
    )
    expect(detail.subAccounts).toEqual(await Promise.all(shares))
    expect(detail.subAccounts.map(({ unsettled }) => unsettled)).toEqual([null, null, null, null])
    const waiting = detail.subAccounts.flatMap(({ refunds }) => refunds)
    expect(waiting.map(({ amount }) => amount)).toEqual([og('2'), og('2'), og('0.25')])
    expect(await getLedgerDetail(local.publicClient(), { ...at, user })).toEqual(detail)
  })

  test('without a ledger names the ledger, and is told whose', async () => {
    const { client, user } = await local.newUser()
    await expect(getLedgerDetail(client, at)).rejects.toEqual(
      expect.objectContaining({ name: LedgerNotFoundError.name, user }),
    )
    await expect(getLedgerDetail(local.publicClient(), at)).rejects.toEqual(
      new AccountRequiredError({ functionName: 'getLedgerDetail' }),
    )
  })

  test('a ledger without sub-accounts has none', async () => {
    const { client } = await local.newLedger('1')
    expect(await getLedgerDetail(client, at)).toMatchObject({ subAccounts: [] })
  })
})
