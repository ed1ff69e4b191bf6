"""Streams that are read in batches and do not grow for a day; no record goes that a Lambda has yet to read.

A reader of a Kinesis stream with a batching window waits for it to pass, or for a whole batch, as on AWS; MiniStack
invokes it at each turn.

MiniStack scans a whole Kinesis stream for records older than 24 hours at each call, and when it drops some it does not
move the positions of the Lambdas that read it, which then skip as many. Here records go once every reader is behind them
and they are older than KEPT_SECONDS, and positions move with them; the same for the streams of tables.
"""

import time

from ministack.services import dynamodb, kinesis, lambda_svc

KEPT_SECONDS = 900
TRIM_EVERY_SECONDS = 10
poll_kinesis = lambda_svc._poll_kinesis
all_readers = lambda_svc._iter_all_esms
next_trim = 0.0
invoked = {}


def readers():
    """Each reader's source ARN and id, with MiniStack's notion of the account and region set to its own."""
    for account, region, mapping in all_readers():
        account_token = lambda_svc._request_account_id.set(account)
        region_token = lambda_svc._request_region.set(region)
        try:
            yield mapping.get("EventSourceArn", ""), mapping["UUID"]
        finally:
            lambda_svc._request_account_id.reset(account_token)
            lambda_svc._request_region.reset(region_token)


def old_until(records, end, cutoff, created):
    """How many of the first `end` records were written before `cutoff`; they are in order of time."""
    count = 0
    while count < end and created(records[count]) < cutoff:
        count += 1
    return count


def trim_kinesis(cutoff):
    positions = {}
    for source, reader in readers():
        if ":kinesis:" in source:
            positions.setdefault(source, []).append(lambda_svc._kinesis_positions.get(reader))
    for _scope, stream in list(kinesis._streams.all_items()):
        of_stream = positions.get(stream["StreamARN"], [])
        if not of_stream or None in of_stream:
            continue
        for shard_id, shard in stream["shards"].items():
            end = min(position.get(shard_id, 0) for position in of_stream)
            count = old_until(shard["records"], end, cutoff, lambda record: record["ApproximateArrivalTimestamp"])
            if count:
                del shard["records"][:count]
                for position in of_stream:
                    position[shard_id] -= count


def trim_tables(cutoff):
    positions = {}
    for source, reader in readers():
        if ":dynamodb:" in source:
            table = source.split(":table/")[1].split("/")[0]
            positions.setdefault(table, []).append(lambda_svc._dynamodb_stream_positions.get(reader))
    for (_account, _region, table), records in list(dynamodb._stream_records.all_items()):
        of_table = positions.get(table, [])
        if not of_table or None in of_table:
            continue
        trimmed = dict((key[2], count) for key, count in dynamodb._stream_trimmed.all_items()).get(table, 0)
        end = min(of_table) - trimmed
        count = old_until(records, end, cutoff, lambda record: record["dynamodb"]["ApproximateCreationDateTime"])
        if count:
            del records[:count]
            dynamodb._stream_trimmed.set_scoped(_account, _region, table, trimmed + count)


def waits(mapping):
    """Whether the reader's window is open: it has less than a whole batch to read, and the window has not passed."""
    window = mapping.get("MaximumBatchingWindowInSeconds") or 0
    source = mapping.get("EventSourceArn", "")
    if not window or ":kinesis:" not in source:
        return False
    now = time.time()
    if now - invoked.get(mapping["UUID"], 0) >= window:
        invoked[mapping["UUID"]] = now
        return False
    positions = lambda_svc._kinesis_positions.get(mapping["UUID"]) or {}
    stream = kinesis._streams.get(source.split("/")[-1])
    if not stream:
        return False
    return all(
        len(shard["records"]) - positions.get(shard_id, 0) < mapping.get("BatchSize", 100)
        for shard_id, shard in stream["shards"].items()
    )


def readers_due():
    for account, region, mapping in all_readers():
        account_token = lambda_svc._request_account_id.set(account)
        region_token = lambda_svc._request_region.set(region)
        try:
            waiting = waits(mapping)
        finally:
            lambda_svc._request_account_id.reset(account_token)
            lambda_svc._request_region.reset(region_token)
        if not waiting:
            yield account, region, mapping


def trim_and_poll():
    """Runs where positions move, so that no reader is between its read and its new position."""
    global next_trim
    if time.time() >= next_trim:
        next_trim = time.time() + TRIM_EVERY_SECONDS
        trim_kinesis(time.time() - KEPT_SECONDS)
        trim_tables(time.time() - KEPT_SECONDS)
    lambda_svc._iter_all_esms = readers_due
    try:
        return poll_kinesis()
    finally:
        lambda_svc._iter_all_esms = all_readers


def install():
    kinesis._expire_records = lambda stream: None
    lambda_svc._poll_kinesis = trim_and_poll
