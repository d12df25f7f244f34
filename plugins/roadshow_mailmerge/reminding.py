"""The command: a task to remind who has not answered, a week before the stop. A count and never a name."""

from datetime import timedelta

from roadshow.api import (
    LANGUAGES,
    N_,
    BadInputError,
    Change,
    InvitationState,
    Pen,
    Programme,
    Stop,
    Task,
    _,
    ngettext,
    tasking,
    to_wall,
    translations,
)

TASK = N_("Remind who has not answered")
AHEAD = 7
"""Days before the stop: late enough that most have answered, early enough to plan for who comes."""


class Remind:
    """Puts one task on a stop, and says how many it is about."""

    key = "remind"
    title = N_("Task to remind who has not answered")
    about = Stop
    binding = "R"

    def run(self, programme: Programme, about: Stop, pen: Pen) -> Change | str:
        """Add the task, where anybody is to be reminded and no such task stands open."""
        today = to_wall(programme.moment, about.zone).date()
        if about.start.date() < today:
            raise BadInputError(_("{stop} is over: there is nobody to remind.").format(stop=about.title))
        silent = programme.count_guests(about.id, (InvitationState.INVITED,))
        if not silent:
            return _not_one(programme, about)
        count = ngettext("{count} guest has not answered.", "{count} guests have not answered.", silent)
        said = count.format(count=f"{silent:,}")
        if any(_same(task) for task in programme.tasks(about.id)):
            return _("The task is there already.") + " " + said
        programme.tell(said)
        roadshow = next(visit.roadshow for visit in programme.visits())
        if about.start.date() - timedelta(days=AHEAD) < today:
            return tasking.add_task(pen, roadshow, _(TASK), stop=about, due=today)
        return tasking.add_task(pen, roadshow, _(TASK), stop=about, offset=-AHEAD)


def _not_one(programme: Programme, stop: Stop) -> str:
    listed = programme.count_guests(stop.id, (InvitationState.LISTED,))
    if listed:
        words = ngettext(
            "Nobody to remind: {count} guest is on the list, but not yet noted as invited.",
            "Nobody to remind: {count} guests are on the list, but not yet noted as invited.",
            listed,
        )
        return words.format(count=f"{listed:,}")
    return _("Nobody to remind: everybody who was invited has answered.")


def _same(task: Task) -> bool:
    """Say whether this is the task, in whichever language it was written, and still to be done."""
    return not task.done and task.title in {translations(language).gettext(TASK) for language in LANGUAGES}
