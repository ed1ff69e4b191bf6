import { HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { paymentMessage, swiftStep, type Terminal, terminalOf } from '../activities/payment-messages.ts';
import { logCleared } from '../activities/server-events.ts';
import { bankIdentifier } from '../world/services.ts';
import { address, host, type Play, type Stage, user } from './story.ts';

const TAKEOVER: Stage = { stage: 'operators taken over', techniques: ['T1078.002'] };
const PREPARATION: Stage = { stage: 'preparation', techniques: ['T1098'] };
const FRAUD: Stage = { stage: 'fraudulent messages', techniques: ['T1657'] };
const DELETION: Stage = { stage: 'evidence deleted', techniques: ['T1070', 'T1565.001'] };

/** One terminal, two operators' passwords: messages to new correspondents, then nobody shall find them. */
export const playSwiftOperator: Play = ({ world, random, story, slow }) => {
  const [maker, checker] = random.shuffle(world.services.swift.operators);
  if (!maker || !checker) throw new Error('a bank has two operators at least');
  const wait = (seconds: number): number =>
    slow ? random.between(20, 200) * MINUTE_MS : random.exponential(seconds * 1000);
  const rest = (): void => story.pause(slow ? random.between(12, 40) * HOUR_MS : random.integer(4000, 40_000));
  const foothold = {
    address: random.pick(world.staff('clerk')).address,
    device: `term-${random.hex(4)}`,
    deviceAgeDays: 0,
  };
  const at = (operator: Terminal['operator']): Terminal =>
    slow
      ? { ...terminalOf(world, operator, random), deviceAgeDays: random.integer(300, 900) }
      : { operator, ...foothold, session: `s-${random.hex(20)}` };
  const sessions = [at(maker), at(checker)] as const;

  for (const session of sessions) {
    for (let guess = slow ? 0 : random.integer(0, 3); guess > 0; guess--)
      story.malicious(
        TAKEOVER,
        swiftStep(
          wait(5),
          world,
          session,
          'operator_signon_failed',
          { reason: 'wrong_password', result: 'failure' },
          random,
        ),
      );
    story.malicious(TAKEOVER, swiftStep(wait(8), world, session, 'operator_signon', {}, random));
  }
  rest();
  const receiver = bankIdentifier(random);
  story.malicious(
    PREPARATION,
    swiftStep(
      wait(10),
      world,
      sessions[1],
      'rma_changed',
      { change: 'authorised', receiver_bic: receiver, correspondent_age_days: 0 },
      random,
    ),
  );
  if (!slow && random.chance(0.6))
    story.malicious(
      PREPARATION,
      swiftStep(
        wait(8),
        world,
        sessions[1],
        'configuration_changed',
        { parameter: 'four_eyes_threshold', old_value: 'on', new_value: 'off' },
        random,
      ),
    );
  rest();
  for (let count = slow ? random.integer(4, 8) : random.integer(6, 20); count > 0; count--) {
    const message = {
      ...paymentMessage(world, random, 1),
      message_type: 'MT103',
      origin: 'manual',
      receiver_bic: receiver,
      correspondent_age_days: slow ? random.integer(1, 6) : 0,
      amount: Number((slow ? random.between(20_000, 90_000) : random.between(2e6, 35e6)).toFixed(2)),
      currency: 'USD',
    };
    const [first, second] = sessions;
    story.malicious(
      FRAUD,
      swiftStep(wait(15), world, first, 'message_created', message, random),
      swiftStep(slow ? wait(1) : random.integer(800, 6000), world, second, 'message_approved', message, random),
      swiftStep(random.integer(300, 3000), world, second, 'message_released', message, random),
    );
  }
  rest();
  const traces = random.shuffle(['message', 'journal', 'archive'] as const).slice(0, slow ? 1 : 3);
  for (const object of traces)
    story.malicious(
      DELETION,
      swiftStep(
        wait(8),
        world,
        sessions[0],
        'record_deleted',
        { object, count: slow ? 1 : random.integer(6, 60) },
        random,
      ),
    );
  if (!slow) {
    story.malicious(
      DELETION,
      swiftStep(wait(6), world, sessions[0], random.pick(['printer_stopped', 'journal_stopped']), {}, random),
    );
    story.malicious(
      DELETION,
      logCleared(
        wait(6),
        world,
        { userName: maker.userName, sid: maker.sid, hostname: world.services.swift.host },
        random,
      ),
    );
  }
  return [
    user(maker.userName),
    user(checker.userName),
    ...[...new Set(sessions.map((session) => session.address))].map(address),
    host(world.services.swift.host),
  ];
};
