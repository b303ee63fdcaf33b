import { setTimeout as wait } from 'node:timers/promises'
import type { SimulatedTee } from '@zg/attestation/simulate'
import type { Address } from 'viem'
import { createHandler } from './createHandler.js'
import { checkFault } from './faults/checkFault.js'
import { createFaults } from './faults/createFaults.js'
import type { Equipment, Generation, Prices } from './generation.js'
import { createLedgerBook } from './ledgerBook.js'
import { createResponseSigner } from './responseSigner.js'
import type { RunningProvider } from './runningProvider.js'
import { scriptedModels } from './scriptedModels.js'
import { createScriptedUpstream } from './scriptedUpstream.js'
import type { ServiceType } from './serviceType.js'
import { startServer } from './startServer.js'
import { createUpstream, readUpstreamModel } from './upstream.js'
import type { LimitOptions } from './v1/limits/limitOptions.js'

export type ProviderOptions = Pick<
  Equipment,
  'rpcUrl' | 'chainId' | 'contracts' | 'wallet' | 'teeKey' | 'ownerKey'
> & {
  /** The protocol's own half. */
  createGeneration: (equipment: Equipment) => Generation
  /** Shared by the providers of a network; one of its own by default. */
  tee?: SimulatedTee | undefined
  /** A chatbot by default. */
  serviceType?: ServiceType | undefined
  /** What stands with the service on chain beside its fields: tiers, a discount for cached tokens. */
  additionalInfo?: Readonly<Record<string, unknown>> | undefined
  /** Further models at prices of their own; none by default. */
  models?: ReadonlyMap<string, Prices> | undefined
  /** `off` by default. */
  limits?: LimitOptions | undefined
  /** Whether requests and answers are rewritten as live providers do; false by default. */
  rewrites?: boolean | undefined
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

/**
 * Starts a provider: an HTTP server on 127.0.0.1, registered on chain, that checks, bills, signs and settles.
 *
 * Throws `UpstreamError` when the upstream lists no model, `DeployError` or viem's errors when the service can't be registered; nothing is left
 * running then.
 */
export async function createProvider(options: ProviderOptions): Promise<RunningProvider> {
  const { inputPrice, outputPrice, upstream: url, now = Date.now } = options
  const {
    serviceType = 'chatbot',
    additionalInfo = {},
    limits = 'off',
    rewrites = false,
    models = new Map(),
    tee,
  } = options
  const prices = { inputPrice, outputPrice }
  const model =
    options.model ?? (url === undefined ? scriptedModels[serviceType] : await readUpstreamModel(url))
  const stopping = new AbortController()
  const book = createLedgerBook()
  const faults = createFaults()
  const generation = options.createGeneration({
    ...options,
    ...{ prices, model, book, now, faults, serviceType, additionalInfo, limits, rewrites, models, tee },
    upstream:
      url === undefined
        ? createScriptedUpstream({ model, others: [...models.keys()], now })
        : createUpstream(url, { signal: stopping.signal }),
    signer: createResponseSigner({ teeKey: options.teeKey, now }),
    onBilled: ({ user }) => warnOfFailure(settleWhenLow(user)),
  })
  const { address, manners, addRoutes, settler } = generation
  const settleWhenLow = async (user: Address): Promise<void> => {
    const account = await generation.findAccount(user)
    const low = (inputPrice + outputPrice) * generation.lowTokens
    if (account && account.balance - account.pendingRefund - book.unsettled(user) < low)
      await settler.settle()
  }
  const handler = createHandler({ address, addRoutes, faults, manners })
  const server = await startServer(handler, { port: options.port ?? 0 })
  const timer = setInterval(() => warnOfFailure(settler.settle()), options.settleEveryMs ?? 300_000)
  timer.unref()
  const stop = async () => {
    clearInterval(timer)
    stopping.abort()
    // A chain that mines nothing must not hold up the end.
    const settled = Promise.race([settler.idle(), wait(5_000, undefined, { ref: false })])
    await Promise.all([generation.stop(), server.stop(), settled])
  }
  try {
    await generation.register({ url: server.url, model, ...prices })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    address,
    url: server.url,
    model,
    serviceType,
    signer: generation.signer,
    settle: settler.settle,
    requests: book.records,
    setFault: (next) => {
      if (next) checkFault(next, { option: 'fault', hasSessions: generation.hasSessions })
      faults.set(next)
    },
    stop,
  }
}

/** For settlements that nobody waits for: what they leave is owed still, and tried again. */
function warnOfFailure(work: Promise<unknown>): void {
  work.catch((error: unknown) => process.emitWarning(error instanceof Error ? error.message : String(error)))
}
