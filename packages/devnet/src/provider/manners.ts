/** How one generation's HTTP server behaves, whatever is asked. */
export type Manners = {
  /** The path that routes see. */
  pathOf: (pathname: string) => string
  /** A failure as the client gets it. A defect says no more than its kind: what it says otherwise may hold anything. */
  describe: (error: Error) => {
    body: unknown
    status: number
    headers?: Readonly<Record<string, string>>
  }
  /** CORS: which pages may ask, and what they may see. */
  headersFor: (request: Request) => Readonly<Record<string, string>>
}
