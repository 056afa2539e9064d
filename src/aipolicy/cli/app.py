"""The commands by name. Light: nothing of the engine is imported before a command runs."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo

from aipolicy import __version__
from aipolicy.cli.answers import import_forms, merge_files
from aipolicy.cli.build import build
from aipolicy.cli.change import set_answer, undo
from aipolicy.cli.check import check
from aipolicy.cli.coverage import coverage
from aipolicy.cli.duties import duties
from aipolicy.cli.explain import explain
from aipolicy.cli.init import init
from aipolicy.cli.library_check import library_check
from aipolicy.cli.listing import list_things
from aipolicy.cli.questionnaire import questionnaire
from aipolicy.cli.reference import library_reference
from aipolicy.cli.schema import schema

DRAFTS, ANSWERS, LIBRARY = "Drafts", "Answers", "Library"
EPILOG = (
    "Exit codes: 0 fine; 1 problems in content, or a refusal to overwrite; 2 command line, or a file that cannot be "
    "read; 3 decisions open where none may be; 130 interrupted."
)


class Grouped(TyperGroup):
    """Help with the commands under headings, in plain lines: quick to start, and a screen reader reads it well."""

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the commands by their group."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows = groups.setdefault(getattr(command, "rich_help_panel", None) or "Commands", [])
                rows.append((name, command.get_short_help_str(100)))
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl(rows)


app = typer.Typer(
    name="aipolicy",
    cls=Grouped,
    rich_markup_mode=None,
    help="Turns a school district's decisions about AI (aipolicy.yaml) into its set of policy drafts.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
library = typer.Typer(
    rich_markup_mode=None, cls=Grouped, help="For authors of clauses, questions and overlays.", no_args_is_help=True
)

answers = typer.Typer(
    rich_markup_mode=None,
    cls=Grouped,
    help="Other people's answers: filled forms, colleagues' answer files.",
    no_args_is_help=True,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"aipolicy {__version__}")
        raise typer.Exit


@app.callback()
def _aipolicy(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    pass


def _examples(*lines: str) -> str:
    # The \b keeps the line breaks.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app.command(
    rich_help_panel=DRAFTS,
    epilog=_examples(
        "aipolicy build",
        "aipolicy build cedar-hollow --format docx --document board-policy",
        "aipolicy build --final --out adopted-copies",
    ),
)(build)
app.command(
    rich_help_panel=DRAFTS,
    epilog=_examples("aipolicy check", "aipolicy check --final", "aipolicy check cedar-hollow --format github"),
)(check)
app.command(
    rich_help_panel=DRAFTS,
    epilog=_examples(
        "aipolicy explain consent.opt-in",
        "aipolicy explain board-policy/policy.purpose",
        "aipolicy explain stance.students",
    ),
)(explain)
app.command(
    rich_help_panel=DRAFTS,
    epilog=_examples(
        "aipolicy coverage",
        "aipolicy coverage --list framework --status missing,undecided",
        "aipolicy coverage --format docx --out coverage.docx",
    ),
)(coverage)
app.command(
    rich_help_panel=DRAFTS,
    epilog=_examples(
        "aipolicy duties",
        "aipolicy duties cedar-hollow --by month",
        'aipolicy duties --office "Director of Technology" --format md',
    ),
)(duties)
app.command(
    rich_help_panel=ANSWERS,
    epilog=_examples(
        "aipolicy init",
        "aipolicy init maple-valley --plain",
        "aipolicy init --only undecided",
        "aipolicy init --answers answers.yaml --no-input",
    ),
)(init)
app.command(
    "set",
    rich_help_panel=ANSWERS,
    epilog=_examples(
        "aipolicy set district.unions true",
        "aipolicy set consent.model.k2 opt_in",
        "aipolicy set contact.phone 555-0100 contact.email ai@example.org",
        "aipolicy set reviewed.fingerprint current",
    ),
)(set_answer)
app.command(rich_help_panel=ANSWERS)(undo)
app.command(rich_help_panel=ANSWERS, epilog=_examples("aipolicy schema --out aipolicy.schema.json"))(schema)
app.command(
    "list",
    rich_help_panel=LIBRARY,
    epilog=_examples("aipolicy list questions --open", "aipolicy list citations --format json"),
)(list_things)
app.command(
    rich_help_panel=ANSWERS,
    epilog=_examples(
        "aipolicy questionnaire --for counsel",
        "aipolicy questionnaire cedar-hollow --for technology --all --out for-the-director.docx",
    ),
)(questionnaire)
app.add_typer(answers, name="answers", rich_help_panel=ANSWERS)
app.add_typer(library, name="library", rich_help_panel=LIBRARY)


@answers.callback()
def _answers() -> None:
    """Other people's answers: filled forms, colleagues' answer files."""


answers.command(
    "import",
    epilog=_examples(
        "aipolicy answers import questionnaire-counsel.docx",
        'aipolicy answers import returned/*.docx --by "J. Roe" --on 2027-01-31',
        "aipolicy answers import questionnaire-counsel.docx --take vendors.training=form",
    ),
)(import_forms)
answers.command(
    "merge",
    epilog=_examples(
        "aipolicy answers merge anna.yaml ben.yaml",
        "aipolicy answers merge anna.yaml --take stance.staff=anna.yaml",
    ),
)(merge_files)


@library.callback()
def _library() -> None:
    """For authors of clauses, questions and overlays."""


library.command("check", epilog=_examples("aipolicy library check", "aipolicy library check ../our-clauses"))(
    library_check
)
library.command(
    "reference",
    epilog=_examples(
        "aipolicy library reference --out docs/reference",
        "aipolicy library reference ../our-clauses --out our-reference",
        "aipolicy library reference --out docs/reference --check",
    ),
)(library_reference)


def leave_only(called: list[str]) -> None:
    """Keep only the command that is called, where its name is the first word: making all of them takes a while."""
    found = [command for command in app.registered_commands if (command.name or _name(command)) in called]
    if found:
        app.registered_commands, app.registered_groups = found, []


def _name(command: CommandInfo) -> str:
    return command.callback.__name__ if command.callback is not None else ""
