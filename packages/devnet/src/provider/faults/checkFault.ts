import { DevnetOptionError } from '../../errors.js'
import { type Fault, kindsOf } from './fault.js'

const kinds: readonly string[] = Object.values(kindsOf).flat()
/** Longer than that no timer waits. */
const mostMs = 2 ** 31 - 1

type Field = { isGood: (value: number) => boolean; expected: string; of?: readonly string[] }

/** A fault's numbers: what they may be, and which kinds have them where not all do. */
const fields: Readonly<Record<string, Field>> = {
  times: { isGood: (value) => Number.isInteger(value) && value > 0, expected: 'a whole number from 1' },
  probability: { isGood: (value) => value >= 0 && value <= 1, expected: 'a number from 0 to 1' },
  seed: { isGood: Number.isFinite, expected: 'a number' },
  ms: {
    isGood: (value) => value >= 0 && value <= mostMs,
    expected: `a number from 0 to ${mostMs}`,
    of: ['latency', 'slowStream'],
  },
  retryAfter: { isGood: (value) => value >= 0, expected: 'a number of seconds from 0', of: ['rateLimited'] },
}

/** Throws `DevnetOptionError` for what is no fault, or none of this protocol; `option` is its name there. */
export function checkFault(
  fault: object,
  { option, hasSessions }: { option: string; hasSessions: boolean },
): asserts fault is Fault {
  const { kind, ...numbers }: { kind?: unknown; [name: string]: unknown } = { ...fault }
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new DevnetOptionError({ option: `${option}.${name}`, value, expected })
  }
  const known = kinds.filter((each) => hasSessions || each !== 'sessionExpired')
  if (typeof kind !== 'string' || !known.includes(kind))
    return refuse('kind', kind, `one of ${known.join(', ')}`)
  for (const [name, { isGood, expected, of }] of Object.entries(fields)) {
    const value = numbers[name]
    const isOwn = of?.includes(kind) ?? true
    if (value === undefined && (of === undefined || name === 'retryAfter' || !isOwn)) continue
    if (!isOwn) refuse(name, value, `nothing with ${kind}`)
    if (typeof value !== 'number' || !isGood(value)) refuse(name, value, expected)
  }
  for (const [name, value] of Object.entries(numbers))
    if (!(name in fields)) refuse(name, value, `nothing: known are ${Object.keys(fields).join(', ')}`)
}
