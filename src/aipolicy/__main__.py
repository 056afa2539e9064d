"""`python -m aipolicy`."""

from aipolicy.cli import main

if __name__ == "__main__":
    main()
