import { refuse } from '../rejection.js'

/** What the chain says. Throws `ProviderRejection` when it doesn't answer, which is never taken for "there is none". */
export const askChain = <value>(
  reading: Promise<value>,
  { what, context }: { what: 'account' | 'service'; context: string },
): Promise<value> =>
  reading.catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : 'unknown'
    throw refuse(context, `get ${what} from contract: the chain does not answer (${reason})`)
  })
