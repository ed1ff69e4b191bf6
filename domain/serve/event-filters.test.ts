import { describe, expect, it } from 'vitest';
import { eventFilters } from './event-filters.ts';

const reasonsOf = (...written: string[]) => {
  const filters = eventFilters(written);
  return filters.ok ? [] : (filters.error.document.errors ?? []);
};

describe('filters of the event search', () => {
  it('are fields of the catalogue with a value of their type', () => {
    expect(eventFilters(['source_ip=198.51.100.7', 'user_id=a=b', 'event.repeated=false'])).toEqual({
      ok: true,
      value: [
        { field: 'source_ip', value: '198.51.100.7' },
        { field: 'user_id', value: 'a=b' },
        { field: 'event.repeated', value: 'false' },
      ],
    });
  });

  it.each([
    ['source_ip', 'must be field=value'],
    ['=x', 'must be field=value'],
    ['_index=x', 'names no field of the catalogue'],
    ['__proto__=x', 'names no field of the catalogue'],
    ['constructor=x', 'names no field of the catalogue'],
    ['source_ip=10.0.0.0/8', 'source_ip must be an IP address'],
    ['source_ip=*', 'source_ip must be an IP address'],
    ['event.repeated=yes', 'event.repeated must be true or false'],
    ['event.original=x', 'event.original holds text: search it with `q`'],
  ])('refuse %s', (written, reason) => {
    expect(reasonsOf('user_id=x', written)).toEqual([{ field: 'filter.1', reason }]);
  });

  it('are taken literally: nothing in a value is syntax', () => {
    const value = '* OR 1=1 {"match_all":{}} user_id:/.*/';
    expect(eventFilters([`user_id=${value}`])).toEqual({ ok: true, value: [{ field: 'user_id', value }] });
  });
});
