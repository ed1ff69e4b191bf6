"""Key conditions of the usual form, compared and not parsed again for each item of the partition, as MiniStack does."""

import re
from functools import lru_cache

from ministack.services import dynamodb

USUAL = re.compile(r"(\w+) = (:\w+)(?: AND (\w+) BETWEEN (:\w+) AND (:\w+))?")
evaluate_condition = dynamodb._evaluate_condition


@lru_cache(maxsize=100)
def parts_of(expression):
    match = USUAL.fullmatch(expression)
    return match and match.groups()


def text_of(value):
    return value.get("S") if isinstance(value, dict) else None


def evaluate(expression, item, values, names, slot="ConditionExpression"):
    parts = parts_of(expression) if slot == "KeyConditionExpression" and expression else None
    if parts is None:
        return evaluate_condition(expression, item, values, names, slot=slot)
    partition, partition_value, sort, low, high = parts
    bounds = [(item.get(partition), values.get(partition_value))]
    if sort:
        bounds += [(item.get(sort), values.get(low)), (item.get(sort), values.get(high))]
    texts = [(text_of(a), text_of(b)) for a, b in bounds]
    if any(a is None or b is None for a, b in texts):
        return evaluate_condition(expression, item, values, names, slot=slot)
    own, *between = texts
    if own[0] != own[1]:
        return False
    return not between or between[0][1] <= between[0][0] <= between[1][1]


def install():
    dynamodb._evaluate_condition = evaluate
