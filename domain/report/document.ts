/** A report as blocks, before it is a page or a PDF. Texts are plain text; renderers escape them. */

export type Tone = 'good' | 'neutral' | 'warning' | 'critical';

export type Series = { readonly name: string; readonly color: string; readonly values: readonly number[] };

export type Chart =
  /** Stacked columns, one a label. */
  | { readonly kind: 'columns'; readonly labels: readonly string[]; readonly series: readonly Series[] }
  /** A bar a row. */
  | { readonly kind: 'bars'; readonly rows: readonly { readonly label: string; readonly value: number }[] };

export type Column = { readonly title: string; readonly align: 'left' | 'right' };

/** A grave incident in a few lines. */
export type Card = {
  readonly badge: string;
  readonly tone: Tone;
  readonly color: string;
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
};

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'notice'; readonly tone: Tone; readonly text: string }
  | {
      readonly kind: 'figures';
      readonly items: readonly { readonly label: string; readonly value: string; readonly note: string }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** The last row sums the others up. */
      readonly hasTotal: boolean;
    }
  /** `description` says in words what the picture shows. */
  | { readonly kind: 'chart'; readonly title: string; readonly description: string; readonly chart: Chart }
  | { readonly kind: 'card'; readonly card: Card };

export type Section = { readonly id: string; readonly title: string; readonly blocks: readonly Block[] };

export type ReportDocument = {
  readonly title: string;
  readonly tenant: string;
  /** `18 February 2026, 00:00–24:00 UTC` */
  readonly period: string;
  readonly reportId: string;
  readonly createdAt: string;
  readonly sections: readonly Section[];
};
