import {
  type Address,
  type Client,
  concatHex,
  decodeAbiParameters,
  type Hex,
  hexToBigInt,
  hexToNumber,
  numberToHex,
  size,
  slice,
} from 'viem'
import { ReadTooLargeError } from '../errors/readTooLarge.js'

/** A view call in bytes. */
export type Question = { to: Address; data: Hex }
/** What a view call gave: its result, or the bytes that it reverted with. */
export type Answer = { success: boolean; data: Hex }

/** What a write must know of the chain before anything else, and the answers to what else was asked. */
export type Probe = { chainId: number; hasCode: boolean; balance: bigint; answers: readonly Answer[] }

const word = 32
/** What a node takes for the code of a contract to be, and for code that makes one (EIP-170 and EIP-3860). */
const longestAnswer = 0x6000
const longestQuestion = 2 * longestAnswer

/**
 * Asks for the chain's id, whether `contract` has code, the balance of `account`, and any number of view calls: all in one
 * `eth_call` and so of one block, because each question would cost a round trip. This network has no Multicall contract.
 *
 * The answers count as the code of a contract to be: 24,576 bytes at most, all together. Throws `ReadTooLargeError` for more, and for
 * questions of more than 49,152 bytes.
 */
export async function askChain(
  client: Client,
  { contract, account, questions }: { contract: Address; account: Address; questions: readonly Question[] },
): Promise<Probe> {
  const data = program(contract, account, questions)
  if (size(data) > longestQuestion) {
    throw new ReadTooLargeError({ what: 'questions', bytes: size(data), maximum: longestQuestion })
  }
  const answer = await client.request({ method: 'eth_call', params: [{ data }, 'latest'] })
  if (size(answer) === word) {
    throw new ReadTooLargeError({ what: 'answers', bytes: hexToNumber(answer), maximum: longestAnswer })
  }
  const words = decodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }, { type: 'uint256' }], answer)
  const [chainId, codeSize, balance] = words
  const answers = readAnswers(answer, questions.length)
  return { chainId: Number(chainId), hasCode: codeSize > 0n, balance, answers }
}

/** Code that no contract holds: the call has no receiver, so the node runs the bytes themselves. */
function program(contract: Address, account: Address, questions: readonly Question[]): Hex {
  const head: Hex[] = [
    '0x46600052', // CHAINID, PUSH1 0, MSTORE
    '0x73', // PUSH20
    contract,
    '0x3b602052', // EXTCODESIZE, PUSH1 32, MSTORE
    '0x73',
    account,
    '0x31604052', // BALANCE, PUSH1 64, MSTORE
    '0x6060', // PUSH1 96: where the answers go on; stays on the stack
  ]
  const blank = questions.map(() => askOne({ to: contract, data: '0x' }, 0))
  let offset = size(concatHex([...head, ...blank, tail]))
  const calls = questions.map((question) => {
    const code = askOne(question, offset)
    offset += size(question.data)
    return code
  })
  return concatHex([...head, ...calls, tail, ...questions.map(({ data }) => data)])
}

/** Gives everything back that lies before the place on the stack; or, where that is too much for any node, its size alone. */
const tail = concatHex([
  '0x80',
  push2(longestAnswer),
  '0x10', // DUP1, PUSH2, LT: whether it is too much
  '0x818052', // DUP2, DUP1, MSTORE: the size, behind the answers
  '0x602082038102', // PUSH1 32, DUP3, SUB, DUP2, MUL: what is too much
  '0x8203', // DUP3, SUB: how much to give back
  '0x9102f3', // SWAP2, MUL, RETURN: from the start, or from the size on
])

/** Copies the call's bytes from `offset` of this code, makes the call, and appends success, length and bytes of the answer. */
const askOne = ({ to, data }: Question, offset: number): Hex =>
  concatHex([
    push2(size(data)),
    push2(offset),
    '0x8239', // DUP3, CODECOPY
    '0x60006000', // PUSH1 0 twice: the answer isn't copied by the call itself
    push2(size(data)),
    '0x8373', // DUP4, PUSH20
    to,
    '0x5afa', // GAS, STATICCALL
    '0x8152', // DUP2, MSTORE: success
    '0x3d8160200152', // RETURNDATASIZE, DUP2, PUSH1 32, ADD, MSTORE
    '0x3d6000826040013e', // RETURNDATASIZE, PUSH1 0, DUP3, PUSH1 64, ADD, RETURNDATACOPY
    '0x3d01604001', // RETURNDATASIZE, ADD, PUSH1 64, ADD: the next place
  ])

function push2(value: number): Hex {
  return concatHex(['0x61', numberToHex(value, { size: 2 })])
}

function readAnswers(bytes: Hex, count: number): readonly Answer[] {
  const answers: Answer[] = []
  let at = 3 * word
  for (let i = 0; i < count; i += 1) {
    const success = hexToBigInt(slice(bytes, at, at + word)) === 1n
    const length = Number(hexToBigInt(slice(bytes, at + word, at + 2 * word)))
    at += 2 * word
    answers.push({ success, data: length === 0 ? '0x' : slice(bytes, at, at + length) })
    at += length
  }
  return answers
}
