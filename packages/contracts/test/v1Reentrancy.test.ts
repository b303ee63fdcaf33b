import {
  type Abi,
  type Address,
  decodeAbiParameters,
  decodeErrorResult,
  encodeFunctionData,
  getContract,
  type Hex,
} from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../scripts/compileSolidity.js'
import { v1InferenceServingAbi } from '../src/generated/v1/inferenceServing.js'
import { v1LedgerManagerAbi } from '../src/generated/v1/ledgerManager.js'
import { other, owner, revertOf } from './chain.js'
import { terms } from './terms.js'
import { og } from './v1Chain.js'
import { offer, stake, useV1 } from './v1Rig.js'
import { useV1Settlements } from './v1Settlements.js'

const rig = useV1()
const { sign } = useV1Settlements(rig)

const compiled = compileSolidity({
  root: new URL('.', import.meta.url).pathname,
  files: ['Puppet.sol'],
  contracts: ['Puppet'],
}).get('Puppet')
if (compiled === undefined) throw new Error('Puppet')
const { bytecode } = compiled
const puppetAbi = [
  {
    type: 'function',
    name: 'arm',
    stateMutability: 'nonpayable',
    inputs: [{ type: 'address' }, { type: 'bytes' }],
    outputs: [],
  },
  {
    type: 'function',
    name: 'run',
    stateMutability: 'nonpayable',
    inputs: [{ type: 'address' }, { type: 'uint256' }, { type: 'bytes' }],
    outputs: [],
  },
  { type: 'function', name: 'outcome', stateMutability: 'view', inputs: [], outputs: [{ type: 'bytes' }] },
] as const

const ledgerCall = (functionName: string, args: readonly unknown[] = []) =>
  encodeFunctionData({ abi: v1LedgerManagerAbi as Abi, functionName, args })
const inferenceCall = (functionName: string, args: readonly unknown[] = []) =>
  encodeFunctionData({ abi: v1InferenceServingAbi as Abi, functionName, args })

/** A contract that does as it is told, with 200 0G. */
const createPuppet = async () => {
  const { chain } = rig
  const address = await chain.deploy(puppetAbi, bytecode)
  await chain.testClient.setBalance({ address, value: 200n * og })
  const client = { public: chain.publicClient, wallet: chain.walletClient }
  const puppet = getContract({ address, abi: puppetAbi, client })
  const account = owner
  const from = { account, gas: 5_000_000n }
  return {
    address,
    arm: (target: Address, data: Hex) => chain.mine(puppet.write.arm([target, data], from)),
    run: (target: Address, data: Hex, value = 0n) =>
      chain.mine(puppet.write.run([target, value, data], from)),
    tryRun: (target: Address, data: Hex, value = 0n) =>
      revertOf(puppet.simulate.run([target, value, data], from)),
    /** What the call in the middle came to. */
    outcome: async () => {
      const [success, answer] = decodeAbiParameters(
        [{ type: 'bool' }, { type: 'bytes' }],
        await puppet.read.outcome(),
      )
      if (success) return 'done'
      const errors: Abi = [...v1LedgerManagerAbi, ...v1InferenceServingAbi]
      const { errorName, args } = decodeErrorResult({ abi: errors, data: answer })
      return errorName === 'Error' ? String(args?.[0]) : errorName
    },
  }
}
let puppet: Awaited<ReturnType<typeof createPuppet>>
beforeEach(async () => {
  puppet = await createPuppet()
})

const operations: readonly [string, () => Hex][] = [
  ['addLedger', () => ledgerCall('addLedger', [''])],
  ['depositFund', () => ledgerCall('depositFund')],
  ['depositFundFor', () => ledgerCall('depositFundFor', [puppet.address])],
  ['updateAdditionalInfo', () => ledgerCall('updateAdditionalInfo', ['x'])],
  ['refund', () => ledgerCall('refund', [0n])],
  ['transferFund', () => ledgerCall('transferFund', [other.address, 'inference-v1.0', og])],
  ['retrieveFund', () => ledgerCall('retrieveFund', [[], 'inference-v1.0'])],
  ['deleteLedger', () => ledgerCall('deleteLedger')],
]

