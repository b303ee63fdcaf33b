import type { Service } from '@zg/contracts'
import { type DetailedService, listService } from '@zg/inference'
import type { Session } from './session.js'
import type { Waiting } from './waiting.js'

type Options = Omit<listService.Parameters, 'protocol' | 'contracts' | 'fetch'>
type Method = {
  (options: Options & { detail: true }): Promise<readonly DetailedService[]>
  (options?: Options): Promise<readonly Service[]>
}

/** `listService`, bound to one network. */
export function listServiceMethod(
  session: (waiting?: Waiting) => Promise<Session>,
  fetch: typeof globalThis.fetch | undefined,
): Method {
  function list(options: Options & { detail: true }): Promise<readonly DetailedService[]>
  function list(options?: Options): Promise<readonly Service[]>
  async function list(options: Options = {}): Promise<readonly Service[]> {
    const { client, context } = await session(options)
    return listService(client, { ...context, ...options, fetch })
  }
  return list
}
