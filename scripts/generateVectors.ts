/**
 * Writes what circomlibjs 0.1.7 makes of many calls to `packages/crypto/vectors`. With `--check` the recorded requests are computed again; of
 * the engines' vectors, which take minutes, the tests do that with a share.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@zg/core'
import { buildVectors } from '../packages/crypto/test/buildVectors.js'
import { circomlibEngine } from '../packages/crypto/test/circomlibEngine.js'

const folder = new URL('../packages/crypto/vectors/', import.meta.url)
const file = new URL('eddsaPedersen.json', folder)

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

const engine = await circomlibEngine()
const vectors = inputs.map(({ name, privateKey, message }) => {
  const [key, bytes] = [hexToBytes(privateKey), hexToBytes(message)]
  const signature = engine.sign('pedersen', key, bytes)
  // The Request-Hash covers nonce, user and provider: the message without its fee.
  const hashed = message.slice(0, 16) + message.slice(48)
  return {
    name,
    privateKey,
    publicKey: bytesToHex(engine.pack(engine.publicKey(key))),
    message,
    signature: bytesToHex(engine.pack(signature.subarray(0, 64))) + bytesToHex(signature.subarray(64)),
    hashed,
    hash: bytesToHex(engine.pedersen(hexToBytes(hashed))),
  }
})
const text = `${JSON.stringify(vectors, null, 2)}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('packages/crypto/vectors is stale. Run: npx tsx scripts/generateVectors.ts')
    process.exit(1)
  }
} else {
  writeFileSync(file, text)
  const lines = buildVectors(engine).map((vector) => JSON.stringify(vector))
  writeFileSync(new URL('engine.json', folder), `[\n${lines.join(',\n')}\n]\n`)
}
process.exit(0)
