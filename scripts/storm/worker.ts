/** A process of the storm: many requests at once to one provider, within a budget that others share. Says what became of them. */
import { legacy, v1, zeroGDevnet } from '@zg/contracts'
import { createMeter, type Meter, sessionAuth, spendKey } from '@zg/inference'
import { connect } from '@zg/inference/connect'
import { eddsaAuth } from '@zg/inference/eddsa'
import { createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { openShared } from '../../packages/inference/test/openShared.js'
import { holdMs, messages, type Said, type Task } from './task.js'

const task: Task = JSON.parse(process.argv[2] ?? '')
const { store, close } = await openShared(task.store)
const protocol = { v1, legacy }[task.protocol]
const account = privateKeyToAccount(task.key)
const client = createWalletClient({ account, chain: zeroGDevnet, transport: http(task.rpcUrl) })
const auth = { v1: () => sessionAuth({ account }), legacy: () => eddsaAuth({ account, store }) }[
  task.protocol
]()
const spend = { total: BigInt(task.cap), maxOutputTokens: task.maxTokens }
const { contracts, provider } = task
const key = spendKey({ chainId: zeroGDevnet.id, contracts, user: account.address })
const budget = createMeter(spend, { store, key, holdMs })
let worst = 0n
let isDying = task.dies
/** Lets requests wait for as long as it takes, and sees what each may cost. */
const meter: Meter = {
  ...budget,
  reserve: async (request) => {
    worst = request.worst
    const reservation = await budget.reserve({ ...request, timeoutMs: 600_000 })
    return {
      ...reservation,
      markSent: async () => {
        await reservation.markSent()
        if (isDying) process.stdout.write('sent\n')
        isDying = false
      },
    }
  },
}
const connection = await connect(client, { protocol, contracts, provider, auth, spend, meter })

async function ask(): Promise<string> {
  const body = JSON.stringify({ messages })
  const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const answer: { error?: { code?: string } } = await response.json()
  return response.ok ? 'answered' : String(answer.error?.code ?? response.status)
}

const outcomes = await Promise.all(
  Array.from({ length: task.requests }, () =>
    ask().catch((error: Error) => `${error.name}: ${error.message}`),
  ),
)
const said: Said = {
  answered: outcomes.filter((outcome) => outcome === 'answered').length,
  refused: outcomes.filter((outcome) => outcome === 'BudgetExceededError').length,
  others: outcomes.filter((outcome) => outcome !== 'answered' && outcome !== 'BudgetExceededError'),
  worst: String(worst),
}
process.stdout.write(`${JSON.stringify(said)}\n`)
close()
