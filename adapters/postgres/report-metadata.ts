import { sql } from 'kysely';
import { Report } from '../../domain/model/response.ts';
import type { ReportMetadata } from '../../domain/ports/report-store.ts';
import type { Database, TenantTransaction } from './database.ts';
import { pageOf, placeOf } from './newest-first.ts';

const read = async (transaction: TenantTransaction, reportId: string): Promise<Report | undefined> => {
  const row = await transaction
    .selectFrom('reports')
    .select('document')
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row && Report.parse(row.document);
};

/** What is known of reports, in PostgreSQL; their files lie in S3. */
export const postgresReportMetadata = ({ withTenant }: Database): ReportMetadata => ({
  put: (tenant, report) =>
    withTenant(tenant, async (tx) => {
      await tx
        .insertInto('reports')
        .values({
          tenant,
          report_id: report.report_id,
          document: JSON.stringify(report),
          created_at: new Date(report.created_at),
        })
        .onConflict((conflict) => conflict.columns(['tenant', 'report_id']).doNothing())
        .execute();
      return (await read(tx, report.report_id)) ?? report;
    }),
  get: (tenant, reportId) => withTenant(tenant, (tx) => read(tx, reportId)),
  list: (tenant, { limit, cursor }) =>
    withTenant(tenant, async (tx) => {
      const after = placeOf(cursor);
      let query = tx.selectFrom('reports').select(['document', 'created_at', 'report_id']);
      if (after) query = query.where(sql<boolean>`(created_at, report_id) < (${after.at}, ${after.id})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('report_id', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(
        rows,
        limit,
        ({ created_at, report_id }) => ({ at: created_at, id: report_id }),
        ({ document }) => Report.parse(document),
      );
    }),
});
