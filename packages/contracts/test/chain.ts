import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import {
  type Abi,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createTestClient,
  createWalletClient,
  decodeErrorResult,
  defineChain,
  getAddress,
  type Hex,
  http,
  isHex,
  parseEventLogs,
  RpcRequestError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import {
  beaconProxyAbi,
  beaconProxyBytecode,
  upgradeableBeaconAbi,
  upgradeableBeaconBytecode,
} from '../../devnet/src/artifacts/proxy.js'
import { roomyHttp } from '../../devnet/src/chain/roomyHttp.js'
import { legacyInferenceServingAbi } from '../src/generated/legacy/inferenceServing.js'
import { legacyLedgerManagerAbi } from '../src/generated/legacy/ledgerManager.js'
import { v1InferenceServingAbi } from '../src/generated/v1/inferenceServing.js'
import { v1LedgerManagerAbi } from '../src/generated/v1/ledgerManager.js'

export const day = 86_400n
export const zero = '0x0000000000000000000000000000000000000000'

/** Everything that the contracts of either protocol emit or revert with. */
const abi: Abi = [
  ...v1LedgerManagerAbi,
  ...v1InferenceServingAbi,
  ...legacyLedgerManagerAbi,
  ...legacyInferenceServingAbi,
]
const account = (addressIndex: number) =>
  mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex })

/** Anvil's dev accounts, by the part they play. */
export const owner = account(0)
export const user = account(1)
export const provider = account(2)
export const other = account(3)

/** A real chain without any contract, and what the tests of both protocols do with it. */
export async function startChain() {
  const { child, url } = await startAnvil()
  const chain = defineChain({
    id: 31_337,
    name: 'test',
    nativeCurrency: { name: '0G', symbol: '0G', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })
  const options = { chain, transport: http(url), pollingInterval: 5, cacheTime: 0 }
  const publicClient = createPublicClient(options)
  const walletClient = createWalletClient({ ...options, transport: roomyHttp(url) })
  const testClient = createTestClient({ ...options, mode: 'anvil' })

  /**
   * Asks until the receipt is there. viem's waitForTransactionReceipt asks again only at the next block, which never
   * comes here when it asked in the moment before the receipt was stored.
   */
  const receiptOf = async (hash: Hex): Promise<TransactionReceipt> => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const receipt = await publicClient.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return null
        throw error
      })
      // The node stores a receipt a moment before it reads and estimates by the new block.
      if (receipt !== null && (await publicClient.getBlockNumber()) >= receipt.blockNumber) return receipt
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`No receipt for ${hash}.`)
  }
  const deploy = async (contractAbi: Abi, bytecode: Hex, args: readonly unknown[] = []): Promise<Address> => {
    const hash = await walletClient.deployContract({ abi: contractAbi, bytecode, args, account: owner })
    const { contractAddress } = await receiptOf(hash)
    if (!contractAddress) throw new Error('Nothing was deployed.')
    return getAddress(contractAddress)
  }
  /** Deploys an implementation, and a beacon proxy before it, as on the network. */
  const deployProxy = async (contractAbi: Abi, bytecode: Hex, args: readonly unknown[] = []) => {
    const implementation = await deploy(contractAbi, bytecode, args)
    const beacon = await deploy(upgradeableBeaconAbi, upgradeableBeaconBytecode, [implementation])
    return deploy(beaconProxyAbi, beaconProxyBytecode, [beacon, '0x'])
  }

  /** Waits for a transaction and gives its events, `[name, args]` each. */
  const mine = async (sent: Promise<Hex>) => {
    const receipt = await receiptOf(await sent)
    if (receipt.status !== 'success') throw new Error('The transaction reverted.')
    return eventsOf(receipt)
  }
  const now = async () => (await publicClient.getBlock()).timestamp

  let snapshot = await testClient.snapshot()

  return {
    publicClient,
    walletClient,
    testClient,
    deploy,
    deployProxy,
    receiptOf,
    mine,
    now,
    /** Lets a contract send transactions of its own, and gives it the gas money. */
    impersonate: async (address: Address) => {
      const value = (await publicClient.getBalance({ address })) + 10n ** 18n
      await testClient.setBalance({ address, value })
      await testClient.impersonateAccount({ address })
      return address
    },
    /** From here on `reset` comes back to this state. */
    keep: async () => {
      snapshot = await testClient.snapshot()
    },
    /** Back to the state after deployment. */
    reset: async () => {
      await testClient.revert({ id: snapshot })
      snapshot = await testClient.snapshot()
    },
    stop: () => {
      child.kill('SIGKILL')
    },
  }
}

export type Chain = Awaited<ReturnType<typeof startChain>>

/** The contracts' events of a transaction, `[name, args]` each. */
export const eventsOf = ({ logs }: TransactionReceipt) =>
  parseEventLogs({ abi, logs }).map((log): [string, unknown] => [log.eventName, log.args])

/** The revert that a call met: `Name(args)` of a custom error, or the plain text of a revert string. */
export async function revertOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error === null) return 'no revert'
  if (!(error instanceof BaseError)) throw error
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  const data = revert instanceof ContractFunctionRevertedError ? revert.raw : dataOf(error)
  if (data === undefined || data === '0x') {
    if (revert instanceof ContractFunctionRevertedError) return revert.reason ?? 'no reason'
    throw error
  }
  const { errorName, args } = decodeErrorResult({ abi, data })
  return errorName === 'Error' ? String(args?.[0]) : `${errorName}(${args?.join(', ') ?? ''})`
}

/** Revert data of a call without an ABI. */
function dataOf(error: BaseError): Hex | undefined {
  const cause = error.walk((found) => found instanceof RpcRequestError)
  return cause instanceof RpcRequestError && isHex(cause.data) ? cause.data : undefined
}

function startAnvil(): Promise<{ child: ChildProcess; url: string }> {
  const devnet = createRequire(new URL('../../devnet/package.json', import.meta.url))
  const wrapper = createRequire(devnet.resolve('@foundry-rs/anvil/package.json'))
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  const binary = process.env.ANVIL ?? wrapper.resolve(`${name}/bin/anvil`)
  const child = spawn(binary, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`anvil ended with ${code}: ${text}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve({ child, url: `http://127.0.0.1:${port}` })
    })
  })
}
