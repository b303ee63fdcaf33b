import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { legacy, v1, zeroGDevnet } from '@zg/contracts'
import { createDevnet, type Devnet } from '@zg/devnet'
import { acknowledgeProviderSigner, createMeter, getService, quote, spendKey } from '@zg/inference'
import { createCredential } from '@zg/inference/eddsa'
import { depositFund, transferFund } from '@zg/ledger'
import { createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { startRedis } from '../../packages/core/test/startRedis.js'
import { startWorker } from '../../packages/core/test/startWorker.js'
import { openShared, type SharedStore } from '../../packages/inference/test/openShared.js'
import { holdMs, messages, type Said, type Task } from './task.js'

export type Storm = {
  protocol: Task['protocol']
  store: SharedStore['kind']
  processes: number
  /** Of each process, at once. */
  requests: number
  /** How many worst cases the budget holds: too few for all, and half of them for the one that is killed. */
  room: bigint
}

const maxTokens = 128
const answerMs = 20

/**
 * Lets many processes spend one budget at once, one of which is killed with its requests under way, and looks from the provider's side: what was billed
 * and what the requests under way may cost at most, at every look.
 */
export async function runStorm({ protocol: id, store: kind, processes, requests, room }: Storm) {
  const ending: (() => unknown)[] = []
  try {
    const devnet = await createDevnet({ protocol: id, port: 0 })
    ending.push(devnet.stop)
    const { key, account, provider, worst } = await openAccount(devnet, id)
    const place = await openPlace(kind, ending)
    const cap = room * worst
    const { rpcUrl, contracts } = devnet
    const task = { protocol: id, rpcUrl, contracts, provider: provider.address, key, store: { kind, place } }
    const start = (count: number, dies: boolean) => {
      const each: Task = { ...task, requests: count, cap: String(cap), maxTokens, dies }
      const worker = startWorker(new URL('./worker.ts', import.meta.url), [JSON.stringify(each)])
      ending.push(() => worker.kill())
      return worker
    }
    provider.setFault({ kind: 'slowStream', ms: answerMs })
    const watch = watchProvider(provider, worst)
    ending.push(watch.stop)

    const startedAt = performance.now()
    const workers = Array.from({ length: processes }, () => start(requests, false))
    const victim = start(Number(room / 2n), true)
    await victim.hasSaid(1)
    await victim.kill()
    await Promise.all(workers.map((worker) => worker.hasSaid(1)))
    const seconds = (performance.now() - startedAt) / 1_000

    const said = workers.map((worker): Said => JSON.parse(worker.lines()[0] ?? ''))
    const { store, close } = await openShared({ kind, place })
    ending.push(close)
    const meter = createMeter(
      {},
      { store, key: spendKey({ chainId: zeroGDevnet.id, contracts, user: account }) },
    )
    // What the victim held is let go by itself.
    await new Promise((resolve) => setTimeout(resolve, holdMs))
    const usages = provider.requests().map(({ usage }) => usage?.completion_tokens ?? 0)
    return {
      ...{ cap, worst, seconds },
      answered: said.reduce((sum, { answered }) => sum + answered, 0),
      refused: said.reduce((sum, { refused }) => sum + refused, 0),
      others: said.flatMap(({ others }) => others),
      worstOfWorkers: said.map((each) => BigInt(each.worst)),
      spending: await meter.spending(),
      billed: watch.look().billed,
      ...{ highest: watch.highest(), looks: watch.looks() },
      longestAnswer: Math.max(...usages),
      maxTokens,
    }
  } finally {
    for (const end of ending.toReversed()) await end()
  }
}

async function openAccount({ rpcUrl, accounts, contracts, providers }: Devnet, id: Storm['protocol']) {
  const protocol = { v1, legacy }[id]
  const [, rich] = accounts
  const [provider] = providers
  if (!rich || !provider) throw new Error('The devnet has too little.')
  const account = privateKeyToAccount(rich.privateKey)
  const client = createWalletClient({
    account,
    chain: zeroGDevnet,
    transport: http(rpcUrl),
    pollingInterval: 20,
  })
  const at = { protocol, contracts, provider: provider.address }
  await depositFund(client, { ...at, amount: '100', credential: () => createCredential(account) })
  await transferFund(client, { ...at, amount: '50' })
  await acknowledgeProviderSigner(client, at)
  const service = await getService(client, at)
  const { worst } = quote(service, messages, { maxTokens, fields: { max_tokens: maxTokens } })
  if (worst === null) throw new Error('Nothing bounds a request.')
  return { key: rich.privateKey, account: account.address, provider, worst }
}

async function openPlace(kind: SharedStore['kind'], ending: (() => unknown)[]): Promise<string> {
  if (kind === 'redis') {
    const server = await startRedis()
    ending.push(server.stop)
    return server.socket
  }
  const folder = mkdtempSync(join(tmpdir(), 'zg-storm-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Looks at the provider's books again and again, from its own process. */
function watchProvider(provider: Devnet['providers'][number], worst: bigint) {
  let highest = 0n
  let looks = 0
  const look = () => {
    const rows = provider.requests()
    const billed = rows.reduce((sum, { fee }) => sum + (fee ?? 0n), 0n)
    const underWay = rows.filter(({ state }) => state === 'open').length
    const most = billed + BigInt(underWay) * worst
    if (most > highest) highest = most
    looks += 1
    return { billed, underWay }
  }
  const timer = setInterval(look, 2)
  return { look, highest: () => highest, looks: () => looks, stop: () => clearInterval(timer) }
}
