import type { SubAccount } from '@zg/contracts'
import { bytesToHex, memoryStore } from '@zg/core'
import { getPublicKey, packPoint, unpackPoint, unpackSignature, verifyPedersen } from '@zg/crypto'
import fc from 'fast-check'
import { type Address, getAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import {
  CredentialMissingError,
  createCredential,
  eddsaAuth,
  openCredential,
  packRequest,
  requestHash,
  StoredNonceError,
} from '../src/auth/eddsa/index.js'
import { takeNonce } from '../src/auth/eddsa/takeNonce.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const other = privateKeyToAccount(generatePrivateKey())
const provider = getAddress('0xf07240Efa67755B5311bc75784a061eDB47165Dd')
const contracts = { ledger: provider, inference: provider }

describe('the wire forms', () => {
  test.each([
    {
      trace: {
        nonce: 17325017303560040n,
        fee: 10n ** 20n,
        user: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
        provider: '0x1234567890123456789012345678901234567890',
      },
      bytes:
        '682f1bee028d3d00000010632d5ec76b0500000000000000cdabefcdabefcdabefcdabefcdabefcdabefcdab9078563412907856341290785634129078563412',
      hash: '0xaf7f19369e85438d8ed3ffada118dc50e491ab1d1851a3ac9121363b3867e52f',
    },
    {
      trace: { nonce: 1n, fee: 0n, user: '0xB3AD3a10d187cbc4ca3e8c3EDED62F8286F8e16E', provider },
      bytes: null,
      hash: '0x010de9e9af94e13914cd7c4ea8cd8bd86d3ea71f94475047e1a8d8dadd57ed19',
    },
  ] as const)('recorded vector, nonce $trace.nonce', ({ trace, bytes, hash }) => {
    if (bytes) expect(bytesToHex(packRequest(trace))).toBe(bytes)
    expect(requestHash(trace)).toBe(hash)
  })

  test('every field has its place', () => {
    const address = fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((bytes): Address => `0x${bytesToHex(bytes)}`)
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
        address,
        address,
        (nonce, fee, user, seller) => {
          const buffer = Buffer.from(packRequest({ nonce, fee, user, provider: seller }))
          expect(buffer).toHaveLength(64)
          expect(buffer.readBigUInt64LE(0)).toBe(nonce)
          expect(buffer.readBigUInt64LE(8) + (buffer.readBigUInt64LE(16) << 64n)).toBe(fee)
          expect(`0x${buffer.subarray(24, 44).reverse().toString('hex')}`).toBe(user)
          expect(`0x${buffer.subarray(44, 64).reverse().toString('hex')}`).toBe(seller)
        },
      ),
    )
  })
})

describe('nonces', () => {
  const parties = { chainId: 31337, contracts, user: account.address, provider }
  const take = (store = memoryStore(), now = 1_000, above = 0n, changed = {}) =>
    takeNonce(store, { parties: { ...parties, ...changed }, above, now: () => now })

  test('follow the clock, and never fall when it does', async () => {
    const store = memoryStore()
    expect(await take(store, 1_000)).toBe(10_000_040n)
    expect(await take(store, 1_000)).toBe(10_000_080n)
    expect(await take(store, 2_000)).toBe(20_000_040n)
    expect(await take(store, 500)).toBe(20_000_080n)
    expect(await take(store, 500, 30_000_000n)).toBe(30_000_040n)
    expect(await take(memoryStore(), 1_795_437_566_000)).toBe(17954375660000040n)
  })

  test('are distinct and rising however many are taken at once', async () => {
    const store = memoryStore()
    const taken = await Promise.all(Array.from({ length: 100 }, () => take(store)))
    // The first one finds nothing, and takes its nonce after all that had asked by then.
    const rising = Array.from({ length: 100 }, (_, i) => 10_000_040n + 40n * BigInt(i))
    expect(taken).toEqual([...rising.slice(-1), ...rising.slice(0, -1)])
  })

  test('are counted for each chain, contract, user and provider', async () => {
    const store = memoryStore()
    await take(store)
    for (const changed of [
      { chainId: 1 },
      { contracts: { ledger: provider, inference: account.address } },
      { user: other.address },
      { provider: other.address },
    ]) {
      expect(await take(store, 1_000, 0n, changed)).toBe(10_000_040n)
    }
    const lower = { user: account.address.toLowerCase() }
    expect(await take(store, 1_000, 0n, lower)).toBe(10_000_080n)
  })

  test('are not guessed from a store that holds something else', async () => {
    const store = memoryStore()
    const key = ['zg', '1', 31337, provider, account.address, provider, 'nonce'].join(':').toLowerCase()
    await store.set(key, 'abc')
    await expect(take(store)).rejects.toThrow(StoredNonceError)
    expect(await store.get(key)).toBe('abc')
  })
})

