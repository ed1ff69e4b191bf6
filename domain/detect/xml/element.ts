/** An element of the XML dialect of Wazuh's rule and decoder files. */
export type XmlElement = {
  /** Lower case: names are case-insensitive. */
  readonly name: string;
  /** Names in lower case, values verbatim. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Text verbatim: no trimming, no entities. Comments are gone. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Line of the opening tag, from 1. */
  readonly line: number;
};

export type XmlError = { readonly line: number; readonly reason: string };
