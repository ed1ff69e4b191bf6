/** A parser file that a deployment got without being deployed anew. */
export type PublishedParser = {
  /** Name in the file. */
  readonly name: string;
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly publishedAt: string;
  /** Who published, for the reader of the list. */
  readonly publishedBy: string;
};

/** The published parsers of a deployment; all tenants' lines are read by them. */
export type ParserStore = {
  readonly all: () => Promise<readonly PublishedParser[]>;
  /** Replaces the one of the same name; what it replaces is kept as a former version. */
  readonly publish: (parser: PublishedParser) => Promise<void>;
  /** False where none of the name was published. */
  readonly retire: (name: string) => Promise<boolean>;
};
