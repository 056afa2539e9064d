"""The command line: parse, call, print, exit code. Nothing below this package prints or exits."""

from __future__ import annotations


def main() -> None:
    """Run the command that the process was started with; ends the process."""
    import gc
    import sys

    # What a command reads lives to its end and holds hardly a circle; looking for them took a tenth of the time.
    gc.set_threshold(200_000, 20, 20)

    try:
        from aipolicy.cli.app import app, leave_only
        from aipolicy.cli.console import steady

        steady()
        leave_only(sys.argv[1:2])
        app()
    except KeyboardInterrupt:
        # Before a command has begun, or while it ends: there is nothing to say, and nothing was begun.
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the output has enough of it.
        sys.stderr.close()
        sys.exit(1)
