import { readParsers } from '../../adapters/parser-files.ts';
import { faultText } from '../../domain/normalize/parse/fault.ts';
import { type ParserSet, parserSet } from '../../domain/normalize/parse/parser-set.ts';
import { clone } from '../../localstack/platform/folders.ts';

/** The parsers of `detections/parsers/`; a file that is wrong is told on stderr, the others work. */
export const ownParsers = async (): Promise<ParserSet> => {
  const { parsers, faults } = await readParsers(clone);
  for (const fault of faults) process.stderr.write(`soc: parser refused: ${faultText(fault)}\n`);
  return parserSet(parsers);
};
