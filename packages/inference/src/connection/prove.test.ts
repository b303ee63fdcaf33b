import { v1 } from '@zg/contracts'
import { utf8ToBytes } from '@zg/core'
import { sha256 } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import type { Exchange } from './exchange.js'
import { prove } from './prove.js'

const { address, signMessage } = privateKeyToAccount(generatePrivateKey())
const hash = (text: string) => sha256(utf8ToBytes(text)).slice(2)
const [request, response] = [hash('{"messages":[]}'), hash('{"id":"1"}')]
const service = { ...createService(), signer: address, signerAcknowledged: true }
const details = { ...service.details, isTargetSeparated: true, targetSigner: address }

const exchange: Exchange = {
  ...{ provider: address, startedAt: 0, endedAt: 0, path: '/v1/proxy/chat/completions', key: 'k' },
  ...{ completionId: null, encoding: null, requestHash: request, responseHash: response },
  ...{ state: 'complete', imageHashes: null, imageUrls: [], usage: null, fee: null, proof: null },
  ended: Promise.resolve(),
}
/** What is said of an answer whose signer signed this text. */
const proofOf = async (text: string, of = service) => {
  const signature = await signMessage({ message: text })
  const { report } = await prove(exchange, {
    ...{ protocol: v1, verifier: undefined, isRequired: false, isShared: () => false },
    read: async () => ({ service: of, account: null }),
    fetch: async () => Response.json({ text, signature }),
  })
  return report
}
const reasonOf = ({ checks }: Awaited<ReturnType<typeof proofOf>>, wanted: string) =>
  checks.find(({ name }) => name === wanted)?.reason

describe('an answer of a connection', () => {
  test('of a model’s own server has a weak hash of its question while the broker is not proven', async () => {
    const own = await proofOf(`${request}:${response}`)
    expect([own.verdict, reasonOf(own, 'response.request.hash')]).toEqual(['verified', undefined])
    const separated = await proofOf(`${request}:${response}`, { ...service, details })
    expect([separated.verdict, reasonOf(separated, 'response.request.hash')]).toEqual([
      'verified',
      expect.stringMatching(/^weak/),
    ])
  })

  test('whose signer names the model is by that model, and no other', async () => {
    expect((await proofOf(`${service.model}:${request}:${response}`)).verdict).toBe('verified')
    const other = await proofOf(`another:${request}:${response}`)
    expect([other.verdict, reasonOf(other, 'response.text.format')]).toEqual([
      'failed',
      `the signed text is of the model another, expected is ${service.model}`,
    ])
  })
})
