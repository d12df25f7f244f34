"""What lies over an area and asks for something: it is answered once, however fast the keys come."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from roadshow.tui.engine.compositor import FrugalCompositor


class Modal(ModalScreen[ScreenResultType]):
    """A screen over another one. Only the first answer counts, and only once it lies on top."""

    _answer: tuple[ScreenResultType | None] | None = None

    unready = False
    """Whether the next key must wait: it is being found out whether this goes."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(name, id, classes)
        self._compositor = FrugalCompositor()

    @property
    def answered(self) -> bool:
        """Whether it goes already; what still comes in is not for it."""
        return self._answer is not None

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go with an answer.

        Textual takes away whatever screen lies on top, and breaks where there is only one: a second Enter that was
        already under way would close a screen that nobody left.
        """
        if self.answered:
            return AwaitComplete()
        self._answer = (result,)
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def on_screen_resume(self) -> None:
        """Go now, where the answer came while something else lay on top."""
        if self._answer is not None and self.is_active:
            super().dismiss(self._answer[0])
