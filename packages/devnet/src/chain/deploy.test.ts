import {
  getDeployment,
  legacy,
  legacyInferenceServingAbi,
  legacyLedgerManagerAbi,
  v1,
  v1InferenceServingAbi,
  v1LedgerManagerAbi,
} from '@zg/contracts'
import { getContractAddress, type Hex, keccak256, parseEther, slice, toBytes, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DeployError } from '../errors.js'
import { devAccounts } from './accounts.js'
import { createChainClient } from './chainClient.js'
import { type ContractSet, deploy } from './deploy.js'
import { legacySet } from './legacySet.js'
import { type Anvil, startAnvil } from './startAnvil.js'
import { createV1Set, minimumsOf } from './v1Set.js'

let anvil: Anvil
beforeAll(async () => {
  anvil = await startAnvil({ port: 0 })
})
afterAll(() => anvil.stop())

const [first, second] = devAccounts()
if (!first || !second) throw new Error('unreachable: there are ten')
const owner = first.address
const ledger = '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0'
const inference = '0x0165878A594ca255338adfa4d48449f69242Eb8F'
/** EIP-1967's slots. */
const slot = (name: string): Hex => `0x${(BigInt(keccak256(toBytes(name))) - 1n).toString(16)}`

describe('deploy', () => {
  test('puts the contracts behind beacon proxies at the addresses that clients have built in', async () => {
    const client = createChainClient(anvil.rpcUrl)
    const contracts = await deploy(client, { set: legacySet, ownerKey: first.privateKey, lockTime: 77n })
    expect(contracts).toEqual({ ledger, inference })
    expect(getDeployment(legacy, 31_337).contracts).toEqual({ ledger, inference })

    const beaconOf = async (address: Hex) =>
      slice((await client.getStorageAt({ address, slot: slot('eip1967.proxy.beacon') })) ?? '0x', 12)
    const created = (nonce: bigint) => getContractAddress({ from: owner, nonce }).toLowerCase()
    expect(await beaconOf(ledger)).toBe(created(1n))
    expect(await beaconOf(inference)).toBe(created(5n))
    expect(await client.getTransactionCount({ address: owner })).toBe(8)

    const read = { address: inference, abi: legacyInferenceServingAbi } as const
    expect(await client.readContract({ ...read, functionName: 'lockTime' })).toBe(77n)
    expect(await client.readContract({ ...read, functionName: 'ledgerAddress' })).toBe(ledger)
    expect(await client.readContract({ ...read, functionName: 'owner' })).toBe(owner)
    const book = { address: ledger, abi: legacyLedgerManagerAbi } as const
    expect(await client.readContract({ ...book, functionName: 'owner' })).toBe(owner)
    expect(await client.readContract({ ...book, functionName: 'inferenceAddress' })).toBe(inference)
    expect(await client.readContract({ ...book, functionName: 'fineTuningAddress' })).toBe(zeroAddress)
    await expect(
      client.simulateContract({
        ...read,
        account: second.address,
        functionName: 'initialize',
        args: [1n, ledger, second.address],
      }),
    ).rejects.toThrow(/already initialized/)
  })

  test.each([
    ['mainnet', parseEther('3'), parseEther('1')],
    ['testnet', parseEther('0.1'), parseEther('0.01')],
  ] as const)(
    'does so for v1 with the minimums of %s, and registers the service',
    async (name, leastLedger, leastTransfer) => {
      const fresh = await startAnvil({ port: 0 })
      try {
        const client = createChainClient(fresh.rpcUrl)
        const set = createV1Set(minimumsOf[name])
        const contracts = await deploy(client, { set, ownerKey: first.privateKey, lockTime: 3_600n })
        expect(contracts).toEqual({ ledger, inference })
        expect(getDeployment(v1, 31_337).contracts).toEqual({ ledger, inference })
        expect(await client.getTransactionCount({ address: owner })).toBe(10)

        const book = { address: ledger, abi: v1LedgerManagerAbi } as const
        expect(await client.readContract({ ...book, functionName: 'MIN_ACCOUNT_BALANCE' })).toBe(leastLedger)
        expect(await client.readContract({ ...book, functionName: 'MIN_TRANSFER_AMOUNT' })).toBe(
          leastTransfer,
        )
        expect(await client.readContract({ ...book, functionName: 'owner' })).toBe(owner)
        expect(
          await client.readContract({ ...book, functionName: 'getServiceInfo', args: [inference] }),
        ).toMatchObject({
          ...{ serviceAddress: inference, serviceType: 'inference', version: 'v1.0' },
          ...{ fullName: 'inference-v1.0', isRecommended: true },
          description: 'inference serving service v1.0',
        })
        const read = { address: inference, abi: v1InferenceServingAbi } as const
        expect(await client.readContract({ ...read, functionName: 'lockTime' })).toBe(3_600n)
        expect(await client.readContract({ ...read, functionName: 'ledgerAddress' })).toBe(ledger)
        expect(await client.readContract({ ...read, functionName: 'owner' })).toBe(owner)
      } finally {
        await fresh.stop()
      }
    },
  )

  test('names the transaction that reverted', async () => {
    const fresh = await startAnvil({ port: 0 })
    try {
      // 0xfe is the invalid opcode: creation fails.
      const set: ContractSet = { ...legacySet, inference: { ...legacySet.inference, bytecode: '0xfe' } }
      const error = await deploy(createChainClient(fresh.rpcUrl), {
        set,
        ownerKey: first.privateKey,
        lockTime: 1n,
      }).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(DeployError)
      expect(String(error)).toContain('creating InferenceServing reverted')
    } finally {
      await fresh.stop()
    }
  })
})
