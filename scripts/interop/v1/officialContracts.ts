import type { Abi, Hex } from 'viem'
import { installPackage } from '../installPackage.js'
import { officialPackage } from './officialPackage.js'

/** What is deployed: `args` are the constructor's. */
export type Artifact = { abi: Abi; bytecode: Hex; args: readonly unknown[] }
export type Artifacts = { ledger: Artifact; inference: Artifact }

/** The contracts of today's network as they are inside the official package: ABI and creation code, bit for bit mainnet's. */
export function officialContracts(): Artifacts {
  const name = officialPackage('0.9.0')
  const load = installPackage(name, 'ethers@6.17.0')
  const folder = load.resolve('@0gfoundation/0g-compute-ts-sdk').replace(/index\.js$/, '')
  const read = (path: string, contract: string): Artifact => {
    const { abi, bytecode } = load(`${folder}${path}/contract/typechain/factories/${contract}__factory.js`)[
      `${contract}__factory`
    ]
    return { abi, bytecode, args: [] }
  }
  return { ledger: read('ledger', 'LedgerManager'), inference: read('inference', 'InferenceServing') }
}
