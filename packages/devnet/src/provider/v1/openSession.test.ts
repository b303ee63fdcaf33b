import { type Hex, keccak256, toBytes } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { noMemory } from './limits/createMemory.js'
import { openSession } from './openSession.js'
import type { Account } from './providerChain.js'

// Public knowledge: the first two of anvil's keys.
const alice = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const bob = privateKeyToAccount('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d')
const provider = '0xf07240Efa67755B5311bc75784a061eDB47165Dd'
const now = 1_760_000_000_000

const text = (change: object = {}) =>
  JSON.stringify({
    ...{ address: alice.address, provider, timestamp: now, expiresAt: now + 1_000 },
    ...{ nonce: 'n', generation: 2, tokenId: 255, ...change },
  })
const sign = (message: string, account = alice) =>
  account.signMessage({ message: { raw: keccak256(toBytes(message)) } })
const account = (change: Partial<Account> = {}): Account => ({
  ...{ user: alice.address, provider, nonce: 0n, balance: 0n, pendingRefund: 0n, refunds: [] },
  ...{ additionalInfo: '', acknowledged: false, validRefundsLength: 0n, generation: 2n, revokedBitmap: 0n },
  ...change,
})

const open = async (
  message: string,
  { signature, found = account() }: { signature?: string; found?: Account | null | Error } = {},
) => {
  const signed = signature ?? (await sign(message))
  const asked: string[] = []
  const findAccount = async (user: Hex) => {
    asked.push(user)
    if (found instanceof Error) throw found
    return found
  }
  const authorization = `Bearer app-sk-${Buffer.from(`${message}|${signed}`).toString('base64')}`
  const memory = noMemory({ findAccount, findService: async () => null })
  const parts = { chain: { address: provider }, memory, now: () => now } as const
  return { ...(await openSession(new Headers({ authorization }), parts)), asked }
}
const flip = (signature: string, v: string) => signature.slice(0, -2) + v

test('a token that holds says who asks', async () => {
  expect(await open(text())).toEqual({ user: alice.address, asked: [alice.address] })
  expect(await open(text({ tokenId: 3 }))).toMatchObject({ user: alice.address })
  // An address in another case is the same one.
  expect(await open(text({ address: alice.address.toLowerCase() }))).toMatchObject({ user: alice.address })
})

test('a token that the official client signed holds', async () => {
  // Its wallet is the first of anvil's, its provider this one.
  const message = `{"address":"${alice.address}","provider":"${provider}","timestamp":1760000000000,"expiresAt":1760086400000,"nonce":"00112233445566778899aabbccddeeff","generation":0,"tokenId":255}`
  const signature =
    '0xa8541b63200ffda09cfa84ffee2ffe4d0a0674b44814382d15e737254b96568b5d3340da986c2639a25fb0e7fe84f8965f8d2a09c574b992980823ee8b2dda0a1b'
  const found = account({ generation: 0n })
  expect(await open(message, { signature, found })).toMatchObject({ user: alice.address })
})

test('nobody without an account has revoked anything', async () => {
  expect(await open(text({ generation: 9 }), { found: null })).toMatchObject({ user: alice.address })
})

test('the id of ephemeral tokens can not be revoked', async () => {
  const found = account({ revokedBitmap: 2n ** 256n - 1n })
  expect(await open(text(), { found })).toMatchObject({ user: alice.address })
})

describe('refused, in the order of the network', () => {
  const bad = 'nonsense'
  test.each([
    [
      'generation 1',
      { generation: 1 },
      account(),
      bad,
      'session token has been revoked (generation expired)',
    ],
    ['generation 3', { generation: 3 }, account(), bad, 'invalid session token (future generation)'],
    ['bit 0', { tokenId: 0 }, account({ revokedBitmap: 1n }), bad, 'session token has been revoked'],
    [
      'bit 254',
      { tokenId: 254 },
      account({ revokedBitmap: 2n ** 254n }),
      bad,
      'session token has been revoked',
    ],
    ['no hex', {}, account(), bad, 'invalid signature format: not hex with 0x'],
    ['no 0x', {}, account(), 'ab'.repeat(65), 'invalid signature format: not hex with 0x'],
    ['half a byte', {}, account(), `0x${'a'.repeat(129)}`, 'invalid signature format: not hex with 0x'],
    ['a byte more', {}, account(), `0x${'ab'.repeat(66)}`, 'invalid signature length'],
    ['no signature', {}, account(), '0x', 'invalid signature length'],
    [
      'no point',
      {},
      account(),
      `0x${'ff'.repeat(64)}1b`,
      /^validate session: failed to recover public key from signature: \w+$/,
    ],
  ])('%s', async (_, change, found, signature, cause) => {
    const refusal = typeof cause === 'string' ? `validate session: ${cause}` : cause
    await expect(open(text(change), { found, signature })).rejects.toThrow(refusal)
  })

  test.each(['00', '01', '1a', '1d'])('recovery byte %s', async (v) => {
    const signature = flip(await sign(text()), v)
    await expect(open(text(), { signature })).rejects.toThrow(
      'validate session: failed to recover public key from signature: invalid signature recovery id',
    )
  })

  test('a bit beside does not count', async () => {
    const found = account({ revokedBitmap: 2n ** 4n + 2n ** 2n })
    expect(await open(text({ tokenId: 3 }), { found })).toMatchObject({ user: alice.address })
  })

  test('whoever else signed', async () => {
    const mismatch = 'validate session: signature verification failed: address mismatch'
    await expect(open(text(), { signature: await sign(text(), bob) })).rejects.toThrow(mismatch)
    await expect(open(text(), { signature: await sign(text({ nonce: 'm' })) })).rejects.toThrow(mismatch)
    await expect(open(text({ address: bob.address }))).rejects.toThrow(mismatch)
    await expect(open(text({ address: '' }))).rejects.toThrow(mismatch)
    // The text itself, instead of its hash's 32 bytes.
    const plain = await alice.signMessage({ message: text() })
    await expect(open(text(), { signature: plain })).rejects.toThrow(mismatch)
  })
})

test('a chain that does not answer is not a missing account', async () => {
  await expect(open(text(), { found: new TypeError('https://secret.example') })).rejects.toThrow(
    /^validate session: get account from contract: the chain does not answer \(TypeError\)$/,
  )
})
