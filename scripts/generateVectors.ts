import { readFileSync, writeFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@zg/core'
import { createOracle } from '../packages/crypto/test/circomlib.js'

const file = new URL('../packages/crypto/vectors/eddsaPedersen.json', import.meta.url)

/** Keys and messages of known requests; everything else in the file is circomlibjs's answer. */
const inputs = [
  {
    name: 'the worked example of the settlement prover',
    privateKey: '004cd81f851cc170f5866c33ef3845f3760815aa4ea9b2cf9185c7d6b3672e2a',
    message:
      '682f1bee028d3d00000010632d5ec76b0500000000000000cdabefcdabefcdabefcdabefcdabefcdabefcdab9078563412907856341290785634129078563412',
  },
  {
    name: "the contract's golden key",
    privateKey: '803f9bf2454f8b698ab7f674a0bf3640e1f65a021d6f6d88e89cdf9f16c4e624',
    message:
      '619ed123098e3d000a0000000000000000000000000000006622b9ffcf797282b86acef4f688ad1ae5d69ff3bc9342fa123de099d25d582bfa00a9b6ddcd443c',
  },
  {
    name: 'nonce 1, fee 0',
    privateKey: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    message:
      '0100000000000000000000000000000000000000000000006ee1f886822fd6de3e8c3ecac4cb87d1103aadb3dd6571b4ed61a08457c71b31b55577a6ef4072f0',
  },
]

const oracle = await createOracle()
const vectors = inputs.map(({ name, privateKey, message }) => {
  const [key, bytes] = [hexToBytes(privateKey), hexToBytes(message)]
  // The Request-Hash covers nonce, user and provider: the message without its fee.
  const hashed = message.slice(0, 16) + message.slice(48)
  return {
    name,
    privateKey,
    publicKey: bytesToHex(oracle.packPoint(oracle.getPublicKey(key))),
    message,
    signature: bytesToHex(oracle.signPedersen(key, bytes)),
    hashed,
    hash: bytesToHex(oracle.pedersenHash(hexToBytes(hashed))),
  }
})
const text = `${JSON.stringify(vectors, null, 2)}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('packages/crypto/vectors is stale. Run: npx tsx scripts/generateVectors.ts')
    process.exit(1)
  }
} else writeFileSync(file, text)
process.exit(0)
