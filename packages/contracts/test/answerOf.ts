import { type Abi, decodeFunctionResult, encodeFunctionResult, type Hex } from 'viem'
import type { Read } from '../src/calls.js'

/** What the chain would answer, in bytes and back, as the codec gets it. */
export function answerOf<result>(read: Read<result>, value: unknown): result {
  const { abi, functionName } = read
  const outputs: Abi = abi
  const data: Hex = encodeFunctionResult({ abi: outputs, functionName, result: value })
  return read.decode(decodeFunctionResult({ abi: outputs, functionName, data }))
}
