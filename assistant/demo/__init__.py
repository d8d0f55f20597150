"""`assistant demo`: the whole job on sample mail, with real servers on loopback. Nothing leaves the machine."""


def show(*, keep: bool) -> None:
    """Play the story and print it; `keep` leaves the files to look at."""
    from assistant.demo.show import show as play

    play(keep=keep)
