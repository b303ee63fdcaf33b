import type { Disassembly, Instruction, WasmFunction } from './disassemble.js'

/**
 * Follows secrets through a module: whatever is loaded from memory counts as secret, addresses and lengths that an export is called with do not.
 *
 * A secret must not decide a branch or a `select`, and must not be an address, a length, or an operand of a division. Functions named as public
 * work on published values; calls of them are not followed. Everything that the roots reach is checked, as compiled: what the compiler inlined,
 * what it turned into a `select`, and what goes through parameters, results and globals.
 */
export function findLeaks(
  { functions, exports }: Disassembly,
  { roots, publicFunctions }: { roots: readonly string[]; publicFunctions: readonly string[] },
): string[] {
  const known: Known = { parameters: new Map(), results: new Map(), globals: new Set(), changed: true }
  const isPublic = (index: number) => publicFunctions.some((name) => functions[index]?.name.endsWith(name))
  const start = roots.map((name) => {
    const index = exports.get(name)
    if (index === undefined) throw new Error(`The module exports no ${name}.`)
    return index
  })
  let leaks = new Set<string>()
  // Until nothing more becomes secret; then the leaks are complete.
  while (known.changed) {
    known.changed = false
    leaks = new Set()
    const seen = new Set<number>()
    const waiting = [...start]
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const each = functions[index]
      if (seen.has(index) || !each) continue
      seen.add(index)
      const { calls, found } = follow(each, index, functions, known, isPublic)
      waiting.push(...calls)
      for (const leak of found) leaks.add(`${each.name}: ${leak}`)
    }
  }
  return [...leaks]
}

type Known = {
  /** Which parameters of a function are secret in some call, and whether its result is. */
  readonly parameters: Map<number, Set<number>>
  readonly results: Map<number, boolean>
  readonly globals: Set<number>
  changed: boolean
}

/**
 * A block: where its stack begins, how many results it has, whether one that a branch carries is secret, and which locals are secret where it
 * was entered and where branches leave it. The compiler gives one local to several variables, so what a local holds depends on the place.
 */
type Frame = {
  readonly base: number
  readonly results: number
  /** Where a loop begins: its branches lead there. */
  readonly loop: number | null
  readonly entry: ReadonlySet<number>
  readonly exit: Set<number>
  secret: boolean
}

const isBinary = (opcode: number) =>
  (opcode >= 0x46 && opcode <= 0x4f) ||
  (opcode >= 0x51 && opcode <= 0x5a) ||
  (opcode >= 0x6a && opcode <= 0x78) ||
  (opcode >= 0x7c && opcode <= 0x8a)
/** What leaves a secret one and a public one public, in its place on the stack. */
const isUnary = (opcode: number) =>
  [0x01, 0x45, 0x50, 0x67, 0x68, 0x69, 0x79, 0x7a, 0x7b, 0xa7, 0xac, 0xad].includes(opcode) ||
  (opcode >= 0xc0 && opcode <= 0xc4)
const isDivision = (opcode: number) =>
  (opcode >= 0x6d && opcode <= 0x70) || (opcode >= 0x7f && opcode <= 0x82)

