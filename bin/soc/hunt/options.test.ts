import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const PERIOD = { from: '2026-02-18T10:00:00Z', to: '2026-02-18T11:00:00Z' };

describe('the options of soc hunt', () => {
  it('make a suppression, of all alerts or of some', async () => {
    expect(await readOptions({ ...PERIOD, suppress: '100010' }, NOW)).toMatchObject({
      change: { kind: 'suppression', rule_id: '100010' },
      period: { from: '2026-02-18T10:00:00.000Z' },
    });
    const where = 'win.eventdata.commandLine=a=b';
    expect((await readOptions({ ...PERIOD, suppress: '1', where }, NOW)).change).toMatchObject({
      where: { field: 'win.eventdata.commandLine', value: 'a=b' },
    });
  });

  it.each([
    [{}, /either --rule FILE or --suppress/],
    [{ rule: 'a.xml', suppress: '1' }, /either --rule FILE or --suppress/],
    [{ rule: 'a.xml', where: 'a=b' }, /--where narrows/],
    [{ suppress: 'x' }, /rule_id must be the id of a rule/],
    [{ suppress: '1', where: 'ip' }, /field=value/],
    [{ suppress: '1', where: '$(id)=1' }, /where.field must be/],
    [{ rule: '/nowhere/rule.xml' }, /cannot be read/],
    [{ suppress: '1', from: 'yesterday' }, /^--from yesterday is no instant/],
    [{ suppress: '1', to: '2026-02-17T00:00:00Z' }, /must be before/],
  ])('are refused with a sentence: %j', async (options, reason) => {
    await expect(readOptions({ ...PERIOD, ...options }, NOW)).rejects.toThrow(reason);
  });
});
