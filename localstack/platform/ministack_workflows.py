"""State machines that wait as they do on AWS.

MiniStack takes TimeoutSeconds as a number only, waits on for the token of a Lambda that failed, and gives up what runs
when it stops. Here a JSONata timeout is evaluated, the Lambda's failure is the task's, and what ran when the platform
stopped takes up its task again when the platform is back: a plan waits for a person over a restart.
"""

import json
import threading
import time

from ministack.core.responses import now_iso, request_scope
from ministack.services import stepfunctions

# Resumed tasks call Lambdas, and those call the platform: it must answer by then.
RESUME_AFTER_SECONDS = 2
Failure = stepfunctions._ExecutionError
execute_task = stepfunctions._execute_task
invoke_with_callback = stepfunctions._invoke_with_callback
restore_state = stepfunctions._restore_state


def seconds_of(state, raw_input, context):
    value = stepfunctions._apply_jsonata_template(state["TimeoutSeconds"], raw_input, context)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        raise Failure("States.QueryEvaluationError", f"TimeoutSeconds must be a positive number, not {value!r}")
    return value


def task(state, raw_input, execution, context):
    if execution.get("resumed") and "Map" not in context:
        note_entered(execution, context["State"]["Name"], raw_input)
    if isinstance(state.get("TimeoutSeconds"), str):
        state = {**state, "TimeoutSeconds": seconds_of(state, raw_input, context)}
    return execute_task(state, raw_input, execution, context)


def with_callback(resource, arguments, token, state):
    if not resource.startswith("arn:aws:states:::lambda:invoke"):
        return invoke_with_callback(resource, arguments, token, state)
    called_back = threading.Event()
    waiting = {"event": called_back, "result": None, "error": None, "heartbeat": None}
    stepfunctions._task_tokens[token] = waiting
    try:
        function = stepfunctions._resolve_lambda_function_ref(arguments["FunctionName"], optimized=True)
        stepfunctions._call_lambda(function, arguments.get("Payload"))
        if not called_back.wait(timeout=state.get("TimeoutSeconds")):
            raise Failure("States.Timeout", "Nobody handed in the task's token in time")
    finally:
        stepfunctions._task_tokens.pop(token, None)
    if waiting["error"]:
        raise Failure(waiting["error"].get("Error", "TaskFailed"), waiting["error"].get("Cause", ""))
    return json.loads(waiting["result"])


def note_entered(execution, name, raw_input):
    details = {"stateEnteredEventDetails": {"name": name, "input": json.dumps(raw_input)}}
    stepfunctions._add_event(execution, "TaskStateEntered", details)


def resume(execution, machine):
    entered = [e["stateEnteredEventDetails"] for e in execution["events"] if "stateEnteredEventDetails" in e]
    definition = json.loads(machine["definition"])
    start = entered[-1] if entered else {"name": definition["StartAt"], "input": execution["input"]}
    context = {
        "QueryLanguage": definition.get("QueryLanguage", "JSONPath"),
        "Execution": {
            "Id": execution["executionArn"],
            "Input": json.loads(execution["input"]),
            "Name": execution["name"],
            "StartTime": execution["startDate"],
        },
        "StateMachine": {"Id": execution["stateMachineArn"], "Name": machine["name"]},
        "variables": {},
    }
    try:
        output = stepfunctions._run_sub_machine(
            definition["States"], start["name"], json.loads(start["input"]), execution, context
        )
    except Failure as failure:
        stepfunctions._fail_execution(execution, failure.error, failure.cause)
    else:
        execution.update(status="SUCCEEDED", output=json.dumps(output), stopDate=now_iso())


def resume_when_up(execution):
    time.sleep(RESUME_AFTER_SECONDS)
    _, _, _, region, account, *_ = execution["executionArn"].split(":")
    with request_scope(account, region):
        machine = stepfunctions._state_machines.get(execution["stateMachineArn"])
        if machine:
            resume(execution, machine)


def restore(data):
    running = {e["executionArn"] for e in data["executions"].all_values() if e["status"] == "RUNNING"}
    restore_state(data)
    for execution in stepfunctions._executions.all_values():
        if execution["executionArn"] in running:
            for outcome in ("error", "cause"):
                execution.pop(outcome, None)
            execution.update(status="RUNNING", stopDate=None, resumed=True)
            threading.Thread(target=resume_when_up, args=(execution,), daemon=True).start()


def install():
    stepfunctions._execute_task = task
    stepfunctions._invoke_with_callback = with_callback
    stepfunctions._restore_state = restore
