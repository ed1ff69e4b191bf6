import type { Field } from '../../../domain/normalize/fields/field.ts';
import { FIELDS } from '../../../domain/normalize/fields.ts';

export type Mapping = { readonly [key: string]: unknown };

/** The OpenSearch mapping of a field of the catalogue. */
export const mappingOf = ({ type, bound }: Field): Mapping => {
  switch (type) {
    case 'keyword':
      return { type, ignore_above: bound };
    case 'text':
      return { type, norms: false };
    case 'date':
      return { type, format: 'strict_date_optional_time' };
    default:
      return { type };
  }
};

/**
 * Mappings of all fields of normalized events. Names with dots become objects, which is what OpenSearch makes of them
 * anyway; a name that is a leaf and a parent at once would be refused by OpenSearch, and here by the type of the result.
 */
export const eventProperties = (): Mapping =>
  Object.fromEntries(Object.entries<Field>(FIELDS).map(([name, field]) => [name, mappingOf(field)]));
