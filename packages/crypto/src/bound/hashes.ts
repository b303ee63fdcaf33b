import { bytesToInteger, bytesToIntegers } from '../bytes.js'
import type { ByteRange, Engine } from '../engine/engine.js'
import { PoseidonWidthError, SpongeOutputsError } from '../errors.js'
import { mod } from '../field.js'
import { requireBytes, requireElement, requireElements } from './parse.js'
import { createTemplate } from './template.js'

type State = { initialState?: bigint | undefined }
type Key = { key?: bigint | undefined }
type One = { outputs?: undefined }
type Several = { outputs: number }
type Outputs = { outputs?: number | undefined }

export type BoundHashes = {
  readonly pedersenHash: (message: Uint8Array) => Uint8Array
  readonly pedersenTemplate: (
    template: Uint8Array,
    variable: readonly ByteRange[],
  ) => (message: Uint8Array) => Uint8Array
  readonly poseidonHash: {
    (inputs: readonly bigint[], options?: State & One): bigint
    (inputs: readonly bigint[], options: State & Several): bigint[]
  }
  readonly poseidonHashMany: (rows: readonly (readonly bigint[])[]) => bigint[]
  readonly mimc7Hash: (inputs: readonly bigint[], options?: Key) => bigint
  readonly mimc7Encrypt: (element: bigint, key: bigint) => bigint
  readonly mimcSpongeHash: {
    (inputs: readonly bigint[], options?: Key & One): bigint
    (inputs: readonly bigint[], options: Key & Several): bigint[]
  }
}

const mostInputs = 16

export function bindHashes(engine: Engine): BoundHashes {
  function poseidonHash(inputs: readonly bigint[], options?: State & One): bigint
  function poseidonHash(inputs: readonly bigint[], options: State & Several): bigint[]
  function poseidonHash(inputs: readonly bigint[], { initialState = 0n, outputs }: State & Outputs = {}) {
    const count = inputs.length
    if (count < 1 || count > mostInputs)
      throw new PoseidonWidthError({ what: 'inputs', count, maximum: mostInputs })
    if (outputs !== undefined && (!Number.isInteger(outputs) || outputs < 1 || outputs > count + 1))
      throw new PoseidonWidthError({ what: 'outputs', count: outputs, maximum: count + 1 })
    return oneOrAll(
      engine.poseidon(requireElements(inputs), {
        initialState: requireElement(initialState),
        outputs: outputs ?? 1,
      }),
      outputs,
    )
  }

  function mimcSpongeHash(inputs: readonly bigint[], options?: Key & One): bigint
  function mimcSpongeHash(inputs: readonly bigint[], options: Key & Several): bigint[]
  function mimcSpongeHash(inputs: readonly bigint[], { key = 0n, outputs }: Key & Outputs = {}) {
    if (outputs !== undefined && (!Number.isSafeInteger(outputs) || outputs < 1))
      throw new SpongeOutputsError({ count: outputs })
    return oneOrAll(engine.mimcSponge(requireElements(inputs), requireElement(key), outputs ?? 1), outputs)
  }

  const mimc7Hash = (inputs: readonly bigint[], { key = 0n }: Key = {}) =>
    bytesToInteger(engine.mimc7(requireElements(inputs), requireElement(key)))

  return {
    pedersenHash: (message) => engine.pedersen(requireBytes(message)),
    pedersenTemplate: (template, variable) => createTemplate(template, variable, engine.pedersenTemplate),
    poseidonHash,
    poseidonHashMany: (rows) => {
      const width = rows[0]?.length
      if (width === undefined) return []
      if (width < 1 || width > mostInputs)
        throw new PoseidonWidthError({ what: 'inputs', count: width, maximum: mostInputs })
      const odd = rows.find(({ length }) => length !== width)
      if (odd) throw new PoseidonWidthError({ what: 'inputs in each row', count: odd.length, maximum: width })
      return bytesToIntegers(engine.poseidonMany(width, requireElements(rows.flatMap((row) => [...row]))))
    },
    mimc7Hash,
    // The hash of one input is its ciphertext, plus input and key.
    mimc7Encrypt: (element, key) => mod(mimc7Hash([element], { key }) - element - key),
    mimcSpongeHash,
  }
}

const oneOrAll = (elements: Uint8Array, outputs: number | undefined) =>
  outputs === undefined ? bytesToInteger(elements) : bytesToIntegers(elements)
