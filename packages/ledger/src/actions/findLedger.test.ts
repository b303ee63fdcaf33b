import { InvalidArgumentError, legacy } from '@zg/contracts'
import type { Address } from 'viem'
import { expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { findLedger } from './findLedger.js'

const local = useLedger({ providers: 0 })

test('gives null where the contract says that there is none', async () => {
  const { client, user } = await local.newUser()
  expect(await findLedger(client)).toBeNull()
  expect(await findLedger(local.publicClient(), { user })).toBeNull()
})

test('throws every other revert', async () => {
  const { client } = await local.newUser()
  const wrongPage = { offset: 0n, limit: 51n }
  const getLedger = (user: Address) => ({
    ...legacy.inference.listAccounts(user, wrongPage),
    decode: () => {
      throw new Error('A revert was decoded.')
    },
  })
  const protocol = { ...legacy, ledger: { ...legacy.ledger, getLedger } }
  await expect(findLedger(client, { protocol })).rejects.toThrow(InvalidArgumentError)
})
