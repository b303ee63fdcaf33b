import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Address } from 'viem'

const mostRunning = 10
const mostWaiting = 100
const keptMs = 30 * 60_000

/** A request that is answered while its sender does something else. Times in milliseconds since the epoch. */
export type Job = {
  id: string
  user: Address
  status: 'pending' | 'processing' | 'completed' | 'failed'
  createdAt: number
  updatedAt: number
  /** The name that the answer has: its `ZG-Res-Key`. */
  key: string
  /** The answer, once completed. */
  answer: string | null
  /** Why it failed. */
  errorMessage: string | null
}

type Work = () => Promise<Response>

/** Jobs, ten of which run at a time while a hundred may wait. Each is kept for half an hour after its last news. */
export function createJobs({ now }: { now: () => number }) {
  const jobs = new Map<string, Job>()
  const waiting: { job: Job; work: Work }[] = []
  let running = 0

  const change = (job: Job, news: Partial<Job>): void => {
    Object.assign(job, news, { updatedAt: now() })
  }
  const run = async ({ job, work }: { job: Job; work: Work }): Promise<void> => {
    change(job, { status: 'processing' })
    try {
      const response = await work()
      const text = await response.text()
      if (response.status === 200) change(job, { status: 'completed', answer: text })
      else
        fail(
          job,
          `provider returned status ${response.status} ${STATUS_CODES[response.status] ?? ''}: ${text}`,
        )
    } catch (error) {
      fail(job, `provider request failed: ${error instanceof Error ? error.message : String(error)}`)
    }
    running -= 1
    startNext()
  }
  const fail = (job: Job, errorMessage: string): void => change(job, { status: 'failed', errorMessage })
  const startNext = (): void => {
    const next = running < mostRunning ? waiting.shift() : undefined
    if (!next) return
    running += 1
    void run(next)
  }
  const isOver = ({ status, updatedAt }: Job): boolean =>
    (status === 'completed' || status === 'failed') && updatedAt + keptMs <= now()

  return {
    isFull: (): boolean => waiting.length >= mostWaiting,
    submit: ({ user, key }: Pick<Job, 'user' | 'key'>, work: Work): Readonly<Job> => {
      for (const job of jobs.values()) if (isOver(job)) jobs.delete(job.id)
      const time = { createdAt: now(), updatedAt: now() }
      const job: Job = {
        id: randomUUID(),
        user,
        key,
        ...time,
        status: 'pending',
        answer: null,
        errorMessage: null,
      }
      jobs.set(job.id, job)
      waiting.push({ job, work })
      // Not at once: who submits it sees it pending.
      setImmediate(startNext)
      return job
    },
    /** Null when there is none, or no more. */
    find: (id: string): Readonly<Job> | null => {
      const job = jobs.get(id)
      return job && !isOver(job) ? job : null
    },
  }
}

export type Jobs = ReturnType<typeof createJobs>
