import { PanelBuilder as BarChartPanel } from '@grafana/grafana-foundation-sdk/barchart';
import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VizLegendOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { BAND_COLORS, BANDS } from '../domain/report/words.ts';
import { DATA_SOURCE, type InfinityColumn, infinityQuery } from './infinity-query.ts';

const number = (selector: string, text = selector): InfinityColumn => ({ selector, text, type: 'number' });
const string = (selector: string, text = selector): InfinityColumn => ({ selector, text, type: 'string' });
const time = (selector: string, text = 'Time'): InfinityColumn => ({ selector, text, type: 'timestamp' });

const RESPONSE = '/api/v1/metrics/response';

const stat = (title: string, columns: readonly InfinityColumn[], calculation: 'sum' | 'lastNotNull') =>
  new StatPanel()
    .title(title)
    .datasource(DATA_SOURCE)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.None)
    .noValue('–')
    .reduceOptions(
      new ReduceDataOptionsBuilder().calcs([calculation]).fields(`/^(${columns.map(({ text }) => text).join('|')})$/`),
    );

/** The sum of a list of counts by status. */
export const countStat = (title: string, root: 'incidents' | 'plans' | 'actions') => {
  const columns = [number('count', title)];
  return stat(title, columns, 'sum').withTarget(infinityQuery({ path: RESPONSE, root, columns, isTimed: true }));
};

/** Mean and 95th percentile of a span of time. */
export const timingStat = (title: string, field: string) => {
  const columns = [number(`${field}.mean`, 'Mean'), number(`${field}.p95`, '95 % within')];
  return stat(title, columns, 'lastNotNull')
    .unit('s')
    .withTarget(infinityQuery({ path: RESPONSE, columns, isTimed: true }));
};

/** Counters of lines over the last 24 hours, which is as far as the API sums them. */
export const lineStat = (title: string, counters: Readonly<Record<string, string>>) => {
  const columns = Object.entries(counters).map(([counter, text]) => number(`counters.${counter}`, text));
  return stat(title, columns, 'lastNotNull')
    .unit('locale')
    .timeFrom('24h')
    .withTarget(infinityQuery({ path: '/api/v1/metrics', columns, isTimed: true }));
};

export const bandSeries = () =>
  BANDS.toReversed().reduce(
    (panel, band) =>
      panel.overrideByName(band, [{ id: 'color', value: { mode: 'fixed', fixedColor: BAND_COLORS[band] } }]),
    new TimeSeriesPanel()
      .title('Incidents by band')
      .datasource(DATA_SOURCE)
      .drawStyle(GraphDrawStyle.Bars)
      .fillOpacity(90)
      .lineWidth(0)
      .decimals(0)
      .min(0)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal))
      .legend(new VizLegendOptionsBuilder().showLegend(true))
      .withTarget(
        infinityQuery({
          path: '/api/v1/metrics/incidents',
          root: 'items',
          columns: [time('time'), ...BANDS.toReversed().map((band) => number(band))],
          isTimed: true,
        }),
      ),
  );

/** A bar a status. */
export const statusBars = (title: string, root: 'incidents' | 'plans' | 'actions') =>
  new BarChartPanel()
    .title(title)
    .datasource(DATA_SOURCE)
    .orientation(VizOrientation.Horizontal)
    .xField('Status')
    .decimals(0)
    .min(0)
    .legend(new VizLegendOptionsBuilder().showLegend(false))
    .withTarget(
      infinityQuery({
        path: RESPONSE,
        root,
        columns: [string('status', 'Status'), number('count', 'Count')],
        isTimed: true,
      }),
    );

export const sourceTable = () =>
  new TablePanel()
    .title('Sources now')
    .datasource(DATA_SOURCE)
    .withTarget(
      infinityQuery({
        path: '/api/v1/sources',
        root: 'items',
        columns: [
          string('id', 'Source'),
          string('trust', 'Trust'),
          time('last_seen_at', 'Last seen'),
          number('lines_last_hour', 'Lines in the last hour'),
        ],
      }),
    );

export const incidentTable = () =>
  new TablePanel()
    .title('Newest incidents')
    .datasource(DATA_SOURCE)
    .withTarget(
      infinityQuery({
        path: '/api/v1/incidents',
        root: 'items',
        params: { limit: '20' },
        columns: [
          time('last_event_at', 'Last event'),
          string('band', 'Band'),
          string('title', 'What'),
          string('status', 'Status'),
          number('alert_count', 'Alerts'),
        ],
        isTimed: true,
      }),
    );
