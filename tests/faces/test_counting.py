"""Counts that somebody waits for: one at a time, and no longer than a request may."""

from threading import Event, Thread

import pytest

from baigong.faces.counting import Counts, ManyCounting, StillCounting


class Held:
    """Work that ends when it is let go, and tells how often it was begun."""

    def __init__(self):
        self.gate, self.begun = Event(), 0

    def __call__(self):
        self.begun += 1
        assert self.gate.wait(10)
        return f"found {self.begun}"


@pytest.fixture
def held():
    work = Held()
    yield work
    work.gate.set()


def test_what_is_found_in_time_is_the_answer():
    assert Counts().waited_for("stock", lambda: 7) == 7


def test_what_takes_too_long_goes_on_and_is_there_for_who_asks_again(held):
    counts = Counts(patience=0.0)
    with pytest.raises(StillCounting):
        counts.waited_for("stock", held)
    with pytest.raises(StillCounting):
        counts.waited_for("stock", held)

    held.gate.set()
    counts.patience = 10.0

    assert (counts.waited_for("stock", held), held.begun) == ("found 1", 1)


def test_what_was_fetched_is_counted_anew():
    counts, found = Counts(), iter((1, 2))

    assert [counts.waited_for("stock", lambda: next(found)) for _ in range(2)] == [1, 2]


def test_one_is_counted_at_a_time(held):
    counts, order = Counts(patience=10.0), []
    threads = [
        Thread(target=counts.waited_for, args=("first", held)),
        Thread(target=counts.waited_for, args=("second", lambda: order.append(held.gate.is_set()))),
    ]
    threads[0].start()
    while not held.begun:
        pass
    threads[1].start()

    assert counts.turn.locked()
    held.gate.set()
    for thread in threads:
        thread.join()

    assert order == [True]


def test_those_who_ask_the_same_share_one_count(held):
    counts, found = Counts(patience=10.0), []
    threads = [Thread(target=lambda: found.append(counts.waited_for("stock", held))) for _ in range(3)]
    for thread in threads:
        thread.start()

    while "stock" not in counts.asked:
        pass
    held.gate.set()
    for thread in threads:
        thread.join()

    assert found[0] == "found 1"


def test_more_than_a_few_are_refused(held):
    counts = Counts(patience=0.0, most=2)
    for key in ("first", "second"):
        with pytest.raises(StillCounting):
            counts.waited_for(key, held)

    with pytest.raises(ManyCounting):
        counts.waited_for("third", held)


def test_what_failed_fails_for_who_asked():
    with pytest.raises(ZeroDivisionError):
        Counts().waited_for("stock", lambda: 1 // 0)


def test_what_nobody_fetches_is_forgotten(held):
    counts = Counts(patience=0.0, kept_for=0.0)
    with pytest.raises(StillCounting):
        counts.waited_for("stock", held)
    held.gate.set()
    assert counts.asked["stock"].ended.wait(10)

    counts.patience = 10.0
    counts.waited_for("other", lambda: None)

    assert counts.asked == {}
