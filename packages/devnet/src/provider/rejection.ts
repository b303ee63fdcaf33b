/** A request that the provider refuses, with the network's own words. */
export class ProviderRejection extends Error {
  override readonly name: string = 'ProviderRejection'
  readonly status: number

  constructor(text: string, status = 400) {
    super(text)
    this.status = status
  }
}

/** The form of nearly every refusal of this network's proxy: HTTP 400, whatever the reason. */
export const refuse = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`Provider proxy: handle proxied service, ${context}: ${cause}`)

export const refuseAnswer = (context: string, cause: string): ProviderRejection =>
  new ProviderRejection(`Provider proxy: handle proxied service response, ${context}: ${cause}`)
