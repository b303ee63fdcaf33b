import { type Address, isAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../scripts/compileSolidity.js'
import { legacyInferenceServingAbi } from '../src/generated/legacy/inferenceServing.js'
import { owner, revertOf } from './chain.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'
import { signSettlement } from './legacySettlement.js'
import { tee } from './terms.js'

const compiled = compileSolidity({
  root: new URL('..', import.meta.url).pathname,
  files: ['test/Reentrant.sol'],
  contracts: ['ReentrantService', 'ReentrantLedger', 'HungryWallet'],
})
const contractOf = (name: string) => {
  const contract = compiled.get(name)
  if (contract === undefined) throw new Error(name)
  return contract
}

let chain: LegacyChain
beforeAll(async () => {
  chain = await startLegacyChain()
})
beforeEach(() => chain.reset())
afterAll(() => chain.stop())

/** Deploys one of the hostile contracts with a hundred neuron, and calls it as the owner. */
const deploy = async (name: string) => {
  const { abi, bytecode } = contractOf(name)
  const payable = abi.some((item) => item.type === 'constructor' && item.stateMutability === 'payable')
  const hash = await chain.walletClient.deployContract({
    abi,
    bytecode,
    account: owner,
    ...(payable ? { value: 100n } : {}),
  })
  const { contractAddress } = await chain.receiptOf(hash)
  if (!contractAddress) throw new Error(name)
  const call = (functionName: string, args: readonly unknown[], value = 0n) =>
    chain.publicClient.simulateContract({
      address: contractAddress,
      abi,
      functionName,
      args,
      account: owner,
      ...(value > 0n ? { value } : {}),
    })
  return { address: contractAddress, abi, call }
}

describe('the lock of a user', () => {
  it.each(['transferFund', 'retrieveFund', 'deleteLedger'])('holds off %s', async (action) => {
    const { call } = await deploy('ReentrantService')
    expect(await revertOf(call('retrieve', [action]))).toBe('Ledger locked for operation')
  })

  it('leaves deposits alone, and is gone afterwards', async () => {
    const { address, abi, call } = await deploy('ReentrantService')
    for (let round = 0; round < 2; round += 1) {
      await chain.mine(
        chain.walletClient.writeContract({
          address,
          abi,
          functionName: 'retrieve',
          args: ['depositFund'],
          account: owner,
        }),
      )
    }
    expect(await revertOf(call('retrieve', ['']))).toBe('no revert')
  })
})

describe('settlement', () => {
  it('is not entered twice', async () => {
    const { address, abi, call } = await deploy('ReentrantLedger')
    const serving = await chain.publicClient.readContract({ address, abi, functionName: 'serving' })
    if (typeof serving !== 'string' || !isAddress(serving)) throw new Error('No address.')
    await chain.mine(
      chain.walletClient.writeContract({
        address: serving,
        abi: legacyInferenceServingAbi,
        functionName: 'acknowledgeTEESigner',
        args: [address, tee.address],
        account: owner,
      }),
    )
    const item = (nonce: bigint, totalFee: bigint) =>
      signSettlement({
        user: owner.address,
        provider: address,
        totalFee,
        requestsHash: `0x${'00'.repeat(32)}`,
        nonce,
      })
    const settle = async (fee: bigint) => revertOf(call('settle', [[await item(1n, fee)]]))
    expect(await settle(1n)).toBe('ReentrancyGuard: reentrant call')
    // Without a fee nobody is called.
    expect(await settle(0n)).toBe('no revert')
  })
})

describe('refund', () => {
  it('sends 2300 gas and no more: a wallet that needs more gets nothing and loses nothing', async () => {
    const { address, abi, call } = await deploy('HungryWallet')
    const write = (functionName: string, args: readonly unknown[], value?: bigint) =>
      chain.mine(
        chain.walletClient.writeContract({
          address,
          abi,
          functionName,
          args,
          account: owner,
          ...(value === undefined ? {} : { value }),
        }),
      )
    const ledger: Address = chain.ledger.address
    await write('open', [ledger], 9n)
    expect(await revertOf(call('refund', [ledger, 9n]))).not.toBe('no revert')
    await write('refund', [ledger, 0n])
    expect((await chain.ledger.read.getLedger([address])).availableBalance).toBe(9n)
  })
})