describe('a ledger', () => {
  it.each(operations)('is locked while its user is paid: %s', async (_name, operation) => {
    const ledger = rig.chain.ledger.address
    await puppet.run(ledger, ledgerCall('depositFund'), 5n * og)
    await puppet.arm(ledger, operation())
    await puppet.run(ledger, ledgerCall('refund', [og]))
    expect(await puppet.outcome()).toBe('LedgerLocked')
    expect((await rig.chain.ledger.read.getLedger([puppet.address])).totalBalance).toBe(4n * og)
    // And open again afterwards.
    expect(await puppet.tryRun(ledger, ledgerCall('refund', [og]))).toBe('no revert')
  })

  it.each(operations)('is locked while a service contract works: %s', async (_name, operation) => {
    const { ledger } = rig.chain
    const service = await createPuppet()
    await rig.chain.mine(
      ledger.write.registerService(['hostile', 'v1', service.address, ''], { account: owner }),
    )
    await puppet.run(ledger.address, ledgerCall('depositFund'), 5n * og)
    // The service tells the user, who is on its side.
    await puppet.arm(ledger.address, operation())
    await service.arm(
      puppet.address,
      encodeFunctionData({
        abi: puppetAbi,
        functionName: 'run',
        args: [ledger.address, 0n, operation()],
      }),
    )
    await puppet.run(ledger.address, ledgerCall('retrieveFund', [[other.address], 'hostile-v1']))
    expect(await service.outcome()).toBe('LedgerLocked')
  })

  it("of somebody else isn't", async () => {
    const ledger = rig.chain.ledger.address
    await rig.addLedger(5n * og)
    const second = await createPuppet()
    await second.run(ledger, ledgerCall('depositFund'), 5n * og)
    await puppet.run(ledger, ledgerCall('depositFund'), 5n * og)
    await puppet.arm(
      second.address,
      encodeFunctionData({
        abi: puppetAbi,
        functionName: 'run',
        args: [ledger, 0n, ledgerCall('refund', [og])],
      }),
    )
    await puppet.run(ledger, ledgerCall('refund', [og]))
    expect(await puppet.outcome()).toBe('done')
    expect((await rig.chain.ledger.read.getLedger([second.address])).totalBalance).toBe(4n * og)
  })

  it('pays a wallet with all the gas it needs, and loses nothing to one that refuses', async () => {
    const ledger = rig.chain.ledger.address
    // The inference contract takes no coins: it is the wallet that refuses.
    const account = await rig.chain.impersonate(rig.chain.inference.address)
    await rig.chain.mine(rig.chain.ledger.write.depositFundFor([account], { account: other, value: 5n * og }))
    expect(await revertOf(rig.chain.ledger.simulate.refund([og], { account }))).toBe('TransferFailed()')
    expect((await rig.chain.ledger.read.getLedger([account])).totalBalance).toBe(5n * og)
    await puppet.run(ledger, ledgerCall('depositFund'), 5n * og)
    await puppet.run(ledger, ledgerCall('refund', [og]))
    expect(await rig.coins(puppet.address)).toBe(196n * og)
  })
})

describe('a provider', () => {
  const prepare = async () => {
    const inference = rig.chain.inference.address
    await puppet.run(inference, inferenceCall('addOrUpdateService', [offer]), stake)
    await rig.chain.mine(
      rig.chain.inference.write.acknowledgeTEESignerByOwner([puppet.address], { account: owner }),
    )
    await rig.addLedger(5n * og, other)
    await rig.chain.mine(rig.transfer(og, puppet.address, other))
    return inference
  }
  const item = (nonce: bigint) =>
    sign(terms({ user: other.address, provider: puppet.address, nonce, totalFee: 30n }))

  it('settles once at a time', async () => {
    const inference = await prepare()
    await puppet.arm(inference, inferenceCall('settleFeesWithTEE', [[await item(2n)]]))
    await puppet.run(inference, inferenceCall('settleFeesWithTEE', [[await item(1n)]]))
    expect(await puppet.outcome()).toBe('ReentrancyGuard: reentrant call')
    const account = await rig.chain.inference.read.getAccount([other.address, puppet.address])
    expect(account).toMatchObject({ balance: og - 30n, nonce: 1n })
  })

  it("doesn't leave while it is paid, nor settle while its stake comes back", async () => {
    const inference = await prepare()
    await puppet.arm(inference, inferenceCall('removeService'))
    await puppet.run(inference, inferenceCall('settleFeesWithTEE', [[await item(1n)]]))
    expect(await puppet.outcome()).toBe('ReentrancyGuard: reentrant call')
    await puppet.arm(inference, inferenceCall('settleFeesWithTEE', [[await item(2n)]]))
    await puppet.run(inference, inferenceCall('removeService'))
    expect(await puppet.outcome()).toBe('ReentrancyGuard: reentrant call')
    expect(await rig.coins(puppet.address)).toBe(200n * og + 30n)
  })
})
