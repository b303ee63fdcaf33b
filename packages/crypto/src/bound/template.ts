import { complement } from '../engine/complement.js'
import type { ByteRange } from '../engine/engine.js'
import { PedersenTemplateError } from '../errors.js'
import { requireBytes } from './parse.js'

/** Prepares by the template and checks each message against it, so that no fixed byte is taken for another. */
export function createTemplate(
  template: Uint8Array,
  variable: readonly ByteRange[],
  prepare: (template: Uint8Array, variable: readonly ByteRange[]) => (message: Uint8Array) => Uint8Array,
): (message: Uint8Array) => Uint8Array {
  const expected = Uint8Array.from(requireBytes(template))
  const { length } = expected
  const ranges = variable.map(({ start, end }) => ({ start, end }))
  const edges = [0, ...ranges.flatMap(({ start, end }) => [start, end]), length]
  if (edges.some((edge, i) => !Number.isInteger(edge) || edge < (edges[i - 1] ?? 0)))
    throw new PedersenTemplateError({ reason: 'ranges', length })
  const fixed = complement(ranges, length)
  const compute = prepare(expected, ranges)
  return (message) => {
    const bytes = requireBytes(message)
    if (bytes.length !== length) throw new PedersenTemplateError({ reason: 'length', length })
    for (const { start, end } of fixed) {
      for (let i = start; i < end; i += 1)
        if (bytes[i] !== expected[i]) throw new PedersenTemplateError({ reason: 'fixed', length })
    }
    return compute(bytes)
  }
}
