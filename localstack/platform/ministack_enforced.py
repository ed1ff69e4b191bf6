"""IAM enforced, each decision about a role's calls written down once.

install(record), with AUTH=true in the environment and before ministack.app is loaded: it takes what it needs from the
evaluator then. The file takes a JSON line for each new (caller, action, decision): {"caller", "action", "resource",
"decision"}, decision as the evaluator names it.

The platform speaks HTTP on 127.0.0.1, so policies that deny requests without TLS would deny all of them: to the
evaluator every request came over TLS. All else in the policies is evaluated as it was deployed.
"""

import json

from ministack.core import iam_evaluator

evaluate_request = iam_evaluator.enforce
pin_origin = iam_evaluator.pin_request_origin
record = None
written = set()


def pin_origin_as_tls(source_ip, _secure_transport):
    pin_origin(source_ip, True)


def caller_of(access_key_id):
    from ministack.services import sts

    return (sts._sessions.get(access_key_id) or {}).get("Arn")


def resource_of(iam_action, resource_arn):
    """What AWS checks, where MiniStack names another resource: the workflow of a task's token, IP sets as such."""
    if iam_action.startswith("states:SendTask") and resource_arn == "*":
        from ministack.services import stepfunctions

        machines = [machine["stateMachineArn"] for machine in stepfunctions._state_machines.all_values()]
        return machines[0] if len(machines) == 1 else resource_arn
    if iam_action.startswith("wafv2:") and iam_action.endswith("IPSet"):
        return resource_arn.replace("/webacl/", "/ipset/")
    return resource_arn


def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    resource_arn = resource_of(iam_action, resource_arn)
    denied = evaluate_request(access_key_id, iam_action, service, region, resource_arn, service_context)
    decision = "Allow" if denied is None else getattr(denied, "decision", None) or denied.code
    seen = (access_key_id, iam_action, decision)
    # Keys of the account's root, which may do everything, have no session.
    if seen not in written and (caller := caller_of(access_key_id)):
        written.add(seen)
        line = {"caller": caller, "action": iam_action, "resource": resource_arn, "decision": decision}
        record.write(json.dumps(line) + "\n")
    return denied


def create_secret_known_by_arn(create_secret):
    """Ref of a secret is its ARN on AWS and its name here, which no policy's Resource would match."""

    def create(*arguments):
        _name, attributes = create_secret(*arguments)
        return attributes["Arn"], attributes

    return create


def install(record_file):
    global record
    record = open(record_file, "a", encoding="utf-8", buffering=1)
    iam_evaluator.enforce = enforce
    iam_evaluator.pin_request_origin = pin_origin_as_tls

    from ministack.services.cloudformation import provisioners

    secrets_handler = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    secrets_handler["create"] = create_secret_known_by_arn(secrets_handler["create"])
