import { InvalidArgumentError } from '@zg/contracts'
import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { findLedger } from './findLedger.js'

describe.each(protocolIds)('findLedger on %s', (id) => {
  const local = useLedger(id, { providers: 0 })
  const { at } = local

  test('gives null where the contract says that there is none', async () => {
    const { client, user } = await local.newUser()
    expect(await findLedger(client, at)).toBeNull()
    expect(await findLedger(local.publicClient(), { ...at, user })).toBeNull()
  })

  test('throws every other revert', async () => {
    const { client } = await local.newUser()
    const wrongPage = { offset: 0n, limit: 51n }
    const getLedger = (user: Address) => ({
      ...local.protocol.inference.listAccounts(user, wrongPage),
      decode: () => {
        throw new Error('A revert was decoded.')
      },
    })
    const protocol = { ...local.protocol, ledger: { ...local.protocol.ledger, getLedger } }
    await expect(findLedger(client, { protocol })).rejects.toThrow(InvalidArgumentError)
  })
})
