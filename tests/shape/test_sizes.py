"""Files of 80 lines and functions of 8 are normal; the longest are named here with their reason."""

from statistics import median

from shape.source import functions, length, lines, modules, named

LONG_FILES = {
    "src/baigong/ground/lake/schema/tables.py": "the contract's list of tables is that long",
    "src/baigong/apps/certificates/migrations/0001_certificates.py": "one migration an app until it is released",
}
LONG_FUNCTIONS = {
    "src/baigong/ground/lake/count/kernel.py:count_flows": "one pass over the events, which must not be cut up",
    "src/baigong/ground/lake/count/kernel.py:count_stock": "one pass over the events, which must not be cut up",
}


def test_no_file_is_longer_than_400_lines_without_a_reason():
    long = {named(path) for path in modules("src") if lines(path) > 400}

    assert long == set(LONG_FILES)


def test_no_function_is_longer_than_50_lines_without_a_reason():
    long = {f"{named(path)}:{f.name}" for path in modules("src") for f in functions(path) if length(f) > 50}

    assert long == set(LONG_FUNCTIONS)


def test_sizes_are_reported_and_functions_stay_short(record_property, capsys):
    sizes = [length(f) for path in modules("src") for f in functions(path)]
    files = [lines(path) for path in modules("src")]
    report = f"files: {len(files)}, median {median(files)} lines; functions: {len(sizes)}, median {median(sizes)} lines"

    with capsys.disabled():
        print(f"\n{report}", end=" ")  # noqa: T201 — the report is what this test is for

    assert median(sizes) <= 12
