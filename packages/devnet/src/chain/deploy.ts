import type { Contracts } from '@zg/contracts'
import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import {
  beaconProxyAbi,
  beaconProxyBytecode,
  upgradeableBeaconAbi,
  upgradeableBeaconBytecode,
} from '../artifacts/proxy.js'
import { DeployError } from '../errors.js'
import { type ChainClient, mined } from './chainClient.js'
import { chainId } from './startAnvil.js'

type Settings = { owner: Address; lockTime: bigint }

/** One contract of a set: what is deployed behind a beacon proxy, and how it is initialised. */
type Deployable = {
  abi: Abi
  bytecode: Hex
  /** Arguments of the implementation's constructor. */
  constructed: readonly unknown[]
  initialize: (all: Contracts, settings: Settings) => readonly unknown[]
}

/** A transaction to one of the contracts, once all of them stand. */
type LaterCall = {
  contract: keyof Contracts
  functionName: string
  args: (all: Contracts) => readonly unknown[]
}

export type ContractSet = {
  ledger: Deployable
  inference: Deployable
  /** What the owner does after both are initialised, in order. */
  later: readonly LaterCall[]
}

type Step = { what: string; to?: Address; data: Hex }

/**
 * Deploys a set behind beacon proxies from the owner's account on a fresh chain: at the nonces of the network's own scripts, so that
 * the addresses are the ones that the official clients have built in for chain 31337.
 */
export async function deploy(
  client: ChainClient,
  { set, ownerKey, lockTime }: { set: ContractSet; ownerKey: Hex; lockTime: bigint },
): Promise<Contracts> {
  const account = privateKeyToAccount(ownerKey)
  const owner = account.address
  const created = (nonce: bigint) => getContractAddress({ from: owner, nonce })
  const contracts = { ledger: created(2n), inference: created(6n) }
  const settings = { owner, lockTime }
  const steps: readonly Step[] = [
    ...behindProxy('LedgerManager', set.ledger, { implementation: created(0n), beacon: created(1n) }),
    initialize('LedgerManager', set.ledger, contracts.ledger, set.ledger.initialize(contracts, settings)),
    ...behindProxy('InferenceServing', set.inference, { implementation: created(4n), beacon: created(5n) }),
    initialize(
      'InferenceServing',
      set.inference,
      contracts.inference,
      set.inference.initialize(contracts, settings),
    ),
    ...set.later.map(({ contract, functionName, args }) => ({
      what: `${functionName} of the ${contract} contract`,
      to: contracts[contract],
      data: encodeFunctionData({ abi: set[contract].abi, functionName, args: args(contracts) }),
    })),
  ]
  const hashes: Hex[] = []
  for (const [nonce, { to, data }] of steps.entries()) {
    const common = {
      chainId,
      type: 'legacy',
      gas: 15_000_000n,
      gasPrice: 2_000_000_000n,
      nonce,
      data,
    } as const
    const serializedTransaction = await account.signTransaction(to === undefined ? common : { ...common, to })
    hashes.push(await client.sendRawTransaction({ serializedTransaction }))
  }
  for (const [i, hash] of hashes.entries()) {
    const { status } = await mined(client, hash)
    if (status !== 'success') throw new DeployError({ what: `${steps[i]?.what} reverted` })
  }
  return contracts
}

function behindProxy(
  name: string,
  { abi, bytecode, constructed }: Deployable,
  at: { implementation: Address; beacon: Address },
): Step[] {
  return [
    { what: `creating ${name}`, data: encodeDeployData({ abi, bytecode, args: constructed }) },
    {
      what: `creating the beacon of ${name}`,
      data: encodeDeployData({
        abi: upgradeableBeaconAbi,
        bytecode: upgradeableBeaconBytecode,
        args: [at.implementation],
      }),
    },
    {
      what: `creating the proxy of ${name}`,
      data: encodeDeployData({ abi: beaconProxyAbi, bytecode: beaconProxyBytecode, args: [at.beacon, '0x'] }),
    },
  ]
}

const initialize = (name: string, { abi }: Deployable, to: Address, args: readonly unknown[]): Step => ({
  what: `initialising ${name}`,
  to,
  data: encodeFunctionData({ abi, functionName: 'initialize', args }),
})
