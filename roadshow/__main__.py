"""Start: the version at once, everything else by way of the command line."""

import gc
import sys


def main() -> None:
    """Run roadshow as a program."""
    gc.disable()  # nothing of what a start makes is garbage; the collector works once a workspace is open (cli/frame)
    if sys.argv[1:] in (["--version"], ["-V"]):
        from roadshow import __version__  # noqa: PLC0415  the version needs nothing else

        sys.stdout.write(f"roadshow {__version__}\n")
        return
    from roadshow.cli.main import run  # noqa: PLC0415  the version does not pay for it

    run()


if __name__ == "__main__":
    main()
