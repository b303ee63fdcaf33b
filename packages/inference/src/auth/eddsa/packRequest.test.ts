import { bytesToHex, hexToBytes } from '@zg/core'
import { getPublicKey, packPoint, packSignature, signPedersen } from '@zg/crypto'
import type { Address } from 'viem'
import { expect, test } from 'vitest'
import { fromHalves, toHalves } from './halves.js'
import { packRequest, requestHash } from './packRequest.js'

const reversed = (hex: string): Address => `0x${bytesToHex(hexToBytes(hex).reverse())}`

/** Recorded from the network's own clients, its contracts' tests, and circomlibjs. */
const vectors = [
  {
    of: 'the clients',
    key: '004cd81f851cc170f5866c33ef3845f3760815aa4ea9b2cf9185c7d6b3672e2a',
    publicKey: '0d3f28168da3c87a44d48bda21c45803e78ebe837cd34c716b6d90fd80e9070c',
    trace: {
      nonce: 17325017303560040n,
      fee: 100_000_000_000_000_000_000n,
      user: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
      provider: '0x1234567890123456789012345678901234567890',
    },
    message:
      '682f1bee028d3d00000010632d5ec76b0500000000000000cdabefcdabefcdabefcdabefcdabefcdabefcdab9078563412907856341290785634129078563412',
    signature:
      'f7d5216102e99e2d595788fd73c50c5b6c01d2c26c0839f42f5e3f7a33aeffad6f31bc1e2e884e03c660191a0a7db546af17f35cf4b0ad8bb8248ea626bf1603',
    hash: '0xaf7f19369e85438d8ed3ffada118dc50e491ab1d1851a3ac9121363b3867e52f',
  },
  {
    of: 'the contracts',
    key: '803f9bf2454f8b698ab7f674a0bf3640e1f65a021d6f6d88e89cdf9f16c4e624',
    publicKey: '772498e5b17e1b8a6f51dec34126903b330feee070a2132117be11a5f73cc69a',
    trace: {
      nonce: 0x3d8e0923d19e61n,
      fee: 10n,
      user: reversed('6622b9ffcf797282b86acef4f688ad1ae5d69ff3'),
      provider: reversed('bc9342fa123de099d25d582bfa00a9b6ddcd443c'),
    },
    message:
      '619ed123098e3d000a0000000000000000000000000000006622b9ffcf797282b86acef4f688ad1ae5d69ff3bc9342fa123de099d25d582bfa00a9b6ddcd443c',
    signature:
      '40b76869812e627cf5507e81f6eb7f108bfe66577e5a76fea98cb1b72b4f0b24dbed6337acac084ca7d8b1e3097aea4f42200ba274133bd6a62edd01bf0fc303',
    hash: '0xc28fc85bf51ca0ec62628b24ae1f0e7595ebec7446fbc8d3ec6a6df714115ea5',
  },
  {
    of: 'circomlibjs',
    key: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    publicKey: '56ca90f80d7c374ae7485e9bcc47d4ac399460948da6aeeb899311097925a72c',
    trace: {
      nonce: 1n,
      fee: 0n,
      user: '0xB3AD3a10d187cbc4ca3e8c3EDED62F8286F8e16E',
      provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
    },
    message:
      '0100000000000000000000000000000000000000000000006ee1f886822fd6de3e8c3ecac4cb87d1103aadb3dd6571b4ed61a08457c71b31b55577a6ef4072f0',
    signature:
      '30064a9b3b99b4a9136c21c5f49de4552bb91024419338f30c887c14835ebca06f9714d2fc284bc2311a41c5a86367aab62b59aea167545bdee16c2e07acb104',
    hash: '0x010de9e9af94e13914cd7c4ea8cd8bd86d3ea71f94475047e1a8d8dadd57ed19',
  },
] as const

test.each(vectors)('a request as $of write it', ({ key, publicKey, trace, message, signature, hash }) => {
  const privateKey = hexToBytes(key)
  expect(bytesToHex(packPoint(getPublicKey(privateKey)))).toBe(publicKey)
  expect(bytesToHex(packRequest(trace))).toBe(message)
  expect(bytesToHex(packSignature(signPedersen(privateKey, packRequest(trace))))).toBe(signature)
  expect(requestHash(trace)).toBe(hash)
})

test('the halves of a key are as the contracts hold them', () => {
  const [first, second] = vectors
  expect(toHalves(hexToBytes(first.key))).toEqual([
    0xf34538ef336c86f570c11c851fd84c00n,
    0x2a2e67b3d6c78591cfb2a94eaa150876n,
  ])
  expect(toHalves(hexToBytes(first.publicKey))).toEqual([
    0x358c421da8bd4447ac8a38d16283f0dn,
    0xc07e980fd906d6b714cd37c83be8ee7n,
  ])
  for (const hex of [second.key, second.publicKey]) {
    expect(fromHalves(toHalves(hexToBytes(hex)))).toEqual(hexToBytes(hex))
  }
  const most = 2n ** 128n - 1n
  expect(fromHalves([most, most])).toEqual(new Uint8Array(32).fill(255))
  expect(fromHalves([0n, 0n])).toEqual(new Uint8Array(32))
  for (const [low, high] of [
    [most + 1n, 0n],
    [0n, most + 1n],
    [-1n, 0n],
    [0n, -1n],
  ] as const) {
    expect(fromHalves([low, high])).toBeNull()
  }
})
