import { z } from 'zod';

/** An entry of CISA's catalogue of known exploited vulnerabilities, as data/kev holds it. */
export const KnownVulnerability = z.object({
  cve_id: z.string().regex(/^CVE-\d{4}-\d{4,}$/),
  vendor: z.string(),
  product: z.string(),
  name: z.string(),
  date_added: z.string(),
  due_date: z.string(),
  /** CISA knows of ransomware campaigns that use it. */
  ransomware: z.boolean(),
});
export type KnownVulnerability = z.infer<typeof KnownVulnerability>;

export const KevCatalogue = z.object({
  /** `2025.08.25` */
  version: z.string(),
  vulnerabilities: z.array(KnownVulnerability),
});
export type KevCatalogue = z.infer<typeof KevCatalogue>;
