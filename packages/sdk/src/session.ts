import {
  type Contracts,
  defaultProtocol,
  getDeployment,
  type Limits,
  type Protocol,
  zeroGDevnet,
} from '@zg/contracts'
import { type Deadline, getLimits, toNetworkError, withDeadline } from '@zg/contracts/read'
import { type Account, type Chain, type Client, createClient, defineChain, type Transport } from 'viem'
import { getChainId } from 'viem/actions'
import type { ConnectionOptions } from './brokerOptions.js'
import { AttestationRootError, WrongChainError } from './errors.js'
import { findChain, toChain } from './networks.js'
import { type Reaching, toTransports } from './toTransport.js'

/** What every action of a broker needs, once the chain is known. */
export type Session = {
  client: Client<Transport, Chain, Account | undefined>
  context: { protocol: Protocol; contracts: Contracts }
  /** What the contracts demand; asked once, by the first who wants it. */
  limits: (deadline?: Deadline) => Promise<Limits>
}

/**
 * Prepares the one question that a broker asks before its first call: which chain is this?
 * The answer is kept; a failed attempt is not, so that the next call asks again. Each caller waits no longer than its own deadline.
 */
export function createSession(
  options: Reaching & ConnectionOptions,
  account: Account | undefined,
): (deadline?: Deadline) => Promise<Session> {
  const expected = options.network === undefined ? undefined : toChain(options.network)
  if (expected && options.attestationRoot !== undefined) refuseOnPublic(expected.id)
  const { transport, wallet } = toTransports(options, expected)
  const url = options.rpcUrl ?? expected?.rpcUrls.default.http[0]

  const open = async (): Promise<Session> => {
    const chainId = await readChainId(transport)
    const wanted = expected?.id ?? chainId
    const seen = wallet ? [chainId, await readChainId(wallet)] : [chainId]
    for (const actual of seen) if (actual !== wanted) throw new WrongChainError({ expected: wanted, actual })
    if (options.attestationRoot !== undefined) refuseOnPublic(wanted)
    const { protocol = defaultProtocol } = options
    const contracts = options.contracts ?? getDeployment(protocol, chainId).contracts
    const chain = findChain(chainId) ?? customChain(chainId)
    const client = createClient({ account, chain, transport })
    const context = { protocol, contracts }
    return { client, context, limits: once(() => getLimits(client, context), url) }
  }

  return once(open, url)
}

/** Runs `work` for the first who asks, and keeps what it gave; a failure is not kept, so that the next one tries again. */
function once<result>(
  work: () => Promise<result>,
  url: string | undefined,
): (deadline?: Deadline) => Promise<result> {
  let known: Promise<result> | undefined
  const ask = () => {
    known ??= work().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return ({ signal, timeoutMs } = {}) => withDeadline(ask, { signal, timeoutMs, url })
}

/** Simulated evidence must never pass where people pay: whatever a program was configured with. */
function refuseOnPublic(chainId: number): void {
  const chain = findChain(chainId)
  if (chain === null || chain.id === zeroGDevnet.id) return
  throw new AttestationRootError(`${chain.name} is a public network: an attestationRoot has no place there.`)
}

async function readChainId(transport: Transport): Promise<number> {
  const client = createClient({ transport })
  try {
    return await getChainId(client)
  } catch (cause) {
    throw toNetworkError(cause)
  }
}

const customChain = (id: number): Chain =>
  defineChain({
    id,
    name: `Chain ${id}`,
    nativeCurrency: { name: '0G', symbol: '0G', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  })
