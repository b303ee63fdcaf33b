import { refuse } from '../../rejection.js'

const context = 'prepare HTTP request: enforce configured model'

/** Throws `ProviderRejection` for a request that names another model than the one on offer; `onMismatch` hears of it first. */
export function requireModel(
  asked: unknown,
  { model, onMismatch }: { model: string; onMismatch: () => void },
): void {
  if (asked === undefined || asked === model) return
  if (typeof asked !== 'string') {
    throw refuse(context, `invalid model type in request (expected string), configured model is: ${model}`)
  }
  onMismatch()
  throw refuse(
    context,
    `model not supported: requested '${asked}', only '${model}' is available for this service`,
  )
}
