/** A compressed asset, bundled as bytes. */
declare module '*.gz' {
  const bytes: Uint8Array;
  export default bytes;
}
