"""A template that somebody changed: what it can do, and what is said when it is wrong."""

import socket
import subprocess
import sys
import threading

import pytest
from builders import Plan, guests
from paper import pages, printed, text_of
from roadshow_signin import printing

from roadshow.api import BadInputError


def shipped():
    return Plan().template("sheets/signatures.typ")


def refused(template):
    with pytest.raises(BadInputError) as caught:
        printed(guests("Boer"), template=template)
    assert "Traceback" not in caught.value.message
    return caught.value


def test_a_setting_changed_in_a_copy_has_no_effect():
    changed = shipped().replace("#let edge = 10mm", "#let edge = 20mm")
    assert changed != shipped()
    _plan, content = printed(guests("Boer"), template=changed)
    assert "Boer, Jan" in text_of(content)
    assert content != printed(guests("Boer"))[1]


def test_a_mistake_is_told_without_its_place():
    error = refused('#let sheet = 1\n\n  #let x = sheet + "a"')
    assert "line 3, column 12" in error.message
    assert "sheets/signatures.typ" in error.message
    assert "line 1, column" in refused("#let x = (").message


@pytest.mark.parametrize("words", ['#import "@preview/cetz:0.2.0"', "#let x = 1\n#import '@local/mine:1.0.0': *"])
def test_a_package_is_asked_for_before_it_is_refused(words):
    error = refused(words)
    assert "package" in error.message
    assert f"Line {words.count(chr(10)) + 1} " in error.message


@pytest.mark.parametrize(
    "words",
    [
        '#let p = "@pre" + "view/cetz:0.2.0"\n#import p',
        '#eval("let p = \\"@pre\\" + \\"view/cetz:0.2.0\\"\\nimport p")',
    ],
)
def test_a_package_whose_name_is_put_together_reaches_the_network(words, monkeypatch):
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        proxy = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy)
        monkeypatch.setenv("NO_PROXY", "*")
        ear = threading.Thread(target=lambda: calls.append(_heard(listener)), daemon=True)
        ear.start()
        assert "package" in refused(words).message
        socket.create_connection(listener.getsockname()).close()
        ear.join()
    assert calls == [b""]


def _heard(listener):
    call, _address = listener.accept()
    with call:
        return call.recv(100)


def test_the_press_has_a_way_to_the_network(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("SECRET", "x")
    around = printing.surroundings()
    assert {around[name] for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY")} == {"http://127.0.0.1:0"}
    assert not {"NO_PROXY", "no_proxy", "SECRET"} & set(around)


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../etc/passwd", "signatures.typ", "/"])
def test_a_template_reads_files(path):
    assert refused(f'#read("{path}")').message


def test_a_file_beside_the_caller_is_read(tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.chdir(tmp_path)
    assert refused('#read("secret.txt")').message
    assert refused(f'#read("{(tmp_path / "secret.txt").as_posix()}")').message


def test_a_module_beside_the_caller_is_run_by_the_press(tmp_path, monkeypatch):
    (tmp_path / "typst.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert pages(printed(guests("Boer"))[1])


def test_a_template_that_never_ends_is_waited_for(monkeypatch):
    monkeypatch.setattr(printing, "SECONDS", 2)
    endless = "#let all = range(100000)\n#for one in all { for other in all { let sum = one * other } }"
    assert "stopped after 2 seconds" in refused(endless).message


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded where the system can")
def test_a_template_that_eats_memory_takes_the_machine_with_it(monkeypatch):
    monkeypatch.setattr(printing, "MEMORY", 1024)
    error = refused('#let x = "x" * 1000000\n#let all = range(100000).map(i => x + str(i))\n#all.len()')
    assert "broke off" in error.message or "sheets/signatures.typ" in error.message


def test_a_folder_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    printed(guests("Boer"))
    refused("#panic()")
    assert not list(tmp_path.iterdir())


def test_the_press_cannot_be_started_from_another_folder(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "roadshow_signin.press"], input=b"{}", capture_output=True, cwd=tmp_path,
        env=printing.surroundings(), check=False,
    )  # fmt: skip
    assert b"No module" not in done.stderr


def test_loading_the_plugin_costs_a_typesetter():
    code = (
        "import sys, roadshow_signin\n"
        "(offer,) = roadshow_signin.exporters()\n"
        "print(offer.key, [name for name in ('typst', 'babel', 'fontpkg_noto_sans', 'subprocess') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=printing.surroundings(), check=True
    )
    assert done.stdout.split(" ", 1)[0] == "signin"
    assert "typst" not in done.stdout
    assert "babel" not in done.stdout
    assert "fontpkg" not in done.stdout
