import { z } from 'zod';
import { Entity } from './entity.ts';

/** What a tenant says about a machine, a service, an account or a group of them. */
export const Asset = z.object({
  asset_id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  /** Entities that it stands for; `value` may end in `*` (a prefix), an `ip` may be a CIDR network. */
  matches: z.array(Entity).min(1).max(50),
  /** Criticality: 1 (least) to 10. */
  tier: z.number().int().min(1).max(10),
  business_impact: z.string().min(1).max(200),
  owner: z.string().min(1).max(200),
  /** Product names as an inventory has them, for example `Microsoft Exchange Server`; no versions. */
  products: z.array(z.string().min(1).max(200)).max(50),
});
export type Asset = z.infer<typeof Asset>;

export const AssetMatch = z.object({
  asset_id: z.string(),
  name: z.string(),
  tier: z.number().int(),
  business_impact: z.string(),
  owner: z.string(),
  entities: z.array(Entity),
});
export type AssetMatch = z.infer<typeof AssetMatch>;

/** A known exploited vulnerability of a product that an affected asset runs. */
export const VulnerabilityMatch = z.object({
  cve_id: z.string(),
  name: z.string(),
  product: z.string(),
  asset_id: z.string(),
  due_date: z.string(),
  ransomware: z.boolean(),
  required_action: z.string(),
  /** What is not known, for example `product-level, version unconfirmed`. */
  certainty: z.string(),
});
export type VulnerabilityMatch = z.infer<typeof VulnerabilityMatch>;

export const TechniqueContext = z.object({
  technique_id: z.string(),
  name: z.string(),
  tactics: z.array(z.string()),
  /** The technique that a sub-technique belongs to. */
  parent: z.string().optional(),
  url: z.string(),
  /** Alerts that named it. */
  evidence: z.array(z.string()),
});
export type TechniqueContext = z.infer<typeof TechniqueContext>;

export const Enrichment = z.object({
  assets: z.array(AssetMatch),
  /** The highest tier of the assets; the default for protected where none is known. */
  asset_criticality: z.number().int().min(1).max(10),
  business_impact: z.array(z.string()),
  cve_matches: z.array(VulnerabilityMatch),
  techniques: z.array(TechniqueContext),
  threat_intel: z.object({ ip_reputation: z.string(), known_threats: z.array(z.string()) }),
  /** Snapshots used: `kev 2025.08.25`, `attack 17.1`. */
  sources: z.array(z.string()),
  limits: z.array(z.string()),
});
export type Enrichment = z.infer<typeof Enrichment>;
