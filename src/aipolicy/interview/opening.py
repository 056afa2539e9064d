"""An answer file opened for an interview: renamed questions moved, the library's news noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aipolicy.answers import NAME, parse_answer_file
from aipolicy.answers.store import holding
from aipolicy.interview.behind import Behind
from aipolicy.interview.news import News, moved, renamed_text, since, take_note
from aipolicy.interview.session import Session
from aipolicy.library.questions import Stance
from aipolicy.project import changes_for, interview_for, library_for, stances_for
from aipolicy.source import read_text


@dataclass(frozen=True, slots=True)
class Opened:
    """What an interview begins with. `behind` reads the clauses when they are first asked for."""

    session: Session
    news: News
    stances: Mapping[str, Stance]
    behind: Behind


@contextmanager
def opened(folder: Path, shown: str = NAME, first: Callable[[], None] | None = None) -> Iterator[Opened]:
    """Hold the answer file of `folder` (which is there) and open it; there may be none yet.

    `first` is called where there is none, before the interview is read, so that a new district does not wait for that;
    the clauses are read behind it.

    Raises InvalidContent (another aipolicy holds it; everything wrong in the file or the interview) and
    UnreadableFile.
    """
    path = folder / NAME
    with holding(path, shown) as hold:
        text = read_text(path, shown) if path.exists() else None
        file = parse_answer_file(text, folder, shown) if text is not None else None
        behind = Behind(lambda rest: library_for(file, rest))
        if file is None and first is not None:
            behind.now()
            first()
            behind.make_room()
        interview = interview_for(file)
        versions = since(file.asked_with, changes_for(file)) if file is not None else ()
        begun = renamed_text(text, file, versions, interview) if text is not None and file is not None else None
        names = moved(file, versions, interview) if file is not None else {}
        session = Session(interview, folder, hold, text, begun)
        news = take_note(session, versions, names)
        yield Opened(session, news, stances_for(file, interview), behind)
