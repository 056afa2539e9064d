"""The card face: each screen a card in place, one line of it left when it is answered."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import WIDEST, Card, set_out
from aipolicy.interview.faces.cards.choosing import ChooseCard
from aipolicy.interview.faces.cards.running import Stage
from aipolicy.interview.faces.cards.telling import TellCard
from aipolicy.interview.faces.cards.terminal import Terminal
from aipolicy.interview.faces.cards.ticking import TickCard
from aipolicy.interview.faces.cards.writing import WriteCard
from aipolicy.interview.faces.layout import ascii_only, tame, wrapped
from aipolicy.interview.screens import Choose, Closed, Command, Did, Reply, Screen, Tell, Tick, Write


class CardFace:
    """A `Face` on a terminal that can move the cursor.

    A card is erased once it is answered. Of a question one line stays, "What is asked? What was answered"; menus and
    things to read leave nothing. What `tell` is given stays.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._stage = Stage(terminal)
        self._held: tuple[Screen, Card, bool] | None = None
        self._trace: list[str] = []

    def ask(self, screen: Screen) -> Reply:
        """Show the screen and wait. Keys that were typed before it is drawn are dropped."""
        card = card_of(screen)
        if not isinstance(screen, Tell):
            question, held = _question(screen), self._held
            if held is not None and held[0] == question and (held[2] or screen.note):
                # What was ticked, or looked at, stays when the wording was only read, or a note sends the person back.
                card.take_over(held[1])
                self._trace = []
        self._leave_trace()
        reply = self._stage.run(card)
        if not isinstance(screen, Tell):
            self._held = question, card, isinstance(reply, Did) and reply.command is Command.WORDING
        trace = card.trace(reply)
        self._trace = _trace_lines(trace, self._width()) if trace else []
        return reply

    def tell(self, *lines: str) -> None:
        """Lines that stay above the next screen."""
        self._leave_trace()
        self._write(list(set_out(lines, self._width())))

    def _leave_trace(self) -> None:
        """Writes what stays of the last card: only now is it known that the answer was taken."""
        lines, self._trace = self._trace, []
        if lines:
            self._write(lines)

    def _width(self) -> int:
        return min(self._terminal.size()[0] - 1, WIDEST)

    def _write(self, lines: list[str]) -> None:
        output = self._terminal.output
        try:
            output.write_raw("\r")
            output.erase_down()
            for line in lines:
                output.write((ascii_only(line) if self._terminal.ascii else line) + "\n")
            output.flush()
        except OSError as error:
            raise Closed from error


def card_of(screen: Screen) -> Card:
    """The card of a screen."""
    if isinstance(screen, Choose):
        return ChooseCard(screen)
    if isinstance(screen, Tick):
        return TickCard(screen)
    if isinstance(screen, Write):
        return WriteCard(screen)
    return TellCard(screen)


def _question(screen: Choose | Tick | Write) -> Screen:
    """The screen without what changes when the same question comes again."""
    if isinstance(screen, Write):
        screen = replace(screen, typed="")
    return replace(screen, note="", head=None, preview=None)


def _trace_lines(trace: str, width: int) -> list[str]:
    """The question and its answer on one line; on lines of their own where that is too long."""
    title, _, words = trace.partition("\n")
    together = tame(f"{title} {words}" if title[-1:] in "?:.!" else f"{title}: {words}")
    if len(together) <= width:
        return [together]
    return [*wrapped(title, width, "", "  "), *wrapped(words, width, "  ", "  ")]