function follow(
  { code, results }: WasmFunction,
  index: number,
  functions: readonly WasmFunction[],
  known: Known,
  isPublic: (index: number) => boolean,
): { calls: number[]; found: Set<string> } {
  let locals = new Set<number>()
  /** Which locals are secret where a loop begins, from the branches that lead back there. */
  const loops = new Map<number, Set<number>>()
  let again = true
  const stack: boolean[] = []
  const frames: Frame[] = []
  const calls: number[] = []
  let found = new Set<string>()
  const pop = (): boolean => (stack.length > (frames.at(-1)?.base ?? 0) ? (stack.pop() ?? false) : false)
  const refuse = (secret: boolean, what: string) => {
    if (secret) found.add(what)
  }
  const learn = (set: Set<number>, item: number) => {
    if (!set.has(item)) known.changed = true
    set.add(item)
  }
  const branch = (depth: number) => {
    const frame = frames[frames.length - 1 - depth]
    if (!frame) return
    if (frame.loop === null) {
      if (frame.results > 0 && stack.at(-1)) frame.secret = true
      for (const local of locals) frame.exit.add(local)
    } else {
      const before = loops.get(frame.loop) ?? new Set()
      const after = new Set([...before, ...locals])
      if (after.size > before.size) again = true
      loops.set(frame.loop, after)
    }
  }
  /** Behind a jump nothing runs. */
  const leave = () => {
    locals = new Set()
  }
  const call = (callee: number) => {
    const { parameters: count, results: given } = functions[callee] ?? { parameters: 0, results: 0 }
    const secret = known.parameters.get(callee) ?? new Set<number>()
    known.parameters.set(callee, secret)
    for (let i = count - 1; i >= 0; i -= 1) if (pop() && !isPublic(callee)) learn(secret, i)
    if (!isPublic(callee)) calls.push(callee)
    if (given > 0) stack.push(!isPublic(callee) && (known.results.get(callee) ?? false))
  }
  const close = () => {
    const frame = frames.at(-1)
    if (!frame) return
    const secret = frame.results > 0 && (pop() || frame.secret)
    frames.pop()
    stack.length = frame.base
    if (frame.results > 0) stack.push(secret)
    locals = new Set([...locals, ...frame.exit])
    if (frames.length === 0 && secret && !known.results.get(index)) {
      known.results.set(index, true)
      known.changed = true
    }
  }
  const run = ({ opcode, immediates: [first = 0, ...others] }: Instruction, at: number) => {
    if (opcode >= 0x02 && opcode <= 0x04) {
      if (opcode === 0x04) refuse(pop(), 'if')
      const loop = opcode === 0x03 ? at : null
      if (loop !== null) locals = new Set([...locals, ...(loops.get(loop) ?? [])])
      // Without an else part, an if may be passed by.
      const exit = new Set(opcode === 0x04 ? locals : [])
      frames.push({ base: stack.length, results: first, loop, entry: locals, exit, secret: false })
    } else if (opcode === 0x05) {
      branch(0)
      const frame = frames.at(-1)
      stack.length = frame?.base ?? 0
      locals = new Set(frame?.entry)
    } else if (opcode === 0x0b) close()
    else if (opcode === 0x00) leave()
    else if (opcode === 0x0c) {
      branch(first)
      leave()
    } else if (opcode === 0x0d) {
      refuse(pop(), 'br_if')
      branch(first)
    } else if (opcode === 0x0e) {
      refuse(pop(), 'br_table')
      for (const depth of [first, ...others]) branch(depth)
      leave()
    } else if (opcode === 0x0f) {
      branch(frames.length - 1)
      leave()
    } else if (opcode === 0x10) call(first)
    else if (opcode === 0x1a) pop()
    else if (opcode === 0x1b) {
      refuse(pop(), 'select')
      const second = pop()
      stack.push(pop() || second)
    } else if (opcode === 0x20) stack.push(locals.has(first))
    else if (opcode === 0x21 || opcode === 0x22) {
      const secret = pop()
      locals = new Set(locals)
      if (secret) locals.add(first)
      else locals.delete(first)
      if (opcode === 0x22) stack.push(secret)
    } else if (opcode === 0x23) stack.push(known.globals.has(first))
    else if (opcode === 0x24) {
      if (pop()) learn(known.globals, first)
    } else if (opcode >= 0x28 && opcode <= 0x35) {
      refuse(pop(), 'address of a load')
      stack.push(true)
    } else if (opcode >= 0x36 && opcode <= 0x3e) {
      pop()
      refuse(pop(), 'address of a store')
    } else if (opcode === 0x3f || opcode === 0x41 || opcode === 0x42) stack.push(false)
    else if (opcode === 0x40) {
      refuse(pop(), 'size of memory')
      stack.push(false)
    } else if (opcode === 0xfc0a || opcode === 0xfc0b) {
      const isFill = opcode === 0xfc0b
      refuse(pop(), 'length')
      const source = pop()
      refuse(source && !isFill, 'address of a copy')
      refuse(pop(), 'address of a copy')
    } else if (isBinary(opcode)) {
      const second = pop()
      const secret = pop() || second
      if (isDivision(opcode)) refuse(secret, 'division')
      stack.push(secret)
    } else refuse(!isUnary(opcode), `opcode 0x${opcode.toString(16)}`)
  }
  // What a loop makes secret at its end is so at its beginning: again, until that doesn't change.
  while (again) {
    again = false
    found = new Set()
    stack.length = 0
    frames.length = 0
    calls.length = 0
    locals = new Set(known.parameters.get(index))
    frames.push({ base: 0, results, loop: null, entry: locals, exit: new Set(), secret: false })
    for (const [at, instruction] of code.entries()) run(instruction, at)
  }
  return { calls, found }
}
