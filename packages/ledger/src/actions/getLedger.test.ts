import {
  AccountRequiredError,
  ChainRequiredError,
  ContractMissingError,
  InvalidAddressError,
  LedgerNotFoundError,
  zeroGMainnet,
} from '@zg/contracts'
import { parseOg } from '@zg/core'
import { createClient, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'

const reads = [
  ['getLedger', getLedger],
  ['findLedger', findLedger],
] as const

describe.each(protocolIds)('on %s', (id) => {
  const local = useLedger(id, { providers: 0 })
  const { at } = local

  describe.each(reads)('%s', (_, read) => {
    test("reads one's own ledger, and another's without an account", async () => {
      const { client, user } = await local.newLedger('1')
      const amount = parseOg('1')
      const expected = { user, available: amount, locked: 0n, total: amount, credential: local.credential }
      expect(await read(client, at)).toEqual(expected)
      expect(await read(local.publicClient(), { ...at, user })).toEqual(expected)
      const { client: other } = await local.newUser()
      expect(await read(other, { ...at, user })).toEqual(expected)
    })

    test('is told whose', async () => {
      const reader = local.publicClient()
      await expect(read(reader, at)).rejects.toEqual(new AccountRequiredError({ functionName: 'getLedger' }))
      await expect(read(reader, { ...at, user: '0x12' })).rejects.toEqual(
        new InvalidAddressError({ address: '0x12', role: 'user' }),
      )
    })

    test('takes neither a missing contract nor a missing deployment for a missing ledger', async () => {
      const { client, user } = await local.newUser()
      const contracts = { ledger: user, inference: user }
      await expect(read(client, { ...at, contracts })).rejects.toThrow(ContractMissingError)
      const transport = http(local.devnet.rpcUrl)
      await expect(read(createClient({ transport }), { ...at, user })).rejects.toThrow(ChainRequiredError)
      const elsewhere = createClient({ chain: { ...zeroGMainnet, id: 5 }, transport })
      await expect(read(elsewhere, { ...at, user })).rejects.toMatchObject({
        name: 'UnsupportedChainError',
        chainId: 5,
      })
    })
  })

  test('no ledger: an error that names the remedy', async () => {
    const { client, user } = await local.newUser()
    const error = await getLedger(client, at).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user, metaMessages: [expect.stringContaining('depositFund')] })
  })
})
