import { BaseError } from '../errors.js'

/**
 * The place where a store keeps its values can't be reached, or refused.
 *
 * Whether a change under way was written is not known: read the value again before you act on it. The store's client says in `details` what
 * happened; its error object is not kept, because it may hold the values that were to be written.
 */
export class StoreUnavailableError extends BaseError {
  override readonly name: string = 'StoreUnavailableError'
  readonly reason: StoreUnavailableError.Reason

  constructor({ what, reason, details, remedy }: StoreUnavailableError.Options) {
    const happened = { timeout: 'did not answer in time', failed: 'can’t be used' }[reason]
    super(`${what} ${happened}.`, { details, metaMessages: [remedy] })
    this.reason = reason
  }
}

export declare namespace StoreUnavailableError {
  type Reason = 'timeout' | 'failed'
  type Options = {
    /** The subject of the sentence, such as "Redis". */
    what: string
    reason: Reason
    details?: string | undefined
    remedy: string
  }
}

/** Other writers of the same value were always first, or one holds its lock and doesn't go on. Nothing was written. */
export class StoreBusyError extends BaseError {
  override readonly name: string = 'StoreBusyError'

  constructor({ what, remedy }: { what: string; remedy: string }) {
    super(`${what}: nothing was written.`, { metaMessages: [remedy] })
  }
}

/** What is stored under a key was not written by this store. */
export class StoredEntryError extends BaseError {
  override readonly name: string = 'StoredEntryError'
  readonly key: string

  constructor({ key, where }: { key: string; where: string }) {
    super(`What is stored under ${JSON.stringify(key)} can’t be read.`, {
      metaMessages: [`Delete ${where}, and keep this place for zg alone.`],
    })
    this.key = key
  }
}