describe('eddsaAuth', () => {
  async function newShare(): Promise<SubAccount> {
    const credential = await createCredential(account)
    return {
      user: account.address,
      provider,
      balance: 1n,
      pendingRefund: 0n,
      refunds: [],
      nonce: 5n,
      acknowledged: true,
      signer: provider,
      tokens: null,
      credential,
    }
  }
  const authorize = (auth: ReturnType<typeof eddsaAuth>, subAccount: SubAccount, fee = 123n) =>
    auth.authorize({
      ...{ chainId: 31337, contracts, user: account.address, provider },
      look: async () => ({ fee, subAccount }),
    })

  test('makes the eight headers, exactly', async () => {
    const subAccount = await newShare()
    const headers = await authorize(eddsaAuth({ account, now: () => 1_000 }), subAccount)
    const trace = { nonce: 10_000_040n, fee: 123n, user: account.address, provider }
    expect(Object.keys(headers)).toEqual([
      'X-Phala-Signature-Type',
      'Address',
      'Fee',
      'Input-Fee',
      'Nonce',
      'Request-Hash',
      'Signature',
      'VLLM-Proxy',
    ])
    expect(headers).toMatchObject({
      'X-Phala-Signature-Type': 'StandaloneApi',
      Address: account.address,
      Fee: '123',
      'Input-Fee': '123',
      Nonce: '10000040',
      'Request-Hash': requestHash(trace),
      'VLLM-Proxy': 'true',
    })
    expect(headers.Signature).toMatch(/^\[\d{1,3}(,\d{1,3}){63}\]$/)
    const signature = unpackSignature(Uint8Array.from(JSON.parse(headers.Signature ?? '[]')))
    const key = unpackPoint(
      packPoint(
        getPublicKey(
          await openCredential(account, subAccount.credential ?? { publicKey: [0n, 0n], sealed: '' }),
        ),
      ),
    )
    expect(key && verifyPedersen(packRequest(trace), signature, key)).toBe(true)
    expect(key && verifyPedersen(packRequest({ ...trace, fee: 124n }), signature, key)).toBe(false)
  })

  test('asks the wallet once, however many requests there are', async () => {
    const subAccount = await newShare()
    let signatures = 0
    const counting = {
      address: account.address,
      signMessage: (options: Parameters<typeof account.signMessage>[0]) => {
        signatures += 1
        return account.signMessage(options)
      },
    }
    const auth = eddsaAuth({ account: counting })
    const sets = await Promise.all(Array.from({ length: 20 }, () => authorize(auth, subAccount)))
    expect(signatures).toBe(1)
    expect(new Set(sets.map((set) => set.Nonce)).size).toBe(20)
    expect(new Set(sets.map((set) => set['Request-Hash'])).size).toBe(20)
  })

  test('asks again after a failure, and for another key', async () => {
    const subAccount = await newShare()
    let refuse = true
    const auth = eddsaAuth({
      account: {
        address: account.address,
        signMessage: (options) =>
          refuse ? Promise.reject(new Error('rejected by the user')) : account.signMessage(options),
      },
    })
    await expect(authorize(auth, subAccount)).rejects.toThrow('rejected by the user')
    refuse = false
    expect(await authorize(auth, subAccount)).toHaveProperty('Nonce')
    expect(await authorize(auth, await newShare())).toHaveProperty('Nonce')
  })

  test('says when the account holds no key', async () => {
    const subAccount = { ...(await newShare()), credential: null }
    await expect(authorize(eddsaAuth({ account }), subAccount)).rejects.toThrow(CredentialMissingError)
  })

  test('stays above the nonce on chain', async () => {
    const subAccount = { ...(await newShare()), nonce: 10n ** 18n }
    expect((await authorize(eddsaAuth({ account, now: () => 1_000 }), subAccount)).Nonce).toBe(
      String(10n ** 18n + 40n),
    )
  })
})
