/** SHA-256 of the DER of Intel's SGX Root CA, which every quote of a real TDX platform leads to. It is valid until the end of 2049. */
export const intelRootHash = '44a0196b2b99f889b8e149e95b807a350e7424964399e885a7cbb8ccfab674d3'

/** SHA-256 of the DER of NVIDIA's Device Identity CA, which the evidence of every real GPU leads to. It has no end. */
export const nvidiaRootHash = '102bf659d5419614c9d8e6aecebc80454eb26b1df6a769ac720b9a690b167b48'

/** Roots to trust instead of the vendors' own, as DER of their certificates. What they vouch for is `simulated`. */
export type Roots = { intel?: Uint8Array | undefined; nvidia?: Uint8Array | undefined }
