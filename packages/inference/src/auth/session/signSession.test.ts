import { type Hex, hashMessage, recoverMessageAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { sessionVector as vector } from '../../../test/sessionVector.js'
import { encodeSession } from './encodeSession.js'
import { sessionDigest } from './session.js'
import { signSession } from './signSession.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const { session, signature } = vector

describe('signing', () => {
  const by = (sign: (raw: Hex) => Promise<Hex> | Hex) => ({
    signMessage: async ({ message }: { message: string | { raw: Hex } }) => {
      if (typeof message === 'string') throw new Error('a text was to be signed')
      return sign(message.raw)
    },
  })

  test('a v of 0 and 1 becomes 27 and 28', async () => {
    for (const [i, nonce] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      const each = { ...session, nonce, timestamp: session.timestamp + i }
      const signed = await account.signMessage({ message: { raw: sessionDigest(each) } })
      const low: Hex = `0x${signed.slice(2, -2)}${signed.endsWith('1b') ? '00' : '01'}`
      const token = await signSession(
        by(() => low),
        each,
      )
      expect(token).toBe(encodeSession({ session: each, signature: signed }))
      expect(await recoverMessageAddress({ message: { raw: sessionDigest(each) }, signature: signed })).toBe(
        account.address,
      )
    }
  })

  test('is over the digest’s bytes, not its text', async () => {
    const seen: Hex[] = []
    const sign = (raw: Hex) => {
      seen.push(raw)
      return account.signMessage({ message: { raw } })
    }
    await signSession(by(sign), session)
    expect(seen).toEqual([vector.digest])
    expect(hashMessage({ raw: vector.digest })).not.toBe(hashMessage(vector.digest))
  })

  const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
  test.each([
    ['another key’s', (raw: Hex) => other.signMessage({ message: { raw } }), `it is by ${other.address}`],
    ['a smart account’s', async (): Promise<Hex> => `0x${'ab'.repeat(130)}`, 'it has not 65 bytes'],
    ['none', async (): Promise<Hex> => '0x', 'it has not 65 bytes'],
    ['zeros', async (): Promise<Hex> => `0x${'00'.repeat(65)}`, 'it is malformed'],
    ['with a v of 29', async (): Promise<Hex> => `${signature.slice(0, -2) as Hex}1d`, 'it is malformed'],
  ] as const)('%s is refused', async (_, sign, reason) => {
    const error = await signSession(by(sign), session).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'SessionSignatureError',
      user: session.address,
      shortMessage: `The wallet's signature can't open a session for ${session.address}: ${reason}.`,
    })
  })

  test('a wallet that refuses is heard', async () => {
    await expect(
      signSession(
        by(() => Promise.reject(new Error('rejected by the user'))),
        session,
      ),
    ).rejects.toThrow('rejected by the user')
  })
})
