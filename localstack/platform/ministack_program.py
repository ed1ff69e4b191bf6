"""MiniStack as the local platform runs it: ministack_program.py [RECORD], where RECORD has IAM enforced and recorded."""

import sys

import ministack_enforced

if len(sys.argv) > 1:
    ministack_enforced.install(sys.argv[1])

# After that: see ministack_enforced.
import ministack_queries  # noqa: E402
import ministack_streams  # noqa: E402
import ministack_workers  # noqa: E402
import ministack_workflows  # noqa: E402
from ministack.app import main  # noqa: E402

ministack_queries.install()
ministack_streams.install()
ministack_workers.install()
ministack_workflows.install()
sys.argv = ["ministack"]
main()
