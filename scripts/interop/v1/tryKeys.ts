import assert from 'node:assert/strict'
import type { Broker } from '@zg/sdk'
import type { Address } from 'viem'
import type { createSteps } from '../steps.js'
import { ask, assertToken, readAnswer } from './askProvider.js'
import { awaitRefusal } from './awaitRefusal.js'
import type { Reader } from './createReader.js'

type Parts = {
  step: ReturnType<typeof createSteps>['step']
  inference: Broker['inference']
  reader: Reader
  service: { endpoint: string; model: string }
  user: Address
  provider: Address
  headers: Record<string, string>
}

/** API keys of our client: made, paid with, revoked one by one and all together, and a revoked id not given again. */
export async function tryKeys({
  step,
  inference,
  reader,
  service,
  user,
  provider,
  headers,
}: Parts): Promise<void> {
  const key = await step('create an API key', () => inference.createApiKey(provider, { label: 'interop' }))
  const token = await assertToken(key.secret, { user, provider })
  assert.deepEqual([token.tokenId, token.expiresAt], [key.id, 0])
  const authorization = { authorization: `Bearer ${key.secret}` }
  await step('chat with the API key', async () => readAnswer(await ask(service, authorization)))
  await step('list API keys', async () => {
    const keys = await inference.listApiKeys(provider)
    assert.deepEqual(
      keys.map(({ id, label }) => [id, label]),
      [[key.id, 'interop']],
    )
  })
  await step('revoke the API key', () => inference.revokeApiKey(provider, key.id))
  assert.equal(await reader.revoked(user, provider, key.id), true)
  await step('the provider refuses it', () =>
    awaitRefusal(() => ask(service, authorization), /session token has been revoked/),
  )
  await step('another key gets another id', async () => {
    const other = await inference.createApiKey(provider)
    assert.notEqual(other.id, key.id)
    await readAnswer(await ask(service, { authorization: `Bearer ${other.secret}` }))
  })
  await step('revoke everything', () => inference.revokeAllTokens(provider))
  assert.equal((await reader.account(user, provider))?.generation, 1n)
  await step('the provider refuses the old headers', () =>
    awaitRefusal(() => ask(service, headers), /generation expired/),
  )
  await step('new headers pay', async () =>
    readAnswer(await ask(service, await inference.getRequestHeaders(provider))),
  )
}
