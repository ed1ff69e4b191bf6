import { describe, expect, it } from 'vitest';
import { TenantId } from '../../domain/model/tenant.ts';
import { IpSetError } from '../../domain/ports/ip-sets.ts';
import { wafIpSets } from './ip-sets.ts';
import { fakeWaf } from './testing/fake-waf.ts';

const ACME = TenantId.parse('acme-bank');
const V4 = 'watchkeep-test-acme-bank-blocked-v4';
const V6 = 'watchkeep-test-acme-bank-blocked-v6';

const setUp = async (attempts = 3) => {
  const waf = fakeWaf();
  const pauses: number[] = [];
  const retry = { attempts, pause: async (attempt: number) => void pauses.push(attempt) };
  const open = () => wafIpSets(waf.client, 'watchkeep-test', retry);
  const sets = open();
  return { waf, pauses, sets, open };
};

describe('wafIpSets', () => {
  it('makes the two sets of a tenant once, also where another makes them at the same time', async () => {
    const { waf, sets, open } = await setUp();
    await Promise.all([sets.ensureIpSets(ACME), open().ensureIpSets(ACME)]);
    await open().ensureIpSets(ACME);
    expect(waf.sets.map(({ name }) => name)).toEqual([V4, V6]);
  });

  it('finds a set on a later page, by its whole name', async () => {
    const { waf, sets } = await setUp();
    for (const name of [`${V4}-old`, 'watchkeep-test-acme-blocked-v4', `x-${V4}`, V4, V6]) waf.put(name);
    await sets.add(ACME, '198.51.100.7');
    expect(waf.sets.map(({ addresses }) => addresses.length)).toEqual([0, 0, 0, 1, 0]);
    expect(waf.calls).toEqual(['ListIPSets', 'ListIPSets', 'GetIPSet', 'UpdateIPSet']);
    await sets.add(ACME, '198.51.100.8');
    expect(waf.calls.slice(4)).toEqual(['GetIPSet', 'UpdateIPSet']);
  });

  it('keeps the entries of others to the letter and knows an address however WAF writes it', async () => {
    const { waf, sets } = await setUp();
    waf.put(V4, ['203.0.113.0/24']);
    waf.put(V6, ['2001:0db8:0000:0000:0000:0000:0000:0001/128', '2001:DB8:1::/48']);
    expect(await sets.add(ACME, '2001:db8::1')).toBe('present');
    expect(await sets.add(ACME, '2001:db8::2')).toBe('added');
    expect(await sets.list(ACME)).toEqual(['2001:DB8:1::/48', '2001:db8::1', '2001:db8::2', '203.0.113.0/24']);
    expect(await sets.remove(ACME, '2001:db8::1')).toBe('removed');
    expect(waf.at(V6)).toEqual(['2001:DB8:1::/48', '2001:db8::2/128']);
    expect(waf.at(V4)).toEqual(['203.0.113.0/24']);
  });

  it('writes nothing where nothing changes', async () => {
    const { waf, sets } = await setUp();
    await sets.ensureIpSets(ACME);
    expect(await sets.remove(ACME, '198.51.100.7')).toBe('absent');
    await sets.add(ACME, '198.51.100.7');
    expect(await sets.add(ACME, '198.51.100.7')).toBe('present');
    expect(waf.calls.filter((call) => call === 'UpdateIPSet')).toHaveLength(1);
  });

  it('reads again where another changed the set in between, and loses neither', async () => {
    const { waf, pauses, sets } = await setUp();
    await sets.ensureIpSets(ACME);
    let others = 2;
    waf.before = async (call) => {
      const set = waf.sets.find(({ name }) => name === V4);
      if (call !== 'UpdateIPSet' || !set || others-- <= 0) return;
      set.addresses = [...set.addresses, `203.0.113.${others}/32`];
      set.version += 1;
    };
    expect(await sets.add(ACME, '198.51.100.7')).toBe('added');
    expect(waf.at(V4)).toEqual(['203.0.113.1/32', '203.0.113.0/32', '198.51.100.7/32']);
    expect(pauses).toEqual([2, 3]);
  });

  it('gives up after the last try and changes nothing', async () => {
    const { waf, sets } = await setUp(3);
    await sets.ensureIpSets(ACME);
    waf.before = async (call) => {
      const [set] = waf.sets;
      if (call === 'UpdateIPSet' && set) set.version += 1;
    };
    await expect(sets.add(ACME, '198.51.100.7')).rejects.toThrow('could not be updated in 3 tries');
    expect(waf.at(V4)).toEqual([]);
  });

  it('refuses the address after the 10,000th, and says what to do', async () => {
    const { waf, sets } = await setUp();
    waf.put(
      V4,
      Array.from({ length: 10_000 }, (_, n) => `20.0.${n >> 8}.${n & 255}/32`),
    );
    const refused = sets.add(ACME, '198.51.100.7');
    await expect(refused).rejects.toThrow(IpSetError);
    await expect(refused).rejects.toThrow(`${V4} holds 10000 addresses, its most: remove some first`);
    expect(await sets.add(ACME, '20.0.0.1')).toBe('present');
    expect(waf.at(V4)).toHaveLength(10_000);
  });

  it('says that a tenant has no sets, and finds them once they are there', async () => {
    const { waf, sets } = await setUp();
    await expect(sets.add(ACME, '198.51.100.7')).rejects.toThrow(`there is no IP set ${V4}: onboard the tenant again`);
    waf.put(V4);
    expect(await sets.add(ACME, '198.51.100.7')).toBe('added');
  });

  it('finds a set again that was deleted and made anew', async () => {
    const { waf, sets } = await setUp();
    waf.put(V4);
    await sets.add(ACME, '198.51.100.7');
    waf.sets.length = 0;
    waf.put('another');
    await expect(sets.add(ACME, '198.51.100.8')).rejects.toThrow();
    waf.put(V4);
    expect(await sets.add(ACME, '198.51.100.8')).toBe('added');
    expect(waf.at(V4)).toEqual(['198.51.100.8/32']);
  });
});
