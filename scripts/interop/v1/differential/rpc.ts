export type Request = { method: string; params: readonly unknown[] }
export type Reply = { result?: unknown; error?: { message: string; data?: unknown } }

/** Sends several JSON-RPC requests in one post and gives their replies in the same order. */
export function createRpc(url: string) {
  return async (requests: readonly Request[]): Promise<readonly Reply[]> => {
    const body = requests.map((request, id) => ({ jsonrpc: '2.0', id, ...request }))
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const replies: readonly (Reply & { id: number })[] = await response.json()
    return replies.toSorted((a, b) => a.id - b.id)
  }
}
