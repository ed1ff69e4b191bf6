/** What is wrong with a parser file: where, and what to do. */
export type ParserFault = { readonly file: string; readonly line: number; readonly problem: string };

/** `parsers/okta.yaml:12: fields.user_idd is no field …` */
export const faultText = ({ file, line, problem }: ParserFault): string => `${file}:${line}: ${problem}`;
