/** A request that the provider refuses, with the network's own words. */
export class ProviderRejection extends Error {
  override readonly name: string = 'ProviderRejection'
  readonly status: number
  /** What was under way; null where the network's text stands alone. Each generation puts its own words before it. */
  readonly stage: 'request' | 'response' | 'handler' | null
  /** What is answered where it is more than the text. */
  readonly body: object | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    text: string,
    status = 400,
    {
      stage = null,
      body = null,
      headers = {},
    }: Partial<Pick<ProviderRejection, 'stage' | 'body' | 'headers'>> = {},
  ) {
    super(text)
    this.status = status
    this.stage = stage
    this.body = body
    this.headers = headers
  }
}

/** The form of nearly every refusal of this network's proxy: HTTP 400, whatever the reason. */
export const refuse = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`${context}: ${cause}`, 400, { stage: 'request' })

export const refuseAnswer = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`${context}: ${cause}`, 400, { stage: 'response' })
