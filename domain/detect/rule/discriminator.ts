/** A cheap necessary condition: an event without it cannot match the rule. */
export type Discriminator =
  | { readonly kind: 'decoder'; readonly name: string }
  | { readonly kind: 'field'; readonly slot: number; readonly values: readonly string[] | undefined }
  | { readonly kind: 'static'; readonly name: string; readonly values: readonly string[] };
