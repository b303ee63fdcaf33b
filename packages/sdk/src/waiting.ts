/** How long a call may take. */
export type Waiting = {
  signal?: AbortSignal | undefined
  /** Milliseconds for each answer that is waited for. */
  timeoutMs?: number | undefined
}
