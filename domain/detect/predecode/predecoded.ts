/** What the pre-decoder takes from a line; `log` is what decoders and rules see. All bytes. */
export type Predecoded = {
  readonly log: string;
  readonly hostname: string | undefined;
  readonly programName: string | undefined;
};
