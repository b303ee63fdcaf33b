import { refuse } from '../../rejection.js'

const context = 'prepare HTTP request: enforce configured model'

/** Throws `ProviderRejection` for a request that names a model that isn't on offer; `onMismatch` hears of it first. */
export function requireModel(
  asked: unknown,
  { model, others, onMismatch }: { model: string; others: readonly string[]; onMismatch: () => void },
): void {
  if (asked === undefined || [model, ...others].some((each) => each === asked)) return
  if (typeof asked !== 'string') {
    throw refuse(context, `invalid model type in request (expected string), configured model is: ${model}`)
  }
  onMismatch()
  const reason =
    others.length === 0
      ? `requested '${asked}', only '${model}' is available for this service`
      : `'${asked}' is not available for this service`
  throw refuse(context, `model not supported: ${reason}`)
}
