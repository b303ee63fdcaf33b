import { Worker } from 'node:worker_threads'

type Question = { message: Uint8Array; signature: Uint8Array; publicKey: Uint8Array }
type Waiting = { resolve: (valid: boolean) => void; reject: (error: unknown) => void }

/** Asks the worker whether a signature is valid. The worker starts with the first question, and keeps no program alive without one. */
export function createSignatureChecker() {
  let worker: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const fail = (error: unknown): void => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = (): Worker => {
    // A dependency of circomlibjs takes every worker thread for its own and runs the script that `mod` names: an empty one.
    const workerData = { mod: 'data:,' }
    const started = new Worker(new URL('./verifyWorker.js', import.meta.url), { execArgv: [], workerData })
    started.on('message', ({ id, valid }: { id: number; valid: boolean }) => {
      waiting.get(id)?.resolve(valid)
      waiting.delete(id)
      if (waiting.size === 0) started.unref()
    })
    started.on('error', fail)
    started.on('exit', () => {
      if (worker === started) fail(new Error('the worker that checks signatures ended'))
    })
    return started
  }

  return {
    check: (question: Question): Promise<boolean> => {
      worker ??= start()
      worker.ref()
      lastId += 1
      const id = lastId
      const answer = new Promise<boolean>((resolve, reject) => waiting.set(id, { resolve, reject }))
      worker.postMessage({ id, ...question })
      return answer
    },
    stop: async (): Promise<void> => {
      await worker?.terminate()
    },
  }
}

export type SignatureChecker = ReturnType<typeof createSignatureChecker>
