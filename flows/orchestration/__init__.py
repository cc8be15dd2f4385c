"""Everything that knows Prefect but the flow and its stages: server, runner, schedule, lease."""
