import { type Addend, add, double, type Extended, toAddend, toAffineAddends } from './curve.js'

/** For each window i the multiples 1 to `count` of 2^(spacing · i) · point. */
export function multiplesOf(
  point: Extended,
  { windows, spacing, count }: { windows: number; spacing: number; count: number },
): readonly (readonly Addend[])[] {
  const all: Extended[] = []
  for (let window = 0, base = point; window < windows; window += 1) {
    const step = toAddend(base)
    for (let multiple = base, i = 0; i < count; i += 1, multiple = add(multiple, step)) all.push(multiple)
    for (let i = 1; i <= spacing; i += 1) base = double(base, i < spacing)
  }
  return toRows(all, count)
}

/** Rows of `count` points each, made affine together. */
export function toRows(points: readonly Extended[], count: number): readonly (readonly Addend[])[] {
  const addends = toAffineAddends(points)
  return Array.from({ length: points.length / count }, (_, i) => addends.slice(i * count, (i + 1) * count))
}
