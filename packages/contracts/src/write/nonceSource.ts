/** What was sent under a nonce; `settle` is to be called once it is mined or given up. */
export type Numbered<result> = { result: result; settle: () => void }

type Line = { next: bigint | null; pending: number; tail: Promise<unknown> }

/** Weak, so that an account that nobody holds takes its line with it. */
const lines = new WeakMap<object, Map<string, Line>>()

/**
 * Runs `send` with the account's next transaction nonce, one at a time for each account value and chain.
 *
 * The node is asked for the nonce when nothing of ours is under way; while something is, the next one is counted here.
 * A `send` that throws gives its nonce back: the next one asks the node.
 */
export async function withNonce<result>(
  { account, chainId, readNonce }: { account: object; chainId: number; readNonce: () => Promise<bigint> },
  send: (nonce: bigint) => Promise<result>,
): Promise<Numbered<result>> {
  const line = lineOf(account, String(chainId))
  const turn = line.tail.then(async () => {
    const nonce = line.next ?? (await readNonce())
    try {
      const result = await send(nonce)
      line.next = nonce + 1n
      line.pending += 1
      return result
    } catch (error) {
      line.next = null
      throw error
    }
  })
  // The next in line waits for this turn, however it ends; a failure is this caller's to hear.
  line.tail = Promise.allSettled([turn])
  const result = await turn
  return { result, settle: () => settle(line) }
}

function settle(line: Line): void {
  line.pending -= 1
  if (line.pending === 0) line.next = null
}

function lineOf(account: object, chain: string): Line {
  const ofAccount = lines.get(account) ?? new Map<string, Line>()
  lines.set(account, ofAccount)
  const line = ofAccount.get(chain) ?? { next: null, pending: 0, tail: Promise.resolve() }
  ofAccount.set(chain, line)
  return line
}
