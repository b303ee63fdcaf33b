import { BaseError } from '@zg/core'

type Said<fields> = { text: string; fields: fields }

/** A tool's answer; for a failure that the user can act on, its text. All else is a defect, and thrown. */
export async function answer<fields extends Record<string, unknown>>(work: () => Promise<Said<fields>>) {
  try {
    const { text, fields } = await work()
    return { content: [{ type: 'text' as const, text }], structuredContent: fields }
  } catch (error) {
    if (!BaseError.is(error)) throw error
    return { content: [{ type: 'text' as const, text: error.message }], isError: true }
  }
}
