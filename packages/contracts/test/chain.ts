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
  getContract,
  type Hex,
  http,
  parseEventLogs,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import {
  legacyInferenceServingBytecode,
  legacyLedgerManagerBytecode,
} from '../../devnet/src/artifacts/legacy.js'
import {
  beaconProxyAbi,
  beaconProxyBytecode,
  upgradeableBeaconAbi,
  upgradeableBeaconBytecode,
} from '../../devnet/src/artifacts/proxy.js'
import { legacyInferenceServingAbi } from '../src/generated/legacy/inferenceServing.js'
import { legacyLedgerManagerAbi } from '../src/generated/legacy/ledgerManager.js'

export const day = 86_400n
export const zero = '0x0000000000000000000000000000000000000000'

const abi = [...legacyLedgerManagerAbi, ...legacyInferenceServingAbi] as const
const account = (addressIndex: number) =>
  mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex })

/** Anvil's dev accounts, by the part they play. */
export const owner = account(0)
export const user = account(1)
export const provider = account(2)
export const other = account(3)

/** A real chain with both contracts behind beacon proxies, as on the network. */
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
  const walletClient = createWalletClient(options)
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
      if (receipt !== null) return receipt
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
  const deployProxy = async (contractAbi: Abi, bytecode: Hex): Promise<Address> => {
    const implementation = await deploy(contractAbi, bytecode)
    const beacon = await deploy(upgradeableBeaconAbi, upgradeableBeaconBytecode, [implementation])
    return deploy(beaconProxyAbi, beaconProxyBytecode, [beacon, '0x'])
  }
  const client = { public: publicClient, wallet: walletClient }
  const ledger = getContract({
    address: await deployProxy(legacyLedgerManagerAbi, legacyLedgerManagerBytecode),
    abi: legacyLedgerManagerAbi,
    client,
  })
  const inference = getContract({
    address: await deployProxy(legacyInferenceServingAbi, legacyInferenceServingBytecode),
    abi: legacyInferenceServingAbi,
    client,
  })

  /** Waits for a transaction and gives its events, `[name, args]` each. */
  const mine = async (sent: Promise<Hex>) => {
    const receipt = await receiptOf(await sent)
    if (receipt.status !== 'success') throw new Error('The transaction reverted.')
    return parseEventLogs({ abi, logs: receipt.logs }).map((log) => [log.eventName, log.args])
  }
  const now = async () => (await publicClient.getBlock()).timestamp

  await mine(ledger.write.initialize([inference.address, zero, owner.address], { account: owner }))
  await mine(inference.write.initialize([day, ledger.address, owner.address], { account: owner }))
  let snapshot = await testClient.snapshot()

  return {
    publicClient,
    walletClient,
    testClient,
    ledger,
    inference,
    deploy,
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

/** The revert that a call met: `Name(args)` of a custom error, or the plain text of a revert string. */
export async function revertOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error === null) return 'no revert'
  if (!(error instanceof BaseError)) throw error
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  if (!(revert instanceof ContractFunctionRevertedError)) throw error
  if (revert.raw === undefined || revert.raw === '0x') return revert.reason ?? 'no reason'
  const errors: Abi = abi
  const { errorName, args } = decodeErrorResult({ abi: errors, data: revert.raw })
  return errorName === 'Error' ? String(args?.[0]) : `${errorName}(${args?.join(', ')})`
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
