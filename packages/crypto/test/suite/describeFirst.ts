import { describe, expect, test } from 'vitest'
import type { Engine } from '../../src/engine/engine.js'
import vectors from '../../vectors/engine.json' with { type: 'json' }
import { filled } from '../samples.js'
import { calls, run, type Vector } from '../vector.js'

/** Tables and memory come into being on first use: whatever is asked first has to find them. */
export function describeFirst(create: () => Engine | Promise<Engine>): void {
  describe('as the first call of a new engine', () => {
    test.each(calls)('%s', async (call) => {
      const recorded: readonly Vector[] = vectors.filter((vector) => vector.call === call)
      for (const vector of [recorded[0], recorded.at(-1)])
        expect(vector && run(await create(), vector)).toEqual(vector?.result)
    })

    test('a prepared signer, its template, and a prepared verifier', async () => {
      const [key, message] = [filled(32), filled(64)]
      const signer = (await create()).prepareSigner(key)
      const signature = (await create()).sign('pedersen', key, message)
      expect(signer.sign('pedersen', message)).toEqual(signature)
      const sign = (await create()).prepareSigner(key).signTemplate(message, [{ start: 0, end: 8 }])
      expect(sign(message)).toEqual(signature)
      const verifier = (await create()).prepareVerifier(signer.publicKey)
      expect(verifier.verify('pedersen', signature, message)).toBe(true)
    })
  })
}
