import { complement } from '../engine/complement.js'
import { createFill } from '../engine/createFill.js'
import type { Engine } from '../engine/engine.js'
import { keyAt, otherAt, pointAt, publicAt, signatureAt, signatureSize, sumAt, sumSize } from './layout.js'
import { loadModule, startModule, type WasmModule } from './module.js'
import { createSigner, withSecrets } from './signer.js'
import { createVerifier, type KeyTables } from './verifier.js'
import { createWorkspace, joinRanges, kindNumber, type Workspace, wholeMessage } from './workspace.js'

/**
 * The WebAssembly engine, ready at once: the fastest one, and the one whose signing keeps secrets out of branches and addresses.
 *
 * Its tables are built as they are used. Throws `WasmRefusedError` where WebAssembly is missing, forbidden by a content security policy, or the
 * module too big to be compiled at once.
 *
 * @example
 * ```ts
 * import { wasmEngine } from '@zg/crypto/wasm'
 *
 * const engine = wasmEngine()
 * const hash = engine.pedersen(new TextEncoder().encode('Hello'))
 * ```
 */
export const wasmEngine = (): Engine => createEngine(startModule())

/**
 * The WebAssembly engine where only small modules are compiled at once: the main thread of Chrome before 114. Rejects with `WasmRefusedError`.
 *
 * @example
 * ```ts
 * import { loadWasmEngine } from '@zg/crypto/wasm'
 *
 * const engine = await loadWasmEngine()
 * ```
 */
export const loadWasmEngine = async (): Promise<Engine> => createEngine(await loadModule())

function createEngine(module: WasmModule): Engine {
  const workspace = createWorkspace(module)
  const { call, read, write, place, placeRanges } = workspace
  const tables: KeyTables = []
  const onPoint = (run: () => unknown, p: Uint8Array, size: number): Uint8Array => {
    write(pointAt, p)
    run()
    return read(pointAt, size)
  }
  const withOther = (run: () => unknown, p: Uint8Array, other: Uint8Array): Uint8Array => {
    write(otherAt, other)
    return onPoint(run, p, 64)
  }
  return {
    name: 'wasm',
    publicKey: (privateKey) =>
      withSecrets(workspace, () => {
        write(keyAt, privateKey)
        call.derivePublicKey()
        call.clearSecrets()
        return read(publicAt, 64)
      }),
    sign: (kind, privateKey, message) =>
      withSecrets(workspace, () => {
        place(message)
        write(keyAt, privateKey)
        call.sign(kindNumber[kind], message.length)
        return read(signatureAt, signatureSize)
      }),
    prepareSigner: (privateKey) => createSigner(workspace, privateKey),
    verify: (kind, publicKey, signature, message) => {
      place(message)
      write(publicAt, publicKey)
      write(signatureAt, signature)
      return call.verify(kindNumber[kind], message.length, wholeMessage, 0) === 1
    },
    prepareVerifier: (publicKey) => createVerifier(workspace, tables, publicKey),
    pedersen: (message) => {
      place(message)
      call.pedersen(message.length, wholeMessage)
      return read(pointAt, 32)
    },
    pedersenTemplate: (template, variable) => {
      const ranges = joinRanges(variable)
      place(template)
      call.sumFixed(template.length, placeRanges(complement(ranges, template.length)), 0)
      const sum = read(sumAt, sumSize)
      const fill = createFill(template, variable)
      return (message) => {
        place(fill(message))
        write(sumAt, sum)
        call.pedersen(message.length, placeRanges(ranges))
        return read(pointAt, 32)
      }
    },
    ...hashes(workspace),
    add: (p, q) => withOther(call.add, p, q),
    multiply: (p, scalar) => withOther(call.multiply, p, scalar),
    pack: (p) => onPoint(call.pack, p, 32),
    unpack: (packed) => {
      write(pointAt, packed)
      return call.unpack() === 1 ? read(pointAt, 64) : null
    },
    inSubgroup: (p) => {
      write(pointAt, p)
      return call.inSubgroup() === 1
    },
  }
}

/** Hashes at a time: their inputs stay within a few kilobytes. */
const batch = 64

function hashes({
  call,
  place,
  readMessage,
  writeMessage,
}: Workspace): Pick<Engine, 'poseidon' | 'poseidonMany' | 'mimc7' | 'mimcSponge'> {
  /** What comes first, then the inputs, in the message's place. */
  const placeElements = (first: Uint8Array, inputs: Uint8Array, outputs: number): number => {
    const address = place(first, 32 + Math.max(inputs.length, 32 * outputs))
    writeMessage(address + 32, inputs)
    return address
  }
  return {
    poseidon: (inputs, { initialState, outputs }) => {
      const address = placeElements(initialState, inputs, outputs)
      call.poseidon(address, inputs.length / 32, outputs)
      return readMessage(address, 32 * outputs)
    },
    poseidonMany: (width, inputs) => {
      const count = inputs.length / (32 * width)
      const results = new Uint8Array(32 * count)
      for (let i = 0; i < count; i += batch) {
        const size = Math.min(batch, count - i)
        const address = place(inputs.subarray(32 * width * i, 32 * width * (i + size)))
        call.poseidonMany(address, width, size)
        results.set(readMessage(address, 32 * size), 32 * i)
      }
      return results
    },
    mimc7: (inputs, key) => {
      const address = placeElements(key, inputs, 1)
      call.mimc7(address, inputs.length / 32)
      return readMessage(address, 32)
    },
    mimcSponge: (inputs, key, outputs) => {
      const address = placeElements(key, inputs, outputs)
      call.mimcSponge(address, inputs.length / 32, outputs)
      return readMessage(address, 32 * outputs)
    },
  }
}
