import { type Hex, type PublicClient, parseEther } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, owner, startChain, zero } from '../../test/chain.js'
import { ReadTooLargeError } from '../errors/readTooLarge.js'
import { askChain, type Question } from './askChain.js'

let chain: Chain
beforeAll(async () => {
  chain = await startChain()
})
afterAll(() => chain.stop())

/** The contract that every chain has and that gives its input back. */
const echo = '0x0000000000000000000000000000000000000004'
const account = '0x00000000000000000000000000000000000000a1'
/** Code that reverts with two bytes, and code that gives back who calls it. */
const refuse = '0x00000000000000000000000000000000000000b2'
const caller = '0x00000000000000000000000000000000000000c3'

beforeAll(async () => {
  await chain.testClient.setCode({ address: refuse, bytecode: '0x61abcd6000526002601efd' })
  await chain.testClient.setCode({ address: caller, bytecode: '0x3360005260206000f3' })
})

const ask = (questions: readonly Question[], over: Partial<Parameters<typeof askChain>[1]> = {}) =>
  askChain(chain.publicClient, { contract: caller, account, questions, ...over })
const bytes = (length: number, byte = 'ab'): Hex => `0x${byte.repeat(length)}`
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('what a write must know', () => {
  test('the chain’s id, whether there is code, and the balance', async () => {
    expect(await ask([])).toEqual({ chainId: 31_337, hasCode: true, balance: 0n, answers: [] })
    const other = await ask([], { contract: account, account: owner.address })
    expect(other).toEqual({ chainId: 31_337, hasCode: false, balance: parseEther('10000'), answers: [] })
  })
})

describe('answers', () => {
  test.each([0, 1, 31, 32, 33, 64, 1_000])('of %d bytes come back whole', async (length) => {
    const questions = [
      { to: echo, data: bytes(length, '01') },
      { to: echo, data: bytes(length + 1, '02') },
    ] as const
    expect((await ask(questions)).answers).toEqual(questions.map(({ data }) => ({ success: true, data })))
  })

  test('are each for itself: a revert leaves the others', async () => {
    const { answers } = await ask([
      { to: refuse, data: '0x12345678' },
      { to: echo, data: '0x77' },
      { to: account, data: '0x77' },
      { to: caller, data: '0x' },
    ])
    expect(answers.slice(0, 3)).toEqual([
      { success: false, data: '0xabcd' },
      { success: true, data: '0x77' },
      // Without code there is no answer, and no refusal.
      { success: true, data: '0x' },
    ])
    expect(answers[3]?.data).toHaveLength(66)
  })

  test('of many questions keep their order', async () => {
    const questions = Array.from({ length: 100 }, (_, i) => ({ to: echo, data: bytes(i, 'cd') }) as const)
    const { answers } = await ask(questions)
    expect(answers.map(({ data }) => data)).toEqual(questions.map(({ data }) => data))
  })
})

describe('what a node carries', () => {
  // Three words of the chain, and two before each answer.
  const most = 24_576 - 3 * 32 - 2 * 32

  test('is taken to the last byte, and one more is said with its number', async () => {
    const { answers } = await ask([{ to: echo, data: bytes(most) }])
    expect(answers).toEqual([{ success: true, data: bytes(most) }])
    for (const over of [1, 20_000]) {
      const error = await failureOf(ask([{ to: echo, data: bytes(most + over) }]))
      expect(error).toBeInstanceOf(ReadTooLargeError)
      expect(error).toMatchObject({ bytes: 24_576 + over, maximum: 24_576 })
      expect(String(error)).toContain(
        `The answers of these reads have ${24_576 + over} bytes, and one call carries 24576.`,
      )
    }
  })

  test('of questions is said before anything is asked', async () => {
    const questions = Array.from({ length: 3 }, () => ({ to: refuse, data: bytes(16_400) }) as const)
    const silent = { request: () => Promise.reject(new Error('asked')) } as unknown as PublicClient
    const error = await failureOf(askChain(silent, { contract: zero, account, questions }))
    expect(error).toMatchObject({ name: 'ReadTooLargeError', maximum: 49_152 })
    expect(String(error)).toContain('The questions of these reads have')
    const { answers } = await ask(questions.map(({ to }) => ({ to, data: bytes(16_200) })))
    expect(answers.map(({ data }) => data)).toEqual(['0xabcd', '0xabcd', '0xabcd'])
  })
})
