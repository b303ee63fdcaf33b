/**
 * What a lazy `import` gives, kept: asking again costs nothing. A failure isn't kept, so that a page that was offline can go on.
 */
export function loadOnce<loaded>(load: () => Promise<loaded>): () => Promise<loaded> {
  let loading: Promise<loaded> | undefined
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
}
