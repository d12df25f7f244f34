"""A program that was left leaves nothing behind in its process: no memory, and no ear for signals."""

import gc
import signal
import weakref

import pytest
from screens import example, play


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="halting and going on is a matter of POSIX")
def test_who_left_hears_no_signal_any_more(tmp_path):
    before = signal.getsignal(signal.SIGCONT)
    heard = []

    async def story(_pilot, _app):
        heard.append(signal.getsignal(signal.SIGCONT))

    play(example(tmp_path), story)
    assert heard[0] is not before
    assert signal.getsignal(signal.SIGCONT) is before


def test_who_left_can_be_forgotten(tmp_path):
    left = []

    async def story(_pilot, app):
        left.append(weakref.ref(app))

    play(example(tmp_path), story)
    gc.collect()
    assert left[0]() is None
