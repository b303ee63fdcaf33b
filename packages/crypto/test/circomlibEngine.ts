import { bytesToInteger, bytesToIntegers, integersToBytes } from '../src/bytes.js'
import type { ByteRange, Engine, SignatureKind } from '../src/engine/engine.js'
import { DisposedSignerError } from '../src/errors.js'
import { type Element, loadCircomlib, type Pair, type Raw } from './circomlib.js'

/** circomlibjs 0.1.7 behind the engine type: the oracle, which runs the same suite as the engines that are compared with it. */
export async function circomlibEngine(): Promise<Engine> {
  const { eddsa, pedersen, poseidon, mimc7, mimcSponge } = await loadCircomlib()
  const { F, babyJub } = eddsa
  const element = (bytes: Uint8Array): Element => F.e(bytesToInteger(bytes))
  const pair = (bytes: Uint8Array): Pair => [element(bytes.subarray(0, 32)), element(bytes.subarray(32, 64))]
  const point = ([x, y]: Pair) => integersToBytes([F.toObject(x), F.toObject(y)])
  const raw = (bytes: Uint8Array): Raw => ({ R8: pair(bytes), S: bytesToInteger(bytes.subarray(64)) })
  const signature = ({ R8: [x, y], S }: Raw) => integersToBytes([F.toObject(x), F.toObject(y), S])
  const elements = (values: Element | Element[], field = F) =>
    integersToBytes((Array.isArray(values) ? values : [values]).map((value) => field.toObject(value)))

  // It prunes and clears bits in what it is given, so it gets copies.
  const copy = (bytes: Uint8Array) => Uint8Array.from(bytes)
  const sign = (kind: SignatureKind, privateKey: Uint8Array, message: Uint8Array): Uint8Array => {
    const key = copy(privateKey)
    if (kind === 'pedersen') return signature(eddsa.signPedersen(key, copy(message)))
    const value = element(message)
    if (kind === 'poseidon') return signature(eddsa.signPoseidon(key, value))
    return signature(kind === 'mimc7' ? eddsa.signMiMC(key, value) : eddsa.signMiMCSponge(key, value))
  }
  const verify: Engine['verify'] = (kind, publicKey, bytes, message) => {
    const [parsed, key] = [raw(bytes), pair(publicKey)]
    if (kind === 'pedersen') return eddsa.verifyPedersen(copy(message), parsed, key)
    const value = element(message)
    if (kind === 'poseidon') return eddsa.verifyPoseidon(value, parsed, key)
    return kind === 'mimc7'
      ? eddsa.verifyMiMC(value, parsed, key)
      : eddsa.verifyMiMCSponge(value, parsed, key)
  }
  const hash = (message: Uint8Array) => copy(pedersen.hash(copy(message)))
  const publicKey = (privateKey: Uint8Array) => point(eddsa.prv2pub(copy(privateKey)))

  return {
    name: 'circomlibjs',
    publicKey,
    sign,
    prepareSigner: (privateKey) => {
      const key = copy(privateKey)
      let disposed = false
      const signLive = (kind: SignatureKind, message: Uint8Array) => {
        if (disposed) throw new DisposedSignerError()
        return sign(kind, key, message)
      }
      return {
        publicKey: publicKey(key),
        sign: signLive,
        signTemplate: (template, variable) => {
          if (disposed) throw new DisposedSignerError()
          const kept = copy(template)
          return (message) => signLive('pedersen', fill(kept, variable, message))
        },
        dispose: () => {
          disposed = true
        },
      }
    },
    verify,
    prepareVerifier: (publicKey) => {
      const key = copy(publicKey)
      return { verify: (kind, bytes, message) => verify(kind, key, bytes, message) }
    },
    pedersen: hash,
    pedersenTemplate: (template, variable) => {
      const kept = copy(template)
      return (message) => hash(fill(kept, variable, message))
    },
    poseidon: (inputs, { initialState, outputs }) =>
      elements(poseidon(bytesToIntegers(inputs), bytesToInteger(initialState), outputs), poseidon.F),
    poseidonMany: (width, inputs) => {
      const values = bytesToIntegers(inputs)
      const rows = Array.from({ length: values.length / width }, (_, i) =>
        values.slice(i * width, (i + 1) * width),
      )
      return elements(
        rows.flatMap((row) => {
          const hash = poseidon(row, 0n, 1)
          return Array.isArray(hash) ? hash : [hash]
        }),
        poseidon.F,
      )
    },
    mimc7: (inputs, key) => elements(mimc7.multiHash(bytesToIntegers(inputs), bytesToInteger(key)), mimc7.F),
    mimcSponge: (inputs, key, outputs) =>
      elements(mimcSponge.multiHash(bytesToIntegers(inputs), bytesToInteger(key), outputs), mimcSponge.F),
    add: (p, q) => point(babyJub.addPoint(pair(p), pair(q))),
    multiply: (p, scalar) => point(babyJub.mulPointEscalar(pair(p), bytesToInteger(scalar))),
    pack: (p) => copy(babyJub.packPoint(pair(p))),
    unpack: (packed) => {
      const found = babyJub.unpackPoint(copy(packed))
      return found && point(found)
    },
    inSubgroup: (p) => babyJub.inSubgroup(pair(p)),
  }
}

/** The template with the message's bytes in the ranges that vary. */
function fill(template: Uint8Array, variable: readonly ByteRange[], message: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(template)
  for (const { start, end } of variable) bytes.set(message.subarray(start, end), start)
  return bytes
}
