/** A body compressed, its parts told before they are. It comes out in few parts, because what compresses waits for more. */
export const gzip = (
  body: ReadableStream<Uint8Array>,
  onChunk: (bytes: Uint8Array) => void,
): ReadableStream<Uint8Array> =>
  body
    .pipeThrough(
      new TransformStream<Uint8Array, BufferSource>({
        transform: (chunk, controller) => {
          onChunk(chunk)
          controller.enqueue(new Uint8Array(chunk))
        },
      }),
    )
    .pipeThrough(new CompressionStream('gzip'))
