/** `Citrix NetScaler ADC (VPX)` → `citrix netscaler adc`: words in lower case, without what stands in brackets. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/[^a-z0-9+.#]+/)
    .filter((word) => word !== '');

const startsWith = (words: readonly string[], start: readonly string[]): boolean =>
  start.length <= words.length && start.every((word, index) => words[index] === word);

/** What a catalogue says of many products at once names none. */
const NAMELESS = /^(multiple|various)\b/i;

/**
 * The products that an entry of the catalogue names, each as the words of vendor and product. `FortiOS and FortiProxy`
 * of Fortinet are two; the whole text is one as well, for names such as `Backup and Replication`.
 */
export const catalogueProducts = (vendor: string, product: string): readonly (readonly string[])[] => {
  if (NAMELESS.test(product)) return [];
  const maker = wordsOf(vendor);
  const names = [product, ...product.split(/,\s*(?:and\s+)?|\s+and\s+/)].filter((name) => wordsOf(name).length > 0);
  return names.map((name) => {
    const words = wordsOf(name);
    return startsWith(words, maker) ? words : [...maker, ...words];
  });
};

/**
 * Whether the product of an inventory is one of these: it begins with its words, so that `Oracle WebLogic Server 14c` is
 * an `Oracle WebLogic Server`. At least one word beyond the vendor's must be there.
 */
export const isProduct = (inventoryName: string, products: readonly (readonly string[])[]): boolean => {
  const words = wordsOf(inventoryName);
  return products.some((product) => product.length > 1 && startsWith(words, product));
};
