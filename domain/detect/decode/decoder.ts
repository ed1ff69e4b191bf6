import type { Pattern } from '../pattern/compile.ts';
import type { FieldName, StaticField } from './fields.ts';

export const DECODER_TYPES = [
  'syslog',
  'firewall',
  'ids',
  'web-log',
  'squid',
  'windows',
  'ossec',
  'host-information',
] as const;
/** Selects the root of the rule tree. */
export type DecoderType = (typeof DECODER_TYPES)[number];

export const PLUGINS = [
  'JSON_Decoder',
  'OSSECAlert_Decoder',
  'PF_Decoder',
  'SonicWall_Decoder',
  'SymantecWS_Decoder',
] as const;
export type PluginName = (typeof PLUGINS)[number];

/** Where a prematch, regex or plugin starts to read. */
export type Offset = 'log' | 'after_parent' | 'after_prematch' | 'after_regex';

export type OrderTarget =
  | { readonly kind: 'static'; readonly field: StaticField }
  | { readonly kind: 'dynamic'; readonly field: FieldName };

/** What an event bears of the decoder that it was given. */
export type DecoderIdentity = {
  readonly name: string;
  readonly parent: string | undefined;
  /** The two names as text, as results show them. */
  readonly shown: { readonly name: string; readonly parent?: string };
  readonly type: DecoderType;
  /** Names of the fields whose new combination `if_fts` notices. */
  readonly fts: readonly string[];
  readonly pluginOffset: Offset;
  readonly jsonNull: 'string' | 'discard';
  readonly jsonArrays: 'array' | 'csv';
  readonly accumulate: boolean;
};

export type Decoder = {
  readonly identity: DecoderIdentity;
  readonly programName: Pattern | undefined;
  readonly prematch: { readonly pattern: Pattern; readonly offset: Offset } | undefined;
  readonly plugin: PluginName | undefined;
  readonly regex:
    | { readonly pattern: Pattern; readonly offset: Offset; readonly order: readonly OrderTarget[] }
    | undefined;
};

/** A child of a root. `continues`: a later child of the same name goes on with the same event. */
export type DecoderChild = { readonly decoder: Decoder; continues: boolean };

export type DecoderRoot = { readonly decoder: Decoder; readonly children: DecoderChild[] };
