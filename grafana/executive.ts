import { type Dashboard, DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandSeries, countStat, incidentTable, lineStat, sourceTable, statusBars, timingStat } from './panels.ts';

/** What an executive watches: incidents, how fast and by whom they were answered, and whether all lines arrive. */
export const executiveDashboard = (): Dashboard =>
  new DashboardBuilder('Watchkeep: executive')
    .uid('watchkeep-executive')
    .tags(['watchkeep'])
    .description('Generated from grafana/executive.ts: change it there.')
    .readonly()
    .timezone('utc')
    .time({ from: 'now-24h', to: 'now' })
    .refresh('1m')
    .withRow(new RowBuilder('Response'))
    .withPanel(countStat('Incidents opened', 'incidents').height(5).span(4))
    .withPanel(countStat('Plans made', 'plans').height(5).span(4))
    .withPanel(countStat('Actions', 'actions').height(5).span(4))
    .withPanel(timingStat('Incident to plan', 'seconds_to_plan').height(5).span(4))
    .withPanel(timingStat('Request to decision', 'seconds_to_decision').height(5).span(4))
    .withPanel(timingStat('Incident to response', 'seconds_to_response').height(5).span(4))
    .withPanel(bandSeries().height(9).span(24))
    .withPanel(statusBars('Incidents by status', 'incidents').height(9).span(8))
    .withPanel(statusBars('Plans by status', 'plans').height(9).span(8))
    .withPanel(statusBars('Actions by status', 'actions').height(9).span(8))
    .withPanel(incidentTable().height(9).span(24))
    .withRow(new RowBuilder('Lines'))
    .withPanel(lineStat('Taken in 24 hours', { offered: 'Offered', archived: 'Archived' }).height(5).span(8))
    .withPanel(lineStat('Not read in 24 hours', { rejected: 'Rejected', quarantined: 'Quarantined' }).height(5).span(8))
    .withPanel(
      lineStat('Alerts in 24 hours', { in_incidents: 'In incidents', suppressed: 'Suppressed' }).height(5).span(8),
    )
    .withPanel(sourceTable().height(8).span(24))
    .build();

/** The file that Grafana is given. */
export const executiveJson = (): string => `${JSON.stringify({ id: null, ...executiveDashboard() }, null, 2)}\n`;
