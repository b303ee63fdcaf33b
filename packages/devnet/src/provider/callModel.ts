import { ProviderRejection, refuseAnswer } from './rejection.js'

/** Asks the model. Throws `ProviderRejection`, in the network's words when the model can't be reached. */
export async function callModel(ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ProviderRejection) throw error
    throw refuseAnswer('call proxied service', error instanceof Error ? error.message : String(error))
  }
}
