import { complement } from '../engine/complement.js'
import { createFill } from '../engine/createFill.js'
import type { ByteRange, EngineSigner } from '../engine/engine.js'
import { DisposedSignerError } from '../errors.js'
import { expandedSize, keyAt, publicAt, signatureAt, signatureSize, sumAt, sumSize } from './layout.js'
import { joinRanges, kindNumber, type Workspace } from './workspace.js'

/** Runs what handles a key in the module; where it fails midway, what it left there is cleared. */
export function withSecrets<Result>({ call }: Workspace, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    call.clearSecrets()
    throw error
  }
}

/** An expanded key outside the module's memory, given back for each signature. */
export function createSigner(workspace: Workspace, privateKey: Uint8Array): EngineSigner {
  const { call, read, write, place, placeRanges } = workspace
  const expanded = withSecrets(workspace, () => {
    write(keyAt, privateKey)
    call.derivePublicKey()
    const key = read(0, expandedSize)
    call.clearSecrets()
    return key
  })
  const publicKey = expanded.slice(publicAt, expandedSize)
  let disposed = false

  const sumFixed = (message: Uint8Array, fixed: readonly ByteRange[]): Uint8Array => {
    place(message)
    write(publicAt, publicKey)
    call.sumFixed(message.length, placeRanges(fixed), 1)
    return read(sumAt, sumSize)
  }
  const sign = (kind: number, message: Uint8Array, sum: Uint8Array, variable: readonly ByteRange[]) => {
    if (disposed) throw new DisposedSignerError()
    return withSecrets(workspace, () => {
      place(message)
      write(0, expanded)
      write(sumAt, sum)
      call.signExpanded(kind, message.length, placeRanges(variable))
      return read(signatureAt, signatureSize)
    })
  }
  const keySum = sumFixed(new Uint8Array(), [])
  return {
    publicKey,
    sign: (kind, message) => sign(kindNumber[kind], message, keySum, [{ start: 0, end: message.length }]),
    signTemplate: (template, variable) => {
      if (disposed) throw new DisposedSignerError()
      const ranges = joinRanges(variable)
      const sum = sumFixed(template, complement(ranges, template.length))
      const fill = createFill(template, variable)
      return (message) => sign(kindNumber.pedersen, fill(message), sum, ranges)
    },
    dispose: () => {
      disposed = true
      expanded.fill(0)
    },
  }
}
