import { type Address, type Client, encodeFunctionData } from 'viem'
import { bindCall } from '../bindCall.js'
import type { Contracts, Read } from '../calls.js'
import type { Protocol } from '../protocol.js'
import { askChain, type Probe } from './askChain.js'
import { readAnswer, type SettledReads } from './readAnswer.js'

/** `askChain` with reads for questions, and their results for answers. */
export async function askReads<const reads extends readonly Read<unknown>[]>(
  client: Client,
  {
    reads,
    contracts,
    protocol,
    account,
    contract = contracts.ledger,
  }: { reads: reads; contracts: Contracts; protocol: Protocol; account: Address; contract?: Address },
): Promise<{ probe: Probe; settled: SettledReads<reads> }> {
  const asked = reads.map((read) => ({ read, bound: bindCall(read, contracts) }))
  const questions = asked.map(({ bound: { abi, address, args, functionName } }) => ({
    to: address,
    data: encodeFunctionData({ abi, functionName, args }),
  }))
  const probe = await askChain(client, { contract, account, questions })
  const settled = asked.map((each, i) => {
    const answer = probe.answers[i]
    if (!answer) throw new Error('unreachable: every question has an answer')
    return readAnswer(answer, { ...each, protocol })
  })
  // One result for each read, in order: what the mapped type says.
  return { probe, settled: settled as SettledReads<reads> }
}
