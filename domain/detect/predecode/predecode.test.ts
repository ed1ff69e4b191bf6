import { describe, expect, it } from 'vitest';
import { predecode } from './predecode.ts';

describe('pre-decoding', () => {
  it.each([
    ['Feb 18 10:30:45 fw-1 sshd[812]: Failed', 'fw-1', 'sshd', 'Failed'],
    ['Feb  8 10:30:45 fw-1 sshd: Failed', 'fw-1', 'sshd', 'Failed'],
    ['Feb 18 10:30:45  fw-1 sshd:Failed', 'fw-1', 'sshd', 'Failed'],
    ['Feb 18 10:30:45 fw-1 sshd[812] Failed', 'fw-1', 'sshd', 'Failed'],
    ['Feb 18 10:30:45 fw-1 something happened', 'fw-1', undefined, 'something happened'],
    ['Feb 18 10:30:45 su: bad', undefined, 'su', 'bad'],
    ['Feb 18 10:30:45 fw-1[33]: bad', undefined, undefined, '[33]: bad'],
    ['Feb 18 10:30:45 CEF:0|x', undefined, undefined, ':0|x'],
    ['Feb 18 10:30:45 %ASA-6: x', undefined, undefined, '%ASA-6: x'],
    ['Feb 18 10:30:45 sun sshd[1]: [ID 702911 auth.notice] Failed', 'sun', 'sshd', 'Failed'],
    ['Feb 18 10:30:45 aix auth|security:info sshd: Failed', 'aix', 'sshd', 'Failed'],
    ['M\u00c3\u00a4r 18 10:30:45 h p: x', 'h', 'p', 'x'],
    ['2026-02-18 10:30:45,123 h p: x and more', 'h', 'p', 'x and more'],
    ['2026-02-18T10:30:45+01:00 h p[1]: x and more', 'h', 'p', 'x and more'],
    ['2026-02-18T10:30:45.123+01:00 h p[1]: x', 'h', 'p', 'x'],
    ['2026-02-18T10:30:45.123456+01:00 h p: x', 'h', 'p', 'x'],
    ['2026-02-18T10:30:45.123456+0100 h p: x', 'h', 'p', 'x'],
    ['2026 Feb 18 10:30:45 h p: x', 'h', 'p', 'x'],
    ['2026-02-18 10:30:45.123456+0100 h p: x', 'h', 'p', 'x'],
    ['Mon Apr 17 18:27:14 2006 1 64.160.42.130 x', undefined, undefined, '1 64.160.42.130 x'],
    ['08/28-15:21:54.123456  [**] x', undefined, undefined, '[**] x'],
    ['08/28/2025-15:21:54.123456  [**] x', undefined, undefined, '[**] x'],
    ['[Fri Feb 11 18:06:35 2004] [warn] x', undefined, undefined, '[warn] x'],
    ['1140701044.525   1231 192.168.1.1 x', undefined, undefined, '1231 192.168.1.1 x'],
    ['[Time 2006.12.28 15:53:55 UTC] [Sender sshd] [Message bad] [Host mac]', 'mac', 'sshd', 'bad'],
    ['{"a":1}', undefined, undefined, '{"a":1}'],
    ['', undefined, undefined, ''],
    ['Feb 18 10:30:45 ', undefined, undefined, 'Feb 18 10:30:45 '],
  ])('%s', (line, hostname, programName, log) => {
    expect(predecode(line)).toEqual({ hostname, programName, log });
  });
});
