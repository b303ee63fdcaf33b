import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { afterEach, describe, expect, test } from 'vitest'
import { handleRefusal, revokeAllTokens, sendAuthorized, sessionAuth } from '../src/index.js'
import { sessionRequests } from './sessionRequests.js'
import { createV1User, type V1User } from './v1User.js'

const protocol = v1
const local = useDevnet({ protocol: 'v1', providers: 1 })
afterEach(() => local.provider.setFault(null))

const provider = () => local.provider.address
const { headersFor, ask } = sessionRequests(local)

describe('a session that the provider refuses', () => {
  const send = (headers: Record<string, string>) => ask(headers)
  const revoke = (user: V1User) => revokeAllTokens(user.client, { protocol, provider: provider() })

  test('is dropped, and the next one is taken', async () => {
    const user = await createV1User(local)
    const headers = await headersFor(user)
    await revoke(user)
    const options = { protocol, provider: provider(), auth: user.auth }
    await expect
      .poll(async () => (await ask(headers)).body, { timeout: 10_000 })
      .toContain('session token has been revoked')
    const { error, retry } = await handleRefusal(user.client, {
      ...options,
      headers,
      ...(await ask(headers)),
    })
    expect(retry).toBe('again')
    expect(error).toMatchObject({ name: 'SessionRefusedError', status: 400 })
    const next = await headersFor(user)
    expect(next).not.toEqual(headers)
    expect(await ask(next)).toMatchObject({ status: 200 })
  })

  test('is replaced within the call by sendAuthorized', async () => {
    const user = await createV1User(local)
    const options = { protocol, provider: provider(), auth: user.auth, send, timeoutMs: 20_000, pauseMs: 100 }
    expect(await sendAuthorized(user.client, options)).toMatchObject({ status: 200 })
    await revoke(user)
    await expect
      .poll(
        async () => {
          await sendAuthorized(user.client, options)
          return user.counts.signatures
        },
        { timeout: 10_000 },
      )
      .toBe(2)
  })

  test('because all were revoked a moment ago is waited for: revokeAllTokens makes the auth forget the old one', async () => {
    const user = await createV1User(local)
    const options = { protocol, provider: provider(), auth: user.auth, send, timeoutMs: 20_000, pauseMs: 100 }
    await sendAuthorized(user.client, options)
    const receipt = await revokeAllTokens(user.client, { protocol, provider: provider(), auth: user.auth })
    expect(receipt.events).toMatchObject([{ eventName: 'AllTokensRevoked', args: { newGeneration: 1n } }])
    // Whether the provider knows already or says "future generation" first, the call ends well.
    expect(await sendAuthorized(user.client, options)).toMatchObject({ status: 200 })
    expect(user.counts.signatures).toBe(2)
  })

  test('by a provider that doesn’t know the generation yet is a typed error with the wait', async () => {
    const user = await createV1User(local)
    const call = v1.inference.getAccount(user.user, provider())
    const ahead = {
      ...protocol,
      inference: {
        ...v1.inference,
        getAccount: () => ({
          ...call,
          decode: (raw: unknown) => ({ ...call.decode(raw), tokens: { generation: 9n, revoked: 0n } }),
        }),
      },
    }
    const options = { protocol: ahead, provider: provider(), auth: user.auth, send }
    await expect(sendAuthorized(user.client, options)).rejects.toMatchObject({
      name: 'SessionNotYetKnownError',
      waitMs: 600_000,
      text: 'invalid session token (future generation)',
    })
  })

  test('because it is over is replaced', async () => {
    const user = await createV1User(local)
    const past = sessionAuth({ account: user.signer, now: () => Date.now() - 2 * 86_400_000 })
    const headers = await headersFor({ ...user, auth: past })
    const refused = await ask(headers)
    expect(refused.body).toContain('session token expired')
    const options = { protocol, provider: provider(), auth: past }
    expect(await handleRefusal(user.client, { ...options, headers, ...refused })).toMatchObject({
      retry: 'again',
      error: { name: 'SessionRefusedError' },
    })
  })
})
