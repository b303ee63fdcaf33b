import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from './classify.js'

const request = 'Provider proxy: handle proxied service, '
const body = (error: unknown) => JSON.stringify({ error })

describe('money', () => {
  const say = (fee: string, balance: string) =>
    classify(
      400,
      body(
        `${request}validate request: insufficient balance, total fee of ${fee} (including response reservation) exceeds the available balance of ${balance}`,
      ),
    )

  test.each([
    ['2000000400000000', '17', { required: 2000000400000000n, available: 17n }],
    ['0.5', '0.25', { required: 500000000000000000n, available: 250000000000000000n }],
    ['0', '0', { required: 0n, available: 0n }],
    ['1.0000000000000000001', '1', {}],
    ['much', '1', {}],
    ['1', 'little', {}],
  ])('%s of %s', (fee, balance, amounts) => {
    const { text, ...rest } = say(fee, balance)
    expect(rest).toEqual({ kind: 'funds', ...amounts })
    expect(text).toContain(`total fee of ${fee}`)
  })

  test('of any size is read exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (required, available) => {
        expect(say(String(required), String(available))).toMatchObject({ required, available })
      }),
    )
  })
})
