"""Starts the program in a process of its own: `python -m contract.start check PACKAGE`."""

from baigong.faces.cli.main import run

if __name__ == "__main__":
    run()
