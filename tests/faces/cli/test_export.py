"""`baigong export` as a person sees it."""

from contract.packages import write_package
from contract.program import asked, baigong
from exchange_sending import certificate


def test_an_export_tells_its_number_and_what_it_holds(node, tmp_path):
    asked("load", write_package(tmp_path / "p", {"certificates": [certificate(1), certificate(2)]}))

    said = baigong("export", tmp_path / "out.zip", "--lang", "en")

    assert said.code == 0
    assert said.out.startswith("Export 1; name it with --since")
    assert "certificates" in said.out
    assert (tmp_path / "out.zip").is_file()


def test_what_is_there_already_is_not_written_over_and_no_number_is_spent(node, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_bytes(b"mine")

    refused = asked("export", tmp_path / "out")
    made = asked("export", tmp_path / "new").json

    assert (refused.code, refused.json["refusal"]["code"]) == (2, "package.target_taken")
    assert made["sequence"] == 1
    assert (tmp_path / "out" / "mine").read_bytes() == b"mine"


def test_rows_whose_persons_are_known_by_keys_only_are_left_out_of_a_raw_export_and_counted(node, tmp_path):
    keyed = certificate(1) | {"id_number": "0123456789abcdef" * 2}
    told = {"identity": "keyed", "key_id": node.keyring.index_id}
    asked("load", write_package(tmp_path / "keyed", {"certificates": [keyed]}, **told))
    asked("load", write_package(tmp_path / "raw", {"certificates": [certificate(2)]}))

    answer = asked("export", tmp_path / "out", "--raw", "--reason", "核对").json

    assert (answer["tables"]["certificates"], answer["left_out"]) == (1, 1)


def test_an_export_of_a_region_that_is_none_is_refused_and_no_number_is_spent(node, tmp_path):
    refused = asked("export", tmp_path / "out", "--region", "77")

    assert (refused.code, refused.json["refusal"]["code"]) == (2, "exchange.no_such_region")
    assert asked("export", tmp_path / "out").json["sequence"] == 1
