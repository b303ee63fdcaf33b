export type OfficialVersion = '0.9.0' | '0.8.3'

/** The official client of today's network, as the registry knows it. */
export const officialPackage = (version: OfficialVersion): string =>
  `@0gfoundation/0g-compute-ts-sdk@${version}`
