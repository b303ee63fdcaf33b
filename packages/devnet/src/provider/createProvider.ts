import { setTimeout as wait } from 'node:timers/promises'
import type { Contracts } from '@zg/contracts'
import type { Address, Hex } from 'viem'
import { createHandler } from './createHandler.js'
import { createSettler, type Debt } from './createSettler.js'
import type { Fault } from './faults.js'
import { createLedgerBook } from './ledgerBook.js'
import { addRoutes } from './legacy/addRoutes.js'
import { type Account, createProviderChain } from './legacy/providerChain.js'
import { requestsHash } from './legacy/requestsHash.js'
import { createSignatureChecker } from './legacy/signatureChecker.js'
import { createUsedHeaders } from './legacy/usedHeaders.js'
import { scriptedModel } from './model.js'
import { createEvidence } from './quote.js'
import { createResponseSigner } from './responseSigner.js'
import type { RunningProvider } from './runningProvider.js'
import { createScriptedUpstream } from './scriptedUpstream.js'
import { startServer } from './startServer.js'
import { createUpstream, readUpstreamModel } from './upstream.js'

export type ProviderOptions = {
  protocol: 'legacy'
  rpcUrl: string
  chainId: number
  contracts: Contracts
  /** Key of the wallet that registers and settles. It must hold money for gas. */
  wallet: Hex
  /** Key that stands in for the TEE's. */
  teeKey: Hex
  /** The model that it offers; by default the upstream's first one, or the scripted one. */
  model?: string | undefined
  /** Neuron per token. */
  inputPrice: bigint
  outputPrice: bigint
  /** An OpenAI-compatible URL; without it a scripted model answers. */
  upstream?: string | undefined
  /** On 127.0.0.1; 0, a free one, by default. */
  port?: number | undefined
  /** Everything owed is settled this often; every 5 minutes by default. */
  settleEveryMs?: number | undefined
  now?: (() => number) | undefined
}

/** Below this many input and output tokens of free balance a user's debt is settled at once. */
const lowTokens = 10_000n

/**
 * Starts a provider of the legacy protocol: an HTTP server on 127.0.0.1, registered on chain, that checks, bills, signs and settles.
 *
 * Throws `UpstreamError` when the upstream lists no model, `DeployError` or viem's errors when the service can't be registered; nothing is left
 * running then.
 */
export async function createProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { inputPrice, outputPrice, upstream: url, now = Date.now } = options
  const prices = { inputPrice, outputPrice }
  const model = options.model ?? (url === undefined ? scriptedModel : await readUpstreamModel(url))
  const stopping = new AbortController()
  const upstream =
    url === undefined
      ? createScriptedUpstream({ model, now })
      : createUpstream(url, { signal: stopping.signal })
  const chain = createProviderChain(options)
  const book = createLedgerBook()
  const used = createUsedHeaders({ now })
  const checker = createSignatureChecker()
  const signer = createResponseSigner({ teeKey: options.teeKey, now })
  const evidence = createEvidence(chain.signer)
  const settler = createSettler({
    book,
    findAccount: chain.findAccount,
    send: async ({ user, account, rows, total }: Debt<Account>) => {
      const nonce = used.settlementNonce(user, account.nonce, book.open(user))
      const item = { user, totalFee: total, requestsHash: requestsHash(rows), nonce }
      const hash = await chain.sendSettlement(item)
      return async () => {
        const settlement = await chain.readSettlement(hash, item)
        if (settlement.status !== 'refused') used.pass(user, nonce)
        return settlement
      }
    },
  })
  const settleWhenLow = async (user: Address): Promise<void> => {
    const account = await chain.findAccount(user)
    const low = (inputPrice + outputPrice) * lowTokens
    if (account && account.balance - account.pendingRefund - book.unsettled(user) < low)
      await settler.settle()
  }
  let fault: Fault | null = null
  const readFault = () => fault
  const server = await startServer(
    createHandler({
      address: chain.address,
      readFault,
      addRoutes: (app) =>
        addRoutes(app, {
          ...{ chain, book, used, checker, settler, prices, model, upstream, signer, evidence, readFault },
          settle: settler.settle,
          onBilled: ({ user }) => warnOfFailure(settleWhenLow(user)),
        }),
    }),
    { port: options.port ?? 0 },
  )
  const timer = setInterval(() => warnOfFailure(settler.settle()), options.settleEveryMs ?? 300_000)
  timer.unref()
  const stop = async () => {
    clearInterval(timer)
    stopping.abort()
    // A chain that mines nothing must not hold up the end.
    const settled = Promise.race([settler.idle(), wait(5_000, undefined, { ref: false })])
    await Promise.all([checker.stop(), server.stop(), settled])
  }
  try {
    await chain.register({ url: server.url, model, ...prices })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    address: chain.address,
    url: server.url,
    model,
    serviceType: 'chatbot',
    signer: chain.signer,
    settle: settler.settle,
    requests: book.records,
    setFault: (next) => {
      fault = next
    },
    stop,
  }
}

/** For settlements that nobody waits for: what they leave is owed still, and tried again. */
function warnOfFailure(work: Promise<unknown>): void {
  work.catch((error: unknown) => process.emitWarning(error instanceof Error ? error.message : String(error)))
}
