import { createRequire } from 'node:module'
import type { Contracts } from '@zg/contracts'
import type { Address, Hex } from 'viem'
import type { Artifact, Artifacts } from './officialContracts.js'
import type { OpenChain } from './openChain.js'

const require = createRequire(import.meta.url)
const lockTime = 86_400n

/**
 * Deploys a v1 system as the network's own scripts do, behind OpenZeppelin's beacon proxies, for the chain's account. On a fresh chain the
 * proxies come to the addresses that the official clients have built in.
 */
export async function deployV1(chain: OpenChain, { ledger, inference }: Artifacts): Promise<Contracts> {
  const owner = chain.account.address
  const call = async (address: Address, { abi }: Artifact, functionName: string, args: readonly unknown[]) =>
    chain.done(await chain.writeContract({ address, abi, functionName, args }))

  const ledgerProxy = await behindProxy(chain, ledger)
  await call(ledgerProxy, ledger, 'initialize', [owner])
  const inferenceProxy = await behindProxy(chain, inference)
  await call(inferenceProxy, inference, 'initialize', [lockTime, ledgerProxy, owner])
  const description = 'inference serving service v1.0'
  await call(ledgerProxy, ledger, 'registerService', ['inference', 'v1.0', inferenceProxy, description])
  await call(ledgerProxy, ledger, 'setRecommendedService', ['inference', 'v1.0'])
  return { ledger: ledgerProxy, inference: inferenceProxy }
}

async function behindProxy(chain: OpenChain, { abi, bytecode, args }: Artifact): Promise<Address> {
  const beacon = openZeppelin('UpgradeableBeacon')
  const proxy = openZeppelin('BeaconProxy')
  const implementation = await chain.create(abi, bytecode, args)
  const beaconAddress = await chain.create(beacon.abi, beacon.bytecode, [implementation])
  return chain.create(proxy.abi, proxy.bytecode, [beaconAddress, '0x'])
}

/** OpenZeppelin's own build, not ours. */
const openZeppelin = (name: string): { abi: Artifact['abi']; bytecode: Hex } =>
  require(`@openzeppelin/contracts/build/contracts/${name}.json`)
