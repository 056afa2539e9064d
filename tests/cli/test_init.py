"""`aipolicy init` without anybody to ask: what it saves, what it prints, how it ends."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aipolicy.answers import NAME
from aipolicy.cli.app import app
from aipolicy.interview.conversation.course import Arrival
from aipolicy.interview.conversation.course import run as interview
from aipolicy.interview.opening import opened
from aipolicy.interview.screens import Choose, Picked, Reply, Screen, Tell, Tick, Ticked, Went, Write, Wrote
from tests.cli.conftest import Run
from tests.interview.autopilot import Autopilot, desk_of
from tests.projects import contents

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
LAKESHORE = EXAMPLES / "lakeshore"
CEDAR = EXAMPLES / "cedar-hollow"
FLAGS = ("--answers", "--set", "--defaults", "--plain")


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANSWERS", "SET", "DEFAULTS", "NO_INPUT", "PLAIN", "TODAY", "PROJECT"):
        monkeypatch.delenv(f"AIPOLICY_{name}", raising=False)


def fed(data: str, *arguments: str) -> Result:
    """A run with something on standard input."""
    return CliRunner().invoke(app, list(arguments), input=data, catch_exceptions=False)


def district(place: Path, example: Path = CEDAR) -> Path:
    """A folder with nothing but the list of tools."""
    place.mkdir()
    shutil.copy(example / "tools.csv", place)
    return place


def drafts(folder: Path) -> dict[str, bytes]:
    return contents(folder / "policies")


def test_answers_in_a_file_make_the_drafts(outside: Path, run: Run) -> None:
    place = district(outside / "cedar")
    result = run("init", "cedar", "--answers", str(CEDAR / NAME), "--no-input")
    assert result.exit_code == 0
    assert (place / NAME).read_bytes() == (CEDAR / NAME).read_bytes()
    assert drafts(place) == drafts(CEDAR)
    assert result.stdout.startswith("Drafts written to cedar/policies (")
    assert "  board-policy.docx" in result.stdout
    assert "aipolicy build cedar" in result.stdout
    assert (place / ".gitattributes").exists()
    again = run("init", "cedar", "--answers", str(CEDAR / NAME))
    assert again.exit_code == 0, "without a terminal it is as with --no-input"
    assert "says so already" in again.stderr


def test_answers_come_from_standard_input_too(outside: Path) -> None:
    place = district(outside / "cedar")
    result = fed((CEDAR / NAME).read_text(encoding="utf-8"), "init", "cedar", "--answers", "-", "--no-input")
    assert result.exit_code == 0
    assert drafts(place) == drafts(CEDAR)
    result = fed("district: {kind: castle}\n", "init", "cedar", "--answers", "-", "--no-input")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1].startswith("standard input:1:18: error[unknown-choice]")


def test_the_same_answers_given_by_file_make_the_same_drafts_as_the_interview(outside: Path, run: Run) -> None:
    place = outside / "asked"
    place.mkdir()
    with opened(place) as found:
        interview(desk_of(found, Steady()), Arrival(None, "asked", "", found.news), lambda: ())
    assert len(drafts(place)) >= 10
    result = run("init", "given", "--answers", "asked/aipolicy.yaml", "--set", "district.schools=12")
    assert result.exit_code == 3, "what is left open in the interview is missing here"
    text = (place / NAME).read_text(encoding="utf-8")
    left = [line.split("--set ")[1] for line in result.stderr.splitlines() if "=VALUE" in line]
    more = [word for line in left for word in ("--set", line.replace("VALUE", "undecided"))]
    assert run("init", "asked", "--no-input", *more).exit_code == 0
    text = (place / NAME).read_text(encoding="utf-8")
    Path("answers.yaml").write_text(text, encoding="utf-8")
    assert run("init", "given", "--answers", "answers.yaml", "--no-input").exit_code == 0
    assert (outside / "given" / NAME).read_text(encoding="utf-8") == text
    assert drafts(outside / "given") == drafts(place)


class Steady(Autopilot):
    """A person who takes what is offered, types the same things, and writes first drafts."""

    def __init__(self) -> None:
        super().__init__(0)

    def _reply(self, screen: Screen) -> Reply:
        if isinstance(screen, Tell):
            return Went()
        if isinstance(screen, Choose):
            if screen.title.startswith("You have enough"):
                return Picked(2)
            return Picked(screen.start or 0, deliberate=screen.start is None)
        if isinstance(screen, Tick):
            return Ticked(tuple(sorted(screen.ticked)) or (0, 1))
        assert isinstance(screen, Write)
        words = {"number": "12", "money": "100", "date": "2027-03-01", "text": "Maple Valley Unified School District"}
        return Wrote(screen.current or ("" if screen.empty else words[screen.kind]))


def test_without_an_answer_to_everything_required_it_ends_with_3(outside: Path, run: Run) -> None:
    result = run("init", "new", "--no-input", "--set", "district.state=oh")
    assert result.exit_code == 3
    assert not Path("new").exists()
    assert "district.name: What is the full legal name of your district or school?" in result.stderr
    assert "--set district.name=VALUE" in result.stderr
    assert "district.state" not in result.stderr
    assert result.stdout == ""


def test_facts_and_defaults_make_drafts(outside: Path, run: Run) -> None:
    missing = run("init", "new", "--no-input", "--defaults").stderr
    keys = [line.split("--set ")[1] for line in missing.splitlines() if "=VALUE" in line]
    sets = [word for key in keys for word in ("--set", key.replace("VALUE", "undecided"))]
    result = run("init", "new", "--defaults", "--today", "2026-11-21", *sets)
    assert result.exit_code == 0
    assert "are filled in as suggested" in result.stderr
    assert "left to the district's attorney" in result.stderr
    assert "suggested answers, with a name and a date" in result.stdout
    assert 'draft_date: "2026-11-21"' in Path("new/aipolicy.yaml").read_text(encoding="utf-8")


def test_no_date_is_invented(outside: Path, run: Run) -> None:
    district(outside / "cedar")
    text = (CEDAR / NAME).read_text(encoding="utf-8")
    dated = [line for line in text.splitlines() if not line.startswith("draft_date")]
    Path("answers.yaml").write_text("\n".join(dated), encoding="utf-8")
    assert run("init", "cedar", "--answers", "answers.yaml", "--no-input").exit_code == 0
    assert "draft_date" not in Path("cedar/aipolicy.yaml").read_text(encoding="utf-8")


def test_every_problem_is_listed_and_nothing_is_saved(outside: Path, run: Run) -> None:
    Path("answers.yaml").write_text("district: {kind: castle}\nstance: {studens: pilot}\n", encoding="utf-8")
    result = run("init", "new", "--answers", "answers.yaml", "--set", "district.schools=two", "--no-input")
    assert result.exit_code == 1
    assert "Nothing was saved." in result.stderr
    assert "answers.yaml:1:18: error[unknown-choice]" in result.stderr
    assert "answers.yaml:2:10: error[unknown-key]" in result.stderr
    assert "command line:1:1: error[not-a-number]: district.schools:" in result.stderr
    assert not Path("new").exists()


def test_contradictory_answers_are_saved_and_not_built(outside: Path, run: Run) -> None:
    district(outside / "cedar")
    sets = ("--set", "stance.staff=prohibited", "--set", "consent.under_13=staff_mediated")
    result = run("init", "cedar", "--answers", str(CEDAR / NAME), "--no-input", *sets)
    assert result.exit_code == 1
    assert "The answers are saved, but the drafts were not written" in result.stderr
    assert "contradictory-answers" in result.stderr
    assert "staff: prohibited" in Path("cedar/aipolicy.yaml").read_text(encoding="utf-8")


def test_edited_drafts_are_never_written_over(outside: Path, run: Run) -> None:
    place = district(outside / "cedar")
    assert run("init", "cedar", "--answers", str(CEDAR / NAME), "--no-input").exit_code == 0
    draft = place / "policies" / "board-policy.md"
    draft.write_text("edited\n", encoding="utf-8")
    result = run("init", "cedar", "--no-input", "--set", "district.name=Maple Valley")
    assert result.exit_code == 1
    assert "The answers are saved" in result.stderr
    assert draft.read_text(encoding="utf-8") == "edited\n"


def test_variables_stand_for_the_flags(outside: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    district(outside / "cedar")
    monkeypatch.setenv("AIPOLICY_ANSWERS", str(CEDAR / NAME))
    monkeypatch.setenv("AIPOLICY_PROJECT", "cedar")
    monkeypatch.setenv("AIPOLICY_NO_INPUT", "1")
    monkeypatch.setenv("AIPOLICY_SET", "district.name = Maple Valley, the district\n\ndistrict.schools=2\n")
    assert run("init", "--set", "district.schools=5").exit_code == 0
    text = Path("cedar/aipolicy.yaml").read_text(encoding="utf-8")
    assert "name: Maple Valley, the district" in text
    assert "schools: 5" in text
    monkeypatch.setenv("AIPOLICY_SET", "district.name=Maple\ndistrict.schools=two")
    assert "AIPOLICY_SET:2:1: error" in run("init").stderr
    monkeypatch.setenv("AIPOLICY_SET", "")
    assert run("init", "other").exit_code == 1, "a folder that is named wins; its tools.csv is not there"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--set", "district.name"),
        ("--set", "=1"),
        ("--no-input", "--only", "undecided"),
        ("--only", "undecided", "--set", "district.schools=2"),
        ("--section", "stance", "--defaults"),
        ("--for", "counsel", "--from", str(CEDAR)),
        ("--from", "a", "--like", "b"),
        ("--answers", "nowhere.yaml"),
        ("--from", "nowhere"),
        ("--today", "soon"),
    ],
)
def test_what_is_wrong_on_the_command_line(outside: Path, run: Run, arguments: tuple[str, ...]) -> None:
    assert run("init", "new", *arguments).exit_code == 2
    assert contents(outside) == {}


def test_nothing_to_ask_and_nothing_given(outside: Path, run: Run) -> None:
    result = run("init", "new")
    assert result.exit_code == 2
    assert all(flag in result.stderr for flag in FLAGS)
    assert not Path("new").exists()


def test_no_standard_input_at_all(
    outside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream in (None, closed()):
        monkeypatch.setattr("sys.stdin", stream)
        with pytest.raises(SystemExit) as caught:
            app(["init", "new"])
        assert caught.value.code == 2
        assert all(flag in capsys.readouterr().err for flag in ("--answers",))


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


def test_a_pipe_answers_line_by_line(outside: Path) -> None:
    result = fed("1\n1\nohio\nq\n", "init", "new")
    assert result.exit_code == 0
    assert "state: oh" in Path("new/aipolicy.yaml").read_text(encoding="utf-8")
    result = fed("\n", "init", "new")
    assert result.exit_code == 130, "the end of the lines is the end of the interview; everything is saved"


@pytest.mark.parametrize("place", ["new", ""])
def test_whoever_answered_nothing_is_not_told_that_it_is_saved(outside: Path, place: str) -> None:
    result = fed("q\n", *(("init", place) if place else ("init",)))
    assert result.exit_code == 0
    words = f"Nothing was answered, and nothing was written. Begin with: aipolicy init {place}".rstrip()
    assert result.stderr.rstrip().endswith(words)
    assert "saved" not in result.stderr
    assert list(outside.iterdir()) == []
    result = fed("2\n<\n", *(("init", place) if place else ("init",)))
    assert result.exit_code == 130
    assert "Stopped. Nothing was answered, and nothing was written." in result.stderr


def test_quit_while_the_wording_is_read(outside: Path) -> None:
    result = fed("1\nw\nq\n1\n", "init", "new")
    assert result.exit_code == 0
    assert "Enter goes on | q save and quit" in result.stdout


def test_beginning_with_another_file(outside: Path, run: Run) -> None:
    dates = run("init", "new", "--from", str(CEDAR), "--no-input")
    assert dates.exit_code == 3
    assert "district.name" not in dates.stderr
    assert not Path("new").exists(), "the list of tools neither"
    result = run("init", "new", "--like", str(LAKESHORE), "--no-input")
    assert result.exit_code == 3
    assert "district.name" in result.stderr
    assert "stance.students" not in result.stderr
    place = district(outside / "cedar")
    shutil.copy(CEDAR / NAME, place)
    result = run("init", "cedar", "--like", str(LAKESHORE), "--no-input")
    assert result.exit_code == 1
    assert "already-there" in result.stderr
    assert "Start again" in result.stderr


@pytest.mark.parametrize(("choice", "count"), [("2", "Cedar"), ("3", "")])
def test_beginning_with_another_file_in_the_interview(outside: Path, choice: str, count: str) -> None:
    result = fed(f"{choice}\nnowhere\n{CEDAR}\nq\n", "init", "new")
    assert result.exit_code == 0
    assert "That file cannot be taken: there is no such file" in result.output
    assert "answers are taken" in result.output
    text = Path("new/aipolicy.yaml").read_text(encoding="utf-8")
    assert ("Cedar" in text) == bool(count)
    assert "basis: suggested" in text


def test_in_a_terminal_the_interview_goes_on_from_what_was_given(
    outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aipolicy.cli.init.has_terminal", lambda: True)
    result = fed("q\n", "init", "new", "--set", "district.name=Maple Valley", "--today", "2026-11-21")
    assert result.exit_code == 0
    assert "Welcome back. Maple Valley" in result.stdout
    assert "draft_date" not in Path("new/aipolicy.yaml").read_text(encoding="utf-8"), "a person confirms it there"
    assert not Path("new/policies").exists()
    result = fed("ohio\nq\n", "init", "other", "--like", str(LAKESHORE))
    assert "answers are taken" in result.stdout
    assert "How do you want to begin?" not in result.stdout
    text = Path("other/aipolicy.yaml").read_text(encoding="utf-8")
    assert "state: oh" in text
    assert "students: embraced" in text


def test_a_repeated_key_is_told_in_the_file_that_has_it(outside: Path, run: Run) -> None:
    Path("answers.yaml").write_text("# Ours.\ndistrict: {schools: 2, schools: 3}\nfoo: 1\n", encoding="utf-8")
    said = run("init", "new", "--no-input", "--answers", "answers.yaml").stderr
    assert "\nanswers.yaml:2:24: error[duplicate-key]" in said
    assert "\nanswers.yaml:3:1: error[unknown-key]" in said
    assert "new/" not in said


@pytest.mark.parametrize("name", ["policies/a.yaml", "aipolicy.yaml.bak", "aipolicy.yaml", "col.yaml"])
def test_a_file_of_answers_is_never_taken_for_one_of_the_district(outside: Path, run: Run, name: str) -> None:
    file = outside / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("district: {kind: castle}\n", encoding="utf-8")
    place = district(outside / "new")
    (place / "col.yaml").write_text("district: {kind: charter}\n", encoding="utf-8")
    said = run("init", "new", "--no-input", "--answers", name).stderr
    assert f"\n{file.resolve().as_posix()}:1:18: error[unknown-choice]" in said
    said = run("init", "new", "--no-input", "--like", f"{name}.gone").stderr
    assert "new/" not in said
    assert f"{name}.gone:1:1: error[file-missing]" in said


def test_a_file_that_the_answers_name_is_told_where_it_was_looked_for(outside: Path, run: Run) -> None:
    Path("answers.yaml").write_text("tools: {register: {file: gone.csv}}\n", encoding="utf-8")
    Path("gone.csv").write_text("name\n", encoding="utf-8")
    (outside / "new").mkdir()
    for arguments in (("--answers", "answers.yaml"), ("--set", "tools.register={file: gone.csv}")):
        assert "\nnew/gone.csv:1:1: error[file-missing]" in run("init", "new", "--no-input", *arguments).stderr


@pytest.mark.parametrize(
    ("folder", "says"),
    [("f", "f:1:1: error[not-a-folder]: this is a file, not a folder"), ("f/sub/deep", "no folder can be made in it")],
)
def test_a_file_is_no_folder(outside: Path, run: Run, folder: str, says: str) -> None:
    Path("f").write_text("notes\n", encoding="utf-8")
    before = contents(outside)
    result = run("init", folder, "--defaults")
    assert result.exit_code == 2
    assert says in result.stderr
    assert "nothing was changed" in result.stderr
    assert contents(outside) == before


def test_a_folder_that_cannot_be_made(outside: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def mkdir(path: Path, *arguments: object, **more: object) -> None:
        if path.name == "c":
            raise PermissionError(13, "Permission denied", str(path))
        make(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", mkdir)
    result = run("init", "a/b/c", "--defaults")
    assert result.exit_code == 2
    assert "a/b/c:1:1: error[cannot-write]: the folder cannot be made: Permission denied" in result.stderr
    assert "nothing was changed" in result.stderr
    assert not Path("a").exists()


def test_folders_made_for_nothing_go_again(outside: Path, run: Run) -> None:
    Path("a").mkdir()
    assert run("init", "a/b/c", "--no-input").exit_code == 3
    assert list(Path("a").iterdir()) == []
    assert run("init", "new/../other/deep", "--no-input").exit_code == 3
    assert sorted(path.name for path in outside.iterdir()) == ["a"]
