/** A request that the provider refuses, with the network's own words. */
export class ProviderRejection extends Error {
  readonly status: number
  readonly body: string

  constructor(text: string, status = 400) {
    super(text)
    this.status = status
    this.body = JSON.stringify({ error: text })
  }
}

/** The form of every refusal of this generation's proxy: HTTP 400, whatever the reason. */
export const refuse = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`Provider proxy: handle proxied service, ${context}: ${cause}`)

export const refuseAnswer = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`Provider proxy: handle proxied service response, ${context}: ${cause}`)
