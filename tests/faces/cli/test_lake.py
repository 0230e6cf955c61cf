"""`baigong lake build`."""

from pathlib import Path


def test_a_lake_scores_like_its_package_and_says_what_went_in(province, ask, tmp_path):
    code, built = ask("lake", "build", province, tmp_path / "lake")

    on = ("--on", "2025-12-31", "--by", "region4,level")
    assert code == 0
    assert built["quarantined"]["certificates"] == 0
    assert ask("score", tmp_path / "lake", *on)[1]["rows"] == ask("score", province, *on)[1]["rows"]


def test_the_same_package_twice_changes_nothing(province, ask, tmp_path):
    _, once = ask("lake", "build", province, tmp_path / "once")

    _, twice = ask("lake", "build", province, province, tmp_path / "twice")

    assert twice["certificates"] == once["certificates"]


def test_a_lake_built_again_with_its_key_is_the_same_to_the_byte(province, ask, tmp_path):
    key = tmp_path / "key"
    key.write_bytes(b"0123456789abcdef0123456789abcdef")

    for name in ("one", "other"):
        ask("lake", "build", province, tmp_path / name, "--key", key)

    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_the_key_of_a_lake_lies_beside_it_for_its_owner_only(province, ask, tmp_path):
    ask("lake", "build", province, tmp_path / "lake")

    assert (tmp_path / "lake.key").stat().st_mode & 0o777 == 0o600


def test_one_name_alone_is_refused(province, ask):
    code, answer = ask("lake", "build", province)

    assert (code, answer["refusal"]["code"]) == (2, "lake.no_directory")


def test_a_folder_that_is_no_lake_is_not_overwritten(province, ask, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")

    code, answer = ask("lake", "build", province, tmp_path / "taken")

    assert (code, answer["refusal"]["code"]) == (2, "lake.folder_taken")
    assert (tmp_path / "taken" / "letter.txt").read_text() == "mine"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
