// Checks signatures with circomlibjs (GPL-3.0), off the main thread: code that makes none of the signatures it checks.
import { parentPort } from 'node:worker_threads'
import { buildEddsa } from 'circomlibjs'

const ready = buildEddsa()

parentPort?.on('message', async ({ id, message, signature, publicKey }) => {
  const eddsa = await ready
  parentPort?.postMessage({ id, valid: verify(eddsa, { message, signature, publicKey }) })
})

function verify(eddsa, { message, signature, publicKey }) {
  try {
    const key = eddsa.babyJub.unpackPoint(Uint8Array.from(publicKey))
    return key !== null && eddsa.verifyPedersen(message, eddsa.unpackSignature(signature), key)
  } catch {
    return false // circomlibjs throws on some malformed points; none of them is a valid signature.
  }
}
