"""`baigong verify`: files, codes, pictures and lists, with nothing but a trust pack."""

import csv
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import segno
from PIL import Image

from baigong.core.credentials import integrity
from baigong.core.credentials.badge import document
from baigong.core.credentials.rdf import canonicaliser
from baigong.core.verifying.answers import CHECKS
from baigong.faces.cli.main import run
from baigong.ground.trust.writing import zip_trust
from ground.trust.packing import AT, FORMS, LAN, SIGNER, World, another, printed

ON = "2026-03-05T12:00:00+08:00"
# What a process may not do that is to work with the network cut and without Django.
CUT = """
import sys
sys.modules["django"] = None
def audit(event, words):
    if event.startswith("socket."):
        raise OSError("no network")
sys.addaudithook(audit)
from baigong.faces.cli.main import run
run()
"""


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    world.grow(LAN, *[another(number) for number in range(100, 110)])
    world.revoked, world.voided = {101}, {102}
    world.pack()
    return world


@pytest.fixture
def verify(ask, world):
    return lambda *words: ask("verify", *words, "--trust", world.home / "trust", "--at", ON)


def saved(world, name, content):
    path = world.home / name
    path.write_bytes(content)
    return path


def drawn(*texts):
    """A picture with these codes side by side."""
    sheet = Image.new("RGB", (600 * len(texts), 600), "white")
    for place, text in enumerate(texts):
        kept = BytesIO()
        segno.make(text.decode(), error="m").save(kept, kind="png", scale=4)
        sheet.paste(Image.open(kept).convert("RGB"), (600 * place, 0))
    return sheet


def png(*texts):
    kept = BytesIO()
    drawn(*texts).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_answered_with_one_object(verify, world, form):
    path = saved(world, f"lan.{form}", FORMS[form](LAN) + b"\n")

    code, told = verify(path)

    assert code == 0
    assert list(told) == ["file", "answer", "form", "synthetic", "checks", "certificate", "zh", "en"]
    assert (told["file"], told["answer"], told["form"], told["synthetic"]) == (str(path), "valid", form, True)
    assert [one["check"] for one in told["checks"]] == list(CHECKS)
    assert [list(one) for one in told["checks"]] == [["check", "holds", "detail", "zh", "en"]] * 7
    assert (told["certificate"]["number"], told["certificate"]["issued_on"]) == (LAN.number, "2026-03-02")
    assert "salt" not in told["certificate"]
    assert told["zh"].startswith("有效。") and told["en"].startswith("Valid. ")


def test_a_folder_and_a_zip_of_it_answer_alike(ask, verify, world):
    path = saved(world, "lan.txt", printed(LAN))
    zip_trust(world.home / "trust", world.home / "trust.zip")

    assert ask("verify", path, "--trust", world.home / "trust.zip", "--at", ON) == verify(path)


def test_the_person_reads_the_sentence_first_in_both_languages(read, world):
    path = saved(world, "card.txt", printed(another(101)))
    words = ("verify", path, "--trust", world.home / "trust", "--at", ON)

    english, chinese = read(*words, "--lang", "en").splitlines(), read(*words, "--lang", "zh").splitlines()

    assert english[:2] == [
        "Revoked. Hangzhou Evaluation Ltd has ended this certificate; it holds no longer. Do not accept it.",
        "SYNTHETIC DATA",
    ]
    assert chinese[:2] == ["已注销。杭州百工评价有限公司已注销此证书，不再有效。请勿采信。", "模拟数据"]
    assert [line[0] for line in english[3:10]] == ["✓", "✓", "✓", "✓", "✗", "✓", "✓"]


def test_several_files_are_counted(verify, world):
    given = {number: another(number) for number in (100, 101, 102)} | {200: another(200, issued_on=date(2026, 3, 1))}
    cards = {number: saved(world, f"{number}.txt", printed(one)) for number, one in given.items()}

    code, told = verify(*cards.values())

    assert (code, told["files"]) == (1, 4)
    assert told["counts"] == {"valid": 1, "revoked": 1, "void": 1, "not_in_log": 1}
    assert [one["answer"] for one in told["credentials"]] == ["valid", "revoked", "void", "not_in_log"]


