import type { XmlElement } from '../../domain/detect/xml/element.ts';
import { parseXml } from '../../domain/detect/xml/parse.ts';

/** What a rule says about its events, other than which they are. */
const NOT_CONDITIONS = new Set(['description', 'group', 'mitre', 'options', 'info']);

const normalized = ({ name, attributes, text }: XmlElement): string => {
  const alternatives = text.trim().toLowerCase().split('|').toSorted().join('|');
  return [name, ...[...attributes].map((pair) => pair.join('=')).toSorted(), alternatives].join(' ');
};

/**
 * The conditions of each rule of a file in a normal form: two rules of the same form tell the same events apart, whatever
 * their level, frequency, timeframe and words. Throws where the file is malformed.
 */
export const signaturesOf = (xml: string): readonly (readonly [id: string, signature: string])[] => {
  const roots = parseXml(xml);
  if (!roots.ok) throw new Error(`line ${roots.error.line}: ${roots.error.reason}`);
  const rules = roots.value.flatMap(({ children }) => children.filter(({ name }) => name === 'rule'));
  return rules.map(({ attributes, children }) => {
    const conditions = children.filter(({ name }) => !NOT_CONDITIONS.has(name)).map(normalized);
    const stateful = attributes.has('frequency') ? ['counts'] : [];
    return [attributes.get('id') ?? '', [...stateful, ...conditions.toSorted()].join('\n')];
  });
};
