"""Trees, their proofs and their tiles, against RFC 6962 as it is written and its published vectors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.core.tlog.growing import Edge
from baigong.core.tlog.hashing import EMPTY_ROOT, leaf_hash, node_hash
from baigong.core.tlog.merkle import consistency_proof, inclusion_proof, root_of
from baigong.core.tlog.proving import is_consistent, is_included
from baigong.core.tlog.tiles import (
    WIDTH,
    BadBundle,
    BadTile,
    EntryTooLong,
    Tile,
    bundled,
    hashes_in,
    nodes_in,
    tiles_of,
    unbundled,
)

# The leaves and roots of the reference implementation of RFC 6962, which other implementations test against as well.
LEAVES = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def plain_root(leaves):
    """MTH of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(plain_root(leaves[:k]), plain_root(leaves[k:]))


def nodes(leaves):
    return lambda level, index: plain_root(leaves[index << level : (index + 1) << level])


def some(count):
    return [str(number).encode() for number in range(count)]


def grown(count):
    """A log of so many entries: its tiles by path, and its edge."""
    edge, tiles = Edge(), {}
    for start in range(0, count, 1000):
        for filled in edge.append(some(count)[start : start + 1000]):
            tiles[filled.tile.path] = filled.content
    for filled in edge.partial():
        tiles[filled.tile.path] = filled.content
    return edge, tiles


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_published_vectors(size):
    assert root_of(size, nodes(LEAVES)).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_root_of_nothing():
    assert root_of(0, nodes([])) == EMPTY_ROOT


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proven_and_no_other(size, data):
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(index, size, nodes(leaves)), plain_root(leaves)
    told = {"size": size, "root": root, "proof": proof}

    assert is_included(leaf_hash(leaves[index]), index=index, **told)
    assert not is_included(leaf_hash(b"another"), index=index, **told)
    assert not any(
        is_included(leaf_hash(leaves[index]), index=other, **told) for other in range(size) if other != index
    )
    assert not is_included(leaf_hash(leaves[index]), index=index, **{**told, "proof": [*proof, root]})
    assert not proof or not is_included(leaf_hash(leaves[index]), index=index, **{**told, "proof": proof[:-1]})


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 70), st.integers(0, 70), st.data())
def test_growth_is_proven_and_a_fork_is_not(one, other, data):
    old, new = sorted((one, other))
    leaves = some(new)
    proof = consistency_proof(old, new, nodes(leaves))
    told = {"old": old, "new": new, "new_root": plain_root(leaves), "proof": proof}

    assert is_consistent(old_root=plain_root(leaves[:old]), **told)
    if old:
        place = data.draw(st.integers(0, old - 1))
        forked = [*leaves[:place], b"forked", *leaves[place + 1 : old]]
        assert not is_consistent(old_root=plain_root(forked), **told)
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        flipped = bytes([proof[place][0] ^ 1]) + proof[place][1:]
        broken = [*proof[:place], flipped, *proof[place + 1 :]]
        assert not is_consistent(old_root=plain_root(leaves[:old]), **{**told, "proof": broken})


def test_a_leaf_outside_of_the_tree_has_no_proof():
    with pytest.raises(ValueError, match="no leaf 3 in a tree of 3"):
        inclusion_proof(3, 3, nodes(some(3)))


@pytest.mark.parametrize("size", [1, 255, 256, 257, 65_535, 65_536, 70_000])
def test_a_tree_that_grew_by_tiles_has_the_root_of_its_leaves(size):
    edge, tiles = grown(size)

    node = nodes_in(size, lambda tile: hashes_in(tile, tiles[tile.path]))
    assert (edge.root, root_of(size, node)) == (plain_root(some(size)), plain_root(some(size)))


def test_proofs_come_from_tiles_alone():
    edge, tiles = grown(66_000)
    node = nodes_in(66_000, lambda tile: hashes_in(tile, tiles[tile.path]))

    proof = inclusion_proof(12_345, 66_000, node)
    assert is_included(leaf_hash(b"12345"), index=12_345, size=66_000, proof=proof, root=edge.root)
    old, growth = grown(300)[0].root, consistency_proof(300, 66_000, node)
    assert is_consistent(old=300, old_root=old, new=66_000, new_root=edge.root, proof=growth)


def test_the_tiles_of_the_specifications_example():
    _, tiles = grown(70_000)
    partial = [(tile.level, tile.width) for tile in tiles_of(70_000)]

    assert partial == [(0, 112), (1, 17), (2, 1)]
    assert sum(path.startswith("tile/0/") and ".p/" not in path for path in tiles) == 273
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"


def test_an_edge_goes_on_where_it_was_left():
    edge, _ = grown(500)
    again = Edge(500, [hashes_in(filled.tile, filled.content) for filled in edge.partial()])

    assert list(again.append(some(600)[500:])) == list(edge.append(some(600)[500:]))
    assert again.root == plain_root(some(600))


def test_an_edge_that_does_not_fit_its_size_is_refused():
    with pytest.raises(ValueError, match="no edge of a tree of 3"):
        Edge(3, [[EMPTY_ROOT]])


@given(st.lists(st.binary(max_size=300), max_size=WIDTH))
def test_entries_come_back_from_their_bundle(entries):
    assert unbundled(bundled(entries)) == entries


@pytest.mark.parametrize("content", [b"\x00", b"\x00\x02a", b"\x00\x01ab"])
def test_a_bundle_cut_short_is_refused(content):
    with pytest.raises(BadBundle):
        unbundled(content)


def test_an_entry_longer_than_two_bytes_can_tell_is_refused():
    with pytest.raises(EntryTooLong):
        bundled([bytes(65_536)])


def test_a_tile_of_the_wrong_length_is_refused():
    with pytest.raises(BadTile):
        hashes_in(Tile(0, 0, 2), bytes(63))
