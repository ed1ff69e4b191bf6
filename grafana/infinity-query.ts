import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The uid of the data source in provisioning/datasources. */
export const DATA_SOURCE = { type: 'yesoreyeram-infinity-datasource', uid: 'watchkeep-api' } as const;

export type InfinityColumn = {
  /** Dotted path in an item of the answer. */
  readonly selector: string;
  readonly text: string;
  readonly type: 'string' | 'number' | 'timestamp' | 'boolean';
};

type InfinityRequest = {
  /** Path of the broker; the data source knows its address. */
  readonly path: string;
  /** Where the rows are in the answer; the answer itself by default. */
  readonly root?: string;
  readonly columns: readonly InfinityColumn[];
  readonly params?: Readonly<Record<string, string>>;
  /** Sends the dashboard's time range as `from` and `to`. */
  readonly isTimed?: boolean;
};

const RANGE = { from: `\${__from:date:iso}`, to: `\${__to:date:iso}` };

class InfinityDataquery implements Dataquery {
  readonly refId = 'A';
  readonly datasource = DATA_SOURCE;
  readonly type = 'json';
  readonly source = 'url';
  readonly parser = 'backend';
  readonly format = 'table';
  readonly url: string;
  readonly url_options: { method: 'GET'; data: ''; params: { key: string; value: string }[] };
  readonly root_selector: string;
  readonly columns: readonly InfinityColumn[];
  readonly filters: readonly never[] = [];

  constructor({ path, root = '', columns, params = {}, isTimed = false }: InfinityRequest) {
    const all = { ...params, ...(isTimed ? RANGE : {}) };
    this.url = path;
    this.url_options = { method: 'GET', data: '', params: Object.entries(all).map(([key, value]) => ({ key, value })) };
    this.root_selector = root;
    this.columns = columns;
  }

  _implementsDataqueryVariant(): void {}
}

/** A query of the Infinity data source on the broker's API. */
export const infinityQuery = (request: InfinityRequest): Builder<Dataquery> => ({
  build: () => new InfinityDataquery(request),
});
