"""MiniStack with IAM enforced, each decision about a role's calls written down once.

Usage: ministack_enforced.py RECORD, with AUTH=true in the environment. RECORD takes a JSON line for each new
(caller, action, decision): {"caller", "action", "resource", "decision"}, decision as the evaluator names it.

The platform speaks HTTP on 127.0.0.1, so policies that deny requests without TLS would deny all of them: to the
evaluator every request came over TLS. All else in the policies is evaluated as it was deployed.
"""

import json
import sys

from ministack.core import iam_evaluator

evaluate_request = iam_evaluator.enforce
pin_origin = iam_evaluator.pin_request_origin
record = open(sys.argv[1], "a", encoding="utf-8", buffering=1)
written = set()


def pin_origin_as_tls(source_ip, _secure_transport):
    pin_origin(source_ip, True)


def caller_of(access_key_id):
    from ministack.services import sts

    return (sts._sessions.get(access_key_id) or {}).get("Arn")


def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    denied = evaluate_request(access_key_id, iam_action, service, region, resource_arn, service_context)
    decision = "Allow" if denied is None else getattr(denied, "decision", None) or denied.code
    seen = (access_key_id, iam_action, decision)
    # Keys of the account's root, which may do everything, have no session.
    if seen not in written and (caller := caller_of(access_key_id)):
        written.add(seen)
        line = {"caller": caller, "action": iam_action, "resource": resource_arn, "decision": decision}
        record.write(json.dumps(line) + "\n")
    return denied


iam_evaluator.enforce = enforce
iam_evaluator.pin_request_origin = pin_origin_as_tls

# Imported after that: they take what they need from the evaluator when they are loaded.
from ministack.app import main  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

secrets_handler = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
create_secret = secrets_handler["create"]


def create_secret_known_by_arn(*arguments):
    """Ref of a secret is its ARN on AWS and its name here, which no policy's Resource would match."""
    _name, attributes = create_secret(*arguments)
    return attributes["Arn"], attributes


secrets_handler["create"] = create_secret_known_by_arn

sys.argv = ["ministack"]
main()
