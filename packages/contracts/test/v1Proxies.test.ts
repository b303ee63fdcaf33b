import { type Abi, type Hex, keccak256, slice, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { upgradeableBeaconAbi } from '../../devnet/src/artifacts/proxy.js'
import { v1InferenceServingAbi } from '../src/generated/v1/inferenceServing.js'
import { v1LedgerManagerAbi } from '../src/generated/v1/ledgerManager.js'
import { day, eventsOf, other, owner, provider, revertOf, user, zero } from './chain.js'
import { og } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()

const beaconSlot = '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50'
const wordAt = async (address: Hex, slot: Hex | bigint) => {
  const word = await rig.chain.publicClient.getStorageAt({
    address,
    slot: typeof slot === 'bigint' ? toHex(slot, { size: 32 }) : slot,
  })
  return word ?? zeroHash
}
const beaconOf = async (address: Hex) => slice(await wordAt(address, beaconSlot), 12)
const implementationOf = async (address: Hex) =>
  rig.chain.publicClient.readContract({
    address: await beaconOf(address),
    abi: upgradeableBeaconAbi,
    functionName: 'implementation',
  })

describe('behind a beacon', () => {
  it('each contract is initialized once', async () => {
    const { ledger, inference } = rig.chain
    expect(await ledger.read.initialized()).toBe(true)
    expect(await ledger.read.owner()).toBe(owner.address)
    expect(await inference.read.initialized()).toBe(true)
    expect(await inference.read.owner()).toBe(owner.address)
    expect(await inference.read.ledgerAddress()).toBe(ledger.address)
    expect(await inference.read.lockTime()).toBe(day)
    expect(await revertOf(ledger.write.initialize([user.address], { account: user }))).toBe(
      'AlreadyInitialized()',
    )
    expect(
      await revertOf(inference.write.initialize([0n, user.address, user.address], { account: user })),
    ).toBe('AlreadyInitialized()')
  })

  it('tells of it', async () => {
    const { ledger, bytecode } = rig.chain
    const one = await rig.chain.deployProxy(v1LedgerManagerAbi, bytecode.ledger, [0n, 0n])
    const two = await rig.chain.deployProxy(v1InferenceServingAbi, bytecode.inference)
    const write = rig.chain.walletClient.writeContract
    const account = owner
    const args = [user.address] as const
    const owned = ['OwnershipTransferred', { previousOwner: zero, newOwner: user.address }]
    const initialized = ['Initialized', { version: 1 }]
    expect(
      await rig.chain.mine(
        write({ address: one, abi: v1LedgerManagerAbi, functionName: 'initialize', args, account }),
      ),
    ).toEqual([owned, initialized])
    expect(
      await rig.chain.mine(
        write({
          address: two,
          abi: v1InferenceServingAbi,
          functionName: 'initialize',
          args: [day, ledger.address, user.address],
          account,
        }),
      ),
    ).toEqual([
      owned,
      ['ContractInitialized', { owner: user.address, lockTime: day, ledgerAddress: ledger.address }],
      initialized,
    ])
  })

  it('the code itself is locked, and nobody takes it over', async () => {
    const contracts: readonly [
      keyof typeof rig.chain.bytecode,
      Abi,
      readonly bigint[],
      readonly unknown[],
    ][] = [
      ['ledger', v1LedgerManagerAbi, [0n, 0n], [user.address]],
      ['inference', v1InferenceServingAbi, [], [day, user.address, user.address]],
    ]
    for (const [name, abi, args, init] of contracts) {
      const bytecode = rig.chain.bytecode[name]
      const hash = await rig.chain.walletClient.deployContract({ abi, bytecode, args, account: owner })
      const receipt = await rig.chain.receiptOf(hash)
      expect(eventsOf(receipt)).toContainEqual(['Initialized', { version: 255 }])
      const address = receipt.contractAddress ?? zero
      const call = rig.chain.publicClient.simulateContract({
        address,
        abi,
        functionName: 'initialize',
        args: init,
        account: user,
      })
      expect(await revertOf(call)).toBe('AlreadyInitialized()')
      // As the network enforces it: 24,576 bytes at most.
      const code = (await rig.chain.publicClient.getCode({ address })) ?? '0x'
      expect((code.length - 2) / 2).toBeLessThanOrEqual(24_576)
    }
  })

  it.each([
    [3_599n, 'LockTimeOutOfRange(3599, 3600, 604800)'],
    [3_600n, 'no revert'],
    [604_800n, 'no revert'],
    [604_801n, 'LockTimeOutOfRange(604801, 3600, 604800)'],
  ])('a lock time of %d seconds', async (lockTime, text) => {
    const address = await rig.chain.deployProxy(v1InferenceServingAbi, rig.chain.bytecode.inference)
    const initialize = rig.chain.publicClient.simulateContract({
      address,
      abi: v1InferenceServingAbi,
      functionName: 'initialize',
      args: [lockTime, rig.chain.ledger.address, owner.address],
      account: other,
    })
    expect(await revertOf(initialize)).toBe(text)
    const update = rig.chain.inference.simulate.updateLockTime([lockTime], { account: owner })
    expect(await revertOf(update)).toBe(text)
  })

  it('the owner changes the lock time', async () => {
    const { read, write } = rig.chain.inference
    expect(await read.MIN_LOCKTIME()).toBe(3_600n)
    expect(await read.MAX_LOCKTIME()).toBe(604_800n)
    expect(await revertOf(write.updateLockTime([0n], { account: user }))).toBe(
      'Ownable: caller is not the owner',
    )
    expect(await rig.chain.mine(write.updateLockTime([7_200n], { account: owner }))).toEqual([
      ['LockTimeUpdated', { oldLockTime: day, newLockTime: 7_200n }],
    ])
    expect(await read.lockTime()).toBe(7_200n)
  })

  it('state stays when the code is replaced', async () => {
    await rig.addLedger(3n * og)
    await rig.register()
    const { ledger, inference, bytecode, deploy } = rig.chain
    const next = {
      ledger: await deploy(v1LedgerManagerAbi, bytecode.ledger, [5n * og, 2n * og]),
      inference: await deploy(v1InferenceServingAbi, bytecode.inference),
    }
    for (const name of ['ledger', 'inference'] as const) {
      const address = rig.chain[name].address
      await rig.chain.mine(
        rig.chain.walletClient.writeContract({
          address: await beaconOf(address),
          abi: upgradeableBeaconAbi,
          functionName: 'upgradeTo',
          args: [next[name]],
          account: owner,
        }),
      )
      expect(await implementationOf(address)).toBe(next[name])
    }
    expect(await rig.balances()).toEqual([3n * og, 3n * og])
    expect((await inference.read.getService([provider.address])).url).toBe('http://one')
    expect(await ledger.read.owner()).toBe(owner.address)
  })
})

describe('storage', () => {
  /** ERC-7201: hash of the hash of the namespace less one, its last byte cleared. */
  const slotOf = (namespace: string) => {
    const id = BigInt(keccak256(toHex(namespace))) - 1n
    return BigInt(keccak256(toHex(id, { size: 32 }))) & ~0xffn
  }
  it('stands at the named slots; the first slot holds owner and flag', async () => {
    expect(toHex(slotOf('0g.serving.ledger'), { size: 32 })).toBe(
      '0x0bb5d42557ea6926c17416c5b1c1c29c28d9006d6f713295a2d385f07156ed00',
    )
    expect(toHex(slotOf('0g.serving.inference.v1.0'), { size: 32 })).toBe(
      '0xdfd123095cdedb1cecbc229b30f7cf8745fb3d3951645ac4a8fa4c0895f89500',
    )
    const first = `0x${'0'.repeat(22)}01${owner.address.slice(2).toLowerCase()}`
    for (const address of [rig.chain.ledger.address, rig.chain.inference.address]) {
      expect(await wordAt(address, 0n)).toBe(first)
    }
    // Lock time and ledger are plain words of the inference contract's namespace.
    const base = slotOf('0g.serving.inference.v1.0')
    const words = await Promise.all(
      Array.from({ length: 16 }, (_, i) => wordAt(rig.chain.inference.address, base + BigInt(i))),
    )
    expect(words).toContain(toHex(day, { size: 32 }))
    expect(words.some((word) => word.endsWith(rig.chain.ledger.address.slice(2).toLowerCase()))).toBe(true)
  })

  it('leaves the slots after the first ones alone', async () => {
    await rig.addLedger(3n * og)
    await rig.chain.mine(rig.transfer(og))
    await rig.register()
    for (const { address } of [rig.chain.ledger, rig.chain.inference]) {
      // The guard against being entered twice may use the second.
      for (let slot = 2n; slot < 16n; slot += 1n) expect(await wordAt(address, slot)).toBe(zeroHash)
    }
  })
})

describe('ERC-165', () => {
  it.each([
    ['0x01ffc9a7', true],
    ['0x160841b1', true],
    ['0xffffffff', false],
    ['0x00000000', false],
  ] as const)('%s: %s', async (id, supported) => {
    expect(await rig.chain.inference.read.supportsInterface([id])).toBe(supported)
  })
})
