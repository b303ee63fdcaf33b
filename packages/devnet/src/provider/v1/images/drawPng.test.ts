import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { drawPng } from './drawPng.js'

/** The sum that PNG names, bit by bit as its specification defines it. */
function crc(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  }
  return (rest ^ 0xffffffff) >>> 0
}

test('a picture has the form that every reader expects', () => {
  const png = Buffer.from(drawPng('a red cat'))
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc(body))
    chunks.push({ type: body.subarray(0, 4).toString(), data: body.subarray(4) })
    at += 12 + length
  }
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect(chunks[0]?.data.toString('hex')).toBe('00000008000000080802000000')
  const pixels = inflateSync(chunks[1]?.data ?? '')
  expect(pixels).toHaveLength(8 * 25)
  expect(Array.from({ length: 8 }, (_, row) => pixels[row * 25])).toEqual(Array(8).fill(0))
})

test('it is the same for the same text alone', () => {
  expect(drawPng('a')).toEqual(drawPng('a'))
  expect(drawPng('a')).not.toEqual(drawPng('b'))
})