def test_pictures_and_pdfs_are_read(verify, world):
    sheet = drawn(printed(LAN))
    for name in ("card.png", "card.jpg", "card.pdf"):
        sheet.save(world.home / name)

        assert (verify(world.home / name)[1]["answer"], name) == ("valid", name)


def test_every_code_of_a_picture_is_answered_but_one_certificate_only_once(verify, world):
    two = saved(world, "two.png", png(printed(LAN), printed(another(101))))
    foreign = saved(world, "foreign.png", png(printed(LAN), b"https://www.example.com/?id=1"))

    assert sorted(one["answer"] for one in verify(two)[1]["credentials"]) == ["revoked", "valid"]
    assert sorted(one["answer"] for one in verify(foreign)[1]["credentials"]) == ["unknown", "valid"]


def test_what_cannot_be_read_is_an_answer_and_not_an_end(verify, world):
    blank = world.home / "blank.png"
    Image.new("RGB", (100, 100), "white").save(blank)
    broken = saved(world, "broken.pdf", b"%PDF-1.7 nothing")
    large = saved(world, "large.json", FORMS["badge"](LAN) + b" " * 10_000_000)
    foreign = saved(world, "foreign.txt", b"HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5")

    code, told = verify(blank, broken, large, foreign)

    assert code == 1
    assert [one["answer"] for one in told["credentials"]] == ["unknown", "unknown", "altered", "unknown"]


def test_standard_input_is_read(world):
    words = ["verify", "-", "--trust", world.home / "trust", "--at", ON, "--json"]
    program = [sys.executable, "-c", CUT, *map(str, words)]

    done = subprocess.run(program, input=printed(LAN), capture_output=True, check=False)

    assert (done.returncode, json.loads(done.stdout)["answer"]) == (0, "valid")


