"""An area that is only being opened can be asked where one is: the tour and whoever leaves ask at any moment."""

from importlib import import_module

from screens import example, play

from roadshow.tui.areas import AREAS


def test_where_one_is_can_be_asked_before_any_area_is_composed(tmp_path, monkeypatch):
    """Its state is made when it is composed: a timer that fired before ended the whole program."""

    async def story(pilot, app):
        base = app.screen_stack[0]
        kinds = [getattr(import_module(f"roadshow.tui.screens.{one.module}"), one.name) for one in AREAS.values()]
        for kind in kinds:
            fresh = kind(base.desk, base.journey)
            with monkeypatch.context() as patched:
                patched.setattr(type(app), "screen_stack", property(lambda _self, fresh=fresh: [fresh]))
                place = app.here()
            assert place == fresh.place, kind

    play(example(tmp_path), story)
