import { type Abi, decodeErrorResult, type Hex, isHex, size } from 'viem'
import type { Protocol, Revert } from '../protocol.js'

/**
 * The revert in what an RPC call threw; null when it isn't one.
 *
 * Nodes differ: most give the bytes as `data` (or `data.data`) under code 3, -32000, -32015 or -32603, some only a text. The
 * errors of both contracts are tried, because a revert of the one can come through the other.
 */
export function toRevert(error: unknown, call: Revert['call'], protocol: Protocol): Revert | null {
  const { data, message } = findRevert(error) ?? {}
  if (message === undefined) return null
  const { errorName, args } = read(data, message, errorsOf(protocol))
  const reason = errorName === 'Error' ? JSON.stringify(args[0]) : `${errorName}(${args.join(', ')})`
  // What viem threw repeats the endpoint's URL, which may carry a key: only what the chain said is kept.
  const cause = new Error(`${call.functionName} reverted with ${errorName === '' ? 'no reason' : reason}`)
  return { call, errorName, args, data, cause }
}

const errorsOf = ({ ledger, inference }: Protocol): Abi => [...ledger.abi, ...inference.abi]

/** The revert of a call that is known to have reverted with these bytes. */
export function revertOf(data: Hex, call: Revert['call'], protocol: Protocol): Revert {
  const { errorName, args } = read(data, '', errorsOf(protocol))
  return { call, errorName, args, data, cause: undefined }
}

function read(data: Hex | undefined, message: string, abi: Abi): Pick<Revert, 'errorName' | 'args'> {
  if (data !== undefined && size(data) >= 4) return decode(data, abi)
  const text = /execution reverted: (.+)/.exec(message)?.[1]
  return text === undefined ? { errorName: '', args: [] } : { errorName: 'Error', args: [text] }
}

function decode(data: Hex, abi: Abi): Pick<Revert, 'errorName' | 'args'> {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi, data })
    return { errorName, args }
  } catch {
    return { errorName: data.slice(0, 10), args: [] } // Somebody else's error: its selector is all there is to say.
  }
}

function findRevert(error: unknown): { data: Hex | undefined; message: string } | null {
  const chain = causesOf(error)
  for (const each of chain) {
    const message = wordsOf(each)
    const data = dataOf(each)
    // A transaction hash or an empty answer can stand in `data` too: without the code or the words it is no revert.
    const saysSo = ('code' in each && each.code === 3) || /revert/i.test(message)
    if (saysSo && ('code' in each || data !== undefined)) return { data, message }
  }
  return null
}

function dataOf(error: object): Hex | undefined {
  if (!('data' in error)) return undefined
  const { data } = error
  if (isHex(data)) return data
  return typeof data === 'object' && data !== null && 'data' in data && isHex(data.data)
    ? data.data
    : undefined
}

function wordsOf(error: object): string {
  if ('details' in error && typeof error.details === 'string') return error.details
  return 'message' in error && typeof error.message === 'string' ? error.message : ''
}

/** The error, its causes and what stands in their `data` (wallets wrap so), the innermost first: it holds the node's words. */
function causesOf(error: unknown): readonly object[] {
  const chain: object[] = []
  let next: unknown = error
  while (typeof next === 'object' && next !== null && !chain.includes(next)) {
    chain.unshift(next)
    if ('data' in next && typeof next.data === 'object' && next.data !== null) chain.unshift(next.data)
    next = 'cause' in next ? next.cause : undefined
  }
  return chain
}