def test_with_a_named_pack_no_socket_is_made_and_django_is_not_there(world):
    """Pictures, lists and RDF too. A library that tries a socket when it is loaded must do without."""
    rdf = integrity.signed(document(LAN), SIGNER, created=AT, form="rdfc", canonicalisers={"rdfc": canonicaliser()})
    drawn(printed(LAN)).save(world.home / "card.pdf")
    rows = [["姓名", "凭证"], ["蓝小兰", printed(LAN).decode()]]
    with (world.home / "list.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    files = [
        saved(world, "lan.json", FORMS["badge"](LAN)),
        saved(world, "rdf.json", json.dumps(rdf).encode()),
        world.home / "card.pdf",
        world.home / "list.csv",
    ]
    words = ["verify", *files, "--trust", world.home / "trust", "--at", ON, "--json"]

    done = subprocess.run([sys.executable, "-c", CUT, *map(str, words)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["counts"] == {"valid": 4}


def test_a_proof_beside_a_file_is_taken_with_it(ask, world):
    path = saved(world, "lan.txt", printed(LAN))
    proof = saved(world, "lan.txt.tlog-proof", world.proof(0))
    world.is_short = True
    world.seal()
    short = world.pack("short")

    told = ask("verify", path, "--trust", short, "--at", ON)
    starred = ask("verify", path, proof, "--trust", short, "--at", ON)
    proof.write_bytes(world.proof(1))
    other = ask("verify", path, "--trust", short, "--at", ON)

    assert (told[1]["answer"], starred[1]["files"], other[1]["answer"]) == ("valid", 1, "not_in_log")


ROWS = [
    ["姓名", "证书编号", "凭证", "备注"],
    ["蓝小兰", another(100).number, printed(another(100)).decode(), "=1+1"],
    ["王五", another(103).number, printed(another(103)).decode(), ""],
    ["蓝小兰", another(104).number, printed(another(105)).decode(), ""],
    ["", "", "lan.png", ""],
    ["蓝小兰", another(101).number, printed(another(101)).decode(), ""],
    ["赵六", "", "", ""],
]
ANSWERS = ["valid", "altered", "altered", "valid", "revoked", "unknown"]


def listed(world, name):
    path = world.home / name
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.active["D2"].data_type = "s"
        book.save(path)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(ROWS)
    return path


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_list_is_verified_row_by_row_and_held_against_its_credentials(verify, world, name):
    saved(world, "lan.png", png(printed(LAN)))

    code, told = verify(listed(world, name))

    assert (code, told["files"]) == (1, 1)
    assert [(one["row"], one["answer"]) for one in told["credentials"]] == list(enumerate(ANSWERS, 1))
    assert [one["checks"][7]["holds"] for one in told["credentials"]] == [True, False, False, None, True, None]
    assert told["credentials"][1]["zh"].startswith("不是此人的证书。")


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_list_comes_back_with_its_answers_and_nothing_in_it_is_run(verify, world, name):
    saved(world, "lan.png", png(printed(LAN)))
    out = world.home / name

    verify(listed(world, "list.csv"), "-o", out)
    again = verify(listed(world, "list.csv"), "-o", out)

    if out.suffix == ".csv":
        rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
        mark = "'=1+1"
    else:
        page = openpyxl.load_workbook(out).active
        rows = [[cell.value for cell in row] for row in page.rows]
        mark = "=1+1"
        assert page["D2"].data_type == "s"
    assert rows[0][:4] == ROWS[0]
    assert [row[4] for row in rows[1:]] == ["valid", "altered", "altered", "valid", "revoked", "cannot tell"]
    assert rows[1][3] == mark
    assert (again[0], again[1]["refusal"]["code"]) == (2, "command.cannot_write")


def test_what_is_not_there_and_no_pack_are_refused(ask, world):
    path = saved(world, "lan.txt", printed(LAN))

    answers = [
        ask("verify", world.home / "nowhere", "--trust", world.home / "trust"),
        ask("verify", path, "--trust", world.home / "nowhere"),
        ask("verify", path, "--trust", world.home / "trust", "--at", "yesterday"),
        ask("verify", path, "--trust", world.home / "trust", "-o", world.home / "out.txt"),
        ask("verify"),
    ]

    assert [(code, told["refusal"]["code"]) for code, told in answers] == [
        (2, "command.cannot_read"),
        (2, "trust.unusable"),
        (2, "command.no_such_instant"),
        (2, "verify.not_a_list"),
        (2, "command.misused"),
    ]


def test_without_any_pack_it_says_how_to_get_one(ask, world, monkeypatch):
    monkeypatch.setenv("BAIGONG_HOME", str(world.home / "home"))
    path = saved(world, "lan.txt", printed(LAN))

    code, told = ask("verify", path)

    assert (code, told["refusal"]["code"]) == (2, "verify.no_pack")
    assert "baigong trust fetch" in told["refusal"]["zh"]
    assert not (world.home / "home").exists()


def test_the_kept_pack_judges_offline_and_says_how_old_its_lists_are(ask, world, monkeypatch, capsys):
    monkeypatch.setenv("BAIGONG_HOME", str(world.home / "home"))
    zip_trust(world.home / "trust", world.home / "trust.zip")
    os.makedirs(world.home / "home/trust")
    (world.home / "trust.zip").rename(world.home / "home/trust/pack.zip")
    path = saved(world, "lan.txt", printed(LAN))
    days = (datetime.now(UTC) - (AT - timedelta(days=1))).days

    with pytest.raises(SystemExit):
        run(["verify", str(path), "--offline", "--at", ON])
    printed_out = capsys.readouterr()

    assert printed_out.out.startswith("Valid. ")
    assert f"is {days} days old" in printed_out.err


def test_pages_beyond_those_that_are_read_are_told(verify, world, monkeypatch):
    monkeypatch.setattr("baigong.faces.cli.verifying_given.MOST_PAGES", 1)
    sheets = [drawn(code) for code in (printed(LAN), printed(another(100)))]
    sheets[0].save(world.home / "two.pdf", save_all=True, append_images=sheets[1:])

    code, told = verify(world.home / "two.pdf")

    assert (code, told["counts"]) == (1, {"valid": 1, "unknown": 1})
    assert "1 of the 2 pages" in told["credentials"][1]["en"]
