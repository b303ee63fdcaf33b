import assert from 'node:assert/strict'
import type { Address } from 'viem'
import { type createSteps, quietly } from '../steps.js'
import { ask, assertToken, readAnswer } from './askProvider.js'
import { awaitRefusal } from './awaitRefusal.js'
import type { Reader } from './createReader.js'
import type { OfficialBroker } from './officialBroker.js'

type Headers = Record<string, string>
type Parts = {
  step: ReturnType<typeof createSteps>['step']
  inference: OfficialBroker['inference']
  reader: Reader
  service: { endpoint: string; model: string }
  user: Address
  provider: Address
  headers: Headers
}

/** Makes an API key, pays with it, revokes it, and then everything. */
export async function useKeys({
  step,
  inference,
  reader,
  service,
  user,
  provider,
  headers,
}: Parts): Promise<void> {
  const key = await step('create an API key', () =>
    quietly(() => inference.requestProcessor.createApiKey(provider, { expiresIn: 0 })),
  )
  const { tokenId, expiresAt } = await assertToken(key.rawToken, { user, provider })
  assert.deepEqual([tokenId, expiresAt], [0, 0])
  const authorization = { Authorization: `Bearer ${key.rawToken}` }
  await step('chat with the API key', async () => readAnswer(await ask(service, authorization)))

  await step('revoke the API key', () => quietly(() => inference.revokeApiKey(provider, key.tokenId)))
  assert.equal(await reader.revoked(user, provider, key.tokenId), true)
  await step('the provider refuses it', () =>
    awaitRefusal(() => ask(service, authorization), /session token has been revoked/),
  )
  await readAnswer(await ask(service, headers))

  await step('revoke everything', () => quietly(() => inference.revokeAllTokens(provider)))
  assert.equal((await reader.account(user, provider))?.generation, 1n)
  await step('the provider refuses the old headers', () =>
    awaitRefusal(() => ask(service, headers), /generation expired/),
  )
  await step('new headers pay', async () => {
    const fresh = await quietly(() => inference.getRequestHeaders(provider))
    await readAnswer(await ask(service, fresh))
  })
}
