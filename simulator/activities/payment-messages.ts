import type { Activity, StartActivity, Step } from '../activity.ts';
import { ownLine } from '../formats/own-line.ts';
import type { Random } from '../random.ts';
import { type Colleague, guid } from '../world/services.ts';
import type { World } from '../world/world.ts';

/** At which terminal an operator of the messaging interface sits. */
export type Terminal = {
  readonly operator: Colleague;
  readonly address: string;
  readonly device: string;
  readonly deviceAgeDays: number;
  readonly session: string;
};

export const terminalOf = (world: World, operator: Colleague, random: Random): Terminal => ({
  operator,
  address: `${world.services.swift.network}.${10 + (Number(operator.workstation.split('-')[1] ?? 0) % 200)}`,
  device: `term-${operator.workstation.split('-')[1]}`,
  deviceAgeDays: random.integer(90, 1400),
  session: `s-${random.hex(20)}`,
});

/** A line of the messaging interface (docs/log-types.md). */
export const swiftStep = (
  wait: number,
  world: World,
  at: Terminal,
  eventType: string,
  details: Readonly<Record<string, string | number>>,
  random: Random,
): Step => ({
  wait,
  logSource: 'payments',
  write: (now) =>
    ownLine(
      now,
      'swift',
      {
        event_type: eventType,
        host: world.services.swift.host,
        operator: at.operator.userName,
        role: 'operator',
        source_ip: at.address,
        device_id: at.device,
        device_age_days: at.deviceAgeDays,
        session_id: at.session,
        ...details,
        result: details.result ?? 'success',
      },
      random,
    ),
});

export const paymentMessage = (world: World, random: Random, usual: number) => ({
  message_id: `M${random.hex(14).toUpperCase()}`,
  message_type: random.chance(0.7) ? 'MT103' : 'MT202',
  origin: 'back_office',
  sender_bic: world.services.swift.bic,
  receiver_bic: random.pick(world.services.swift.correspondents),
  correspondent_age_days: random.integer(120, 3000),
  uetr: guid(random),
  amount: Number((500 + random.exponential(usual)).toFixed(2)),
  currency: random.weighted([
    ['EUR', 6],
    ['USD', 3],
    ['GBP', 1],
  ]),
});

/** Two people and the back office send a day's payment messages: one checks, another releases. */
export const paymentDesk: StartActivity = function* (world, random): Activity {
  const [first, second] = random.shuffle(world.services.swift.operators);
  if (!first || !second) return;
  const [maker, checker] = [terminalOf(world, first, random), terminalOf(world, second, random)];
  for (const terminal of [maker, checker]) {
    if (random.chance(0.06))
      yield swiftStep(
        random.integer(3000, 9000),
        world,
        terminal,
        'operator_signon_failed',
        { reason: 'wrong_password', result: 'failure' },
        random,
      );
    yield swiftStep(random.integer(1000, 20_000), world, terminal, 'operator_signon', {}, random);
  }
  for (let count = random.integer(4, 30); count > 0; count--) {
    const message = paymentMessage(world, random, 60_000);
    // A few are typed in: tracers, repairs, what no system sends.
    const typed = random.chance(0.04);
    yield swiftStep(
      random.integer(2000, 40_000),
      world,
      maker,
      'message_created',
      { ...message, origin: typed ? 'manual' : 'back_office' },
      random,
    );
    if (random.chance(0.02)) {
      yield swiftStep(
        random.integer(5000, 60_000),
        world,
        checker,
        'message_rejected',
        { ...message, reason: 'format' },
        random,
      );
      continue;
    }
    yield swiftStep(random.integer(3000, 60_000), world, checker, 'message_approved', message, random);
    yield swiftStep(random.integer(500, 9000), world, checker, 'message_released', message, random);
  }
  for (const terminal of [maker, checker])
    yield swiftStep(random.integer(5000, 90_000), world, terminal, 'operator_signoff', {}, random);
};
