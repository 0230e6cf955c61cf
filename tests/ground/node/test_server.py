"""The embedded server: made, found, shared, killed, stopped."""

import multiprocessing
import os
import signal
from pathlib import Path

import psycopg
import pytest

from baigong.ground.node import identity
from baigong.ground.node.home import home_at
from baigong.ground.node.identity import OutOfReach, server_identity
from baigong.ground.node.server import CannotStart, DiskFull, running, server_of
from faults.served import is_alive, postmaster, until


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = home_at(tmp_path_factory.mktemp("node") / "home")
    yield home
    server_of(home).stop()


def ask(home, query: str):
    with psycopg.connect(server_of(home).url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else None


def test_it_runs_for_the_length_of_the_block(home):
    with running(home) as server:
        assert server.is_running()
        assert ask(home, "SELECT 1") == [(1,)]

    assert not server_of(home).is_running()
    assert postmaster(home.folder) is None


def test_texts_are_utf_8_sorted_by_code_and_sheets_of_the_disk_are_checked(home):
    with running(home):
        assert ask(home, "SHOW server_encoding") == [("UTF8",)]
        assert ask(home, "SHOW data_checksums") == [("on",)]
        assert ask(home, "SELECT lower('É技') = 'é技'") == [(True,)]


def test_it_listens_to_no_network(home):
    with running(home):
        assert ask(home, "SHOW listen_addresses") == [("",)]


def test_a_second_user_finds_it_running_and_does_not_stop_it(home):
    with running(home) as first:
        pid = postmaster(home.folder)
        with running(home):
            assert postmaster(home.folder) == pid
        assert first.is_running()


def test_whoever_leaves_last_stops_it(home):
    first, second = running(home), running(home)
    first.__enter__()
    second.__enter__()

    first.__exit__(None, None, None)
    assert server_of(home).is_running()

    second.__exit__(None, None, None)
    assert not server_of(home).is_running()


def test_found_running_it_is_left_running(home):
    server_of(home).start()

    with running(home):
        pass

    assert server_of(home).is_running()
    server_of(home).stop()


def _use(folder: Path, ready, told) -> None:
    home = home_at(folder)
    ready.wait()
    with running(home):
        told.put(ask(home, "SELECT 1"))
        ready.wait()


def test_two_processes_that_start_it_at_once_use_one(home):
    context = multiprocessing.get_context("fork")
    ready, told = context.Barrier(2), context.Queue()
    users = [context.Process(target=_use, args=(home.folder, ready, told)) for _ in range(2)]

    for user in users:
        user.start()
    answers = [told.get(timeout=60) for _ in users]
    for user in users:
        user.join()

    assert answers == [[(1,)], [(1,)]]
    assert postmaster(home.folder) is None


def test_killed_it_comes_back_with_every_committed_row(home):
    server_of(home).start()
    ask(home, "CREATE TABLE kept AS SELECT generate_series(1, 10000) AS id")
    pid = postmaster(home.folder)

    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not is_alive(pid))

    with running(home):
        assert ask(home, "SELECT count(*) FROM kept") == [(10_000,)]
    server_of(home).stop()


def test_a_first_start_cut_short_leaves_nothing_that_looks_like_a_database(tmp_path):
    home = home_at(tmp_path / "home")
    beside = server_of(home).data.with_name(server_of(home).data.name + ".new")
    beside.mkdir()
    (beside / "PG_VERSION").write_text("17\n")

    with running(home):
        assert ask(home, "SELECT 1") == [(1,)]
    assert not beside.exists()


def test_a_database_that_cannot_start_says_so_and_where_its_log_is(tmp_path, monkeypatch):
    monkeypatch.setattr("baigong.ground.node.server.TRIES", 1)
    home = home_at(tmp_path / "home")
    server_of(home).data.mkdir()
    (server_of(home).data / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotStart) as refused:
        server_of(home).start()

    assert refused.value.fault.facts["folder"] == str(server_of(home).data)


def test_sockets_have_short_names_however_deep_the_home_lies(tmp_path):
    home = home_at(tmp_path / ("deep" * 30) / ("deeper" * 20))

    assert len(str(home.sockets / ".s.PGSQL.5432")) < 100
    with running(home):
        assert ask(home, "SELECT 1") == [(1,)]


def test_two_homes_have_two_sockets(tmp_path):
    assert home_at(tmp_path / "a").sockets != home_at(tmp_path / "b").sockets


@pytest.fixture
def closed(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    return folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_folder_closed_to_the_servers_user_is_passed_through(closed):
    home = home_at(closed / "home")

    with running(home):
        assert ask(home, "SELECT current_user") == [("baigong",)]
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_closed_folder_is_refused_where_there_is_no_way_through(closed, monkeypatch):
    monkeypatch.setattr(identity.shutil, "which", lambda name: None)

    with pytest.raises(OutOfReach) as refused:
        server_identity(closed / "home")

    assert refused.value.fault.facts["folder"] == str(closed)


@pytest.mark.parametrize("is_killed", [False, True])
def test_stopped_or_killed_it_leaves_no_folder_of_sockets_behind(home, is_killed):
    with running(home):
        assert home.sockets.is_dir()
        if is_killed:
            os.kill(postmaster(home.folder), signal.SIGKILL)

    assert until(lambda: postmaster(home.folder) is None)
    assert not home.sockets.exists()


def test_a_server_for_which_the_disk_has_no_room_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("baigong.ground.node.server.TRIES", 1)
    monkeypatch.setattr("baigong.ground.node.server.NEEDED", 1 << 60)
    home = home_at(tmp_path / "home")
    server_of(home).data.mkdir()
    (server_of(home).data / "PG_VERSION").write_text("9\n")

    with pytest.raises(DiskFull) as refused:
        server_of(home).start()

    assert refused.value.fault.facts["folder"] == str(home.folder)
