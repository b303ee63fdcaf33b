import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StoreBusyError } from '../store/storeErrors.js'
import { hasEnded, newOwner } from './owner.js'

/** Where a holder writes what isn't complete yet, and whether nobody took the token from it. */
export type Held = { draft: string; isHeld: () => Promise<boolean> }

/**
 * Runs something that no other process may enter for the same folder.
 *
 * The folder has one token, a file that is called `free`, or `held.<owner>` with an owner that no other holder ever has. Taking, giving back
 * and taking over are renames of that one file: exactly one process succeeds, and a rename that comes too late finds no such file. So
 * the token of a process that was killed can be taken over at once, and that of a live one never is. Of an owner that can't be judged from
 * here (another machine or container) it is taken over when the same hold has been watched for `patienceMs`.
 *
 * Throws `StoreBusyError` when the token isn't there within `timeoutMs`, or was taken over meanwhile.
 */
export async function withToken<t>(
  folder: string,
  { timeoutMs, patienceMs }: { timeoutMs: number; patienceMs: number },
  run: (held: Held) => Promise<t>,
): Promise<t> {
  const owner = newOwner()
  const mine = join(folder, `held.${owner}`)
  await takeToken(folder, mine, { timeoutMs, patienceMs })
  const giveBack = () => moved(mine, join(folder, 'free'))
  try {
    const isHeld = async () => (await readdir(folder)).includes(`held.${owner}`)
    return await run({ draft: join(folder, `draft.${owner}`), isHeld })
  } finally {
    await giveBack()
  }
}

async function takeToken(
  folder: string,
  mine: string,
  { timeoutMs, patienceMs }: { timeoutMs: number; patienceMs: number },
): Promise<void> {
  const started = performance.now()
  let watched: string | undefined
  let since = started
  for (let pause = 1; ; pause = Math.min(pause * 2, 16)) {
    if (await moved(join(folder, 'free'), mine)) return
    const names = await listToken(folder)
    const time = performance.now()
    const name = names.find((each) => each.startsWith('held.')) ?? ''
    if (name !== watched) since = time
    watched = name
    const owner = name.slice('held.'.length)
    const isGone = name !== '' && (hasEnded(owner) ?? since + patienceMs < time)
    if (isGone && (await moved(join(folder, name), mine))) {
      await rm(join(folder, `draft.${owner}`), { force: true })
      return
    }
    if (time - started > timeoutMs) throw busy(folder, owner)
    // Waiters that wake together would meet again.
    await wait(pause * (0.5 + Math.random()))
  }
}

const busy = (folder: string, owner: string) => {
  const [, pid] = owner.split('_')
  return new StoreBusyError({
    what:
      owner === '' ? `The token of ${folder} is missing` : `Process ${pid} holds ${folder} and doesn’t go on`,
    remedy:
      owner === ''
        ? 'Something else changed that folder. Delete it while no process uses it.'
        : 'End that process if it hangs, then try again.',
  })
}

/** What is in the folder; makes it, with its token, where there is none. */
async function listToken(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error
  }
  // Complete before it gets its name, which only one of several can give.
  const fresh = `${folder}.${randomUUID()}`
  await mkdir(fresh, { mode: 0o700 })
  await writeFile(join(fresh, 'free'), '', { mode: 0o600 })
  try {
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error
  }
  return []
}

/** Renames; false when there is nothing of that name. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
}

/** Whether the system refused with one of these codes. */
export const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.some((code) => code === error.code)
