import { describe, expect, it } from 'vitest';
import { readSyslog } from './syslog.ts';

describe('readSyslog', () => {
  it('reads RFC 5424 with structured data that holds brackets and quotes', () => {
    expect(readSyslog('1 2026-02-18T10:30:45.003Z host app 12 ID47 [a@1 b="x] \\" y"][c@2] text')).toEqual({
      format: 'rfc5424',
      time: Date.UTC(2026, 1, 18, 10, 30, 45, 3),
      host: 'host',
      app: 'app',
      pid: '12',
      msgid: 'ID47',
      structuredData: '[a@1 b="x] \\" y"][c@2]',
      message: 'text',
    });
  });

  it.each([
    ['Feb  8 10:30:45 host sshd[99]: text', { host: 'host', app: 'sshd', pid: '99', message: 'text' }],
    ['Feb 18 10:30:45 host kernel: text', { host: 'host', app: 'kernel', message: 'text' }],
    ['Feb 18 2026 10:30:45 host app: text', { time: Date.UTC(2026, 1, 18, 10, 30, 45), host: 'host', app: 'app' }],
    ['2026-02-18T10:30:45+01:00 host app: text', { time: Date.UTC(2026, 1, 18, 9, 30, 45), host: 'host', app: 'app' }],
    ['Feb 18 10:30:45 host no tag here', { host: 'host', message: 'no tag here' }],
  ])('reads %s', (line, expected) => {
    expect(readSyslog(line)).toMatchObject({ format: 'rfc3164', ...expected });
  });

  it.each(['', 'plain text', '1 2 3', 'Feb', 'Foo 18 10:30:45 host x', '1 2026-02-18T10:30:45Z'])(
    'takes %j as text',
    (line) => {
      expect(readSyslog(line)).toEqual({ format: 'none', message: line });
    },
  );
});
