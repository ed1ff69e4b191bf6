import { describe, expect, it } from 'vitest';
import { compilePath } from './path.ts';

const record = {
  actor: { id: '7', 'display.name': 'Anna' },
  'actor.id': 'flat',
  'k8s.io/pod': { name: 'api' },
  target: [
    { type: 'App', id: 'a1' },
    { type: 'User', id: 'u1', tags: ['x', 'y'] },
  ],
  zero: 0,
  no: false,
  nothing: null,
};
const read = (path: string): unknown => compilePath(path)?.read(record);

describe('compilePath', () => {
  it.each([
    ['actor.display.name', 'Anna'],
    ['actor.id', 'flat'],
    ['k8s.io/pod.name', 'api'],
    ['target.1.id', 'u1'],
    ['target[type=User].id', 'u1'],
    ['target[type=User].tags.1', 'y'],
    ['zero', 0],
    ['no', false],
  ])('reads %s', (path, value) => {
    expect(read(path)).toBe(value);
  });

  it.each([
    'nothing',
    'target.2.id',
    'target.-1',
    'target.length',
    'actor.id.x',
    'constructor',
    '__proto__.x',
    'toString',
    'target[type=Group].id',
  ])('finds nothing at %s', (path) => {
    expect(read(path)).toBeUndefined();
  });

  it.each(['', 'a..b', '.a', 'a.', 'a[b', 'a[b=c', '[a=b].c', 'a.b.c.d.e.f.g.h.i.j.k.l.m'])('refuses %s', (path) => {
    expect(compilePath(path)).toBeUndefined();
  });
});
