// Checks signatures with circomlibjs (GPL-3.0, see NOTICE), off the main thread, and loaded here alone: code that makes none of the
// signatures it checks. Plain JavaScript, because a worker runs this very file, from the sources as from the build.
import { parentPort } from 'node:worker_threads'
import { buildEddsa } from 'circomlibjs'

const mostKeys = 1_000
const ready = buildEddsa()
const keys = new Map()

parentPort?.on('message', async ({ id, message, signature, publicKey }) => {
  const eddsa = await ready
  parentPort?.postMessage({ id, valid: verify(eddsa, { message, signature, publicKey }) })
})

function verify(eddsa, { message, signature, publicKey }) {
  try {
    const key = readKey(eddsa, publicKey)
    return key !== null && eddsa.verifyPedersen(message, eddsa.unpackSignature(signature), key)
  } catch {
    return false // circomlibjs throws on some malformed points; none of them makes a valid signature.
  }
}

/**
 * The key's point, or null. A point outside the prime-order subgroup is no key: the zeros of a ledger that was opened without a key unpack to
 * a point of order 4, for which anybody can sign.
 */
function readKey({ babyJub }, packed) {
  const name = Buffer.from(packed).toString('hex')
  if (!keys.has(name)) {
    const point = babyJub.unpackPoint(Uint8Array.from(packed))
    if (keys.size >= mostKeys) keys.clear()
    keys.set(name, point !== null && babyJub.inSubgroup(point) ? point : null)
  }
  return keys.get(name)
}
