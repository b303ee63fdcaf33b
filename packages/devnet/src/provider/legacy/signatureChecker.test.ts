import { hexToBytes, toBytes } from 'viem'
import { afterAll, describe, expect, test } from 'vitest'
import { createSignatureChecker } from './signatureChecker.js'

/** A recorded request: the network's own example. */
const recorded = {
  message: hexToBytes(
    '0x682f1bee028d3d00000010632d5ec76b0500000000000000cdabefcdabefcdabefcdabefcdabefcdabefcdab9078563412907856341290785634129078563412',
  ),
  signature: hexToBytes(
    '0xf7d5216102e99e2d595788fd73c50c5b6c01d2c26c0839f42f5e3f7a33aeffad6f31bc1e2e884e03c660191a0a7db546af17f35cf4b0ad8bb8248ea626bf1603',
  ),
  publicKey: hexToBytes('0x0d3f28168da3c87a44d48bda21c45803e78ebe837cd34c716b6d90fd80e9070c'),
}
const changed = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1)
/** R8 = the base point and S = 1: anybody's signature for a key of low order, whatever the message. */
const baseY = 16950150798460657717958625567821834550301663161624707787222815936182638968203n
const forged = new Uint8Array([...toBytes(baseY, { size: 32 }).reverse(), 1, ...Array(31).fill(0)])

describe('a signature', () => {
  const checker = createSignatureChecker()
  afterAll(() => checker.stop())

  test('of a recorded request is valid, and many at once are told apart', async () => {
    const questions = [
      recorded,
      { ...recorded, message: changed(recorded.message, 0) },
      { ...recorded, signature: changed(recorded.signature, 40) },
      { ...recorded, signature: changed(recorded.signature, 0) },
      { ...recorded, publicKey: changed(recorded.publicKey, 31) },
      { ...recorded, signature: recorded.signature.slice(0, 63) },
      { ...recorded, publicKey: new Uint8Array(0) },
      recorded,
    ]
    const answers = await Promise.all(questions.map(checker.check))
    expect(answers).toEqual([true, false, false, false, false, false, false, true])
  })

  test('for the zeros of an account without a key is not valid, whoever made it', async () => {
    const publicKey = new Uint8Array(32)
    for (const signature of [forged, recorded.signature])
      expect(await checker.check({ ...recorded, signature, publicKey })).toBe(false)
  })
})

test('stopping ends what is asked, and before a first question nothing', async () => {
  const checker = createSignatureChecker()
  await checker.stop()
  const question = checker.check(recorded)
  const ended = expect(question).rejects.toThrow('the worker that checks signatures ended')
  await checker.stop()
  await ended
})
