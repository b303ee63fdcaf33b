import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process holds something: its machine, its id, and when it started, so that another process of the same id isn't taken for it. */
export const newOwner = (): string =>
  [machine, process.pid, stateOf(process.pid)?.start ?? 0, randomUUID()].join('_')

/** Whether an owner's process has surely ended; null when it can't be told from here. */
export function hasEnded(owner: string): boolean | null {
  const [where, pid, start] = owner.split('_')
  if (where !== machine) return null
  if (Number(pid) === process.pid && start === String(stateOf(process.pid)?.start ?? 0)) return false
  if (!exists(Number(pid))) return true
  const state = stateOf(Number(pid))
  if (!state) return null
  // A process that ended and that nobody has waited for still has its id.
  return state.isZombie || String(state.start) !== start
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Anything else means that it is there and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** From Linux's process table; null elsewhere. */
function stateOf(pid: number): { isZombie: boolean; start: string } | null {
  const text = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state = '', start = ''] = [fields[0], fields[19]]
  return start === '' ? null : { isZombie: /^[ZXx]/.test(state), start }
}

/** Where process ids mean the same: this start of this machine, and this container on it. */
const machine = createHash('sha256')
  .update(hostname())
  .update(textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')))
  .update(textOf(() => readlinkSync('/proc/self/ns/pid')))
  .digest('hex')
  .slice(0, 16)

function textOf(read: () => string): string {
  try {
    return read()
  } catch {
    return '' // This system doesn't say.
  }
}
