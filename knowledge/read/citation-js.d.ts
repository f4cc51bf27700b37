/** As much of Citation.js as is used; it has no types of its own. */
declare module '@citation-js/core' {
  export const plugins: {
    readonly input: {
      /** Parses `data` through every format on the way to CSL-JSON. @throws for what cannot be parsed. */
      chain(data: string, options: { readonly forceType: string; readonly generateGraph: boolean }): readonly unknown[];
    };
  };
}
declare module '@citation-js/plugin-bibtex' {}
