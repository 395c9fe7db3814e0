"""Datasets of several archives become one: nothing is lost, what is the same is one, what differs is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo import DataError, cli
from geo.engine import open_engine
from geo.engine.merging import MEMBERS, merged
from geo.export import excerpt
from tests.support.foreign import SMALLEST, write

OTHER = {
    **SMALLEST,
    "events": [{**SMALLEST["events"][0], "id": "other", "title": "Another event", "edtf": "1849"}],
    "citations": [{"event_id": "other", "source_id": "source"}],
}


@pytest.fixture(scope="module")
def parts(atlas):
    """The published data as two archives would have them."""
    ids = atlas.events["id"].tolist()
    return [("one", excerpt(atlas, ids[::2])), ("other", excerpt(atlas, ids[1::2]))]


def rows(atlas, name):
    return {tuple(row.items()) for row in atlas.rows(name)}


def test_nothing_is_lost_and_what_both_have_is_one(parts, atlas):
    made = merged(parts, "Both")
    assert len(made.events) == len(atlas.events)
    for name in ("places", "sources", "organizations", "citations", "figures", "event_organizations", "place_names"):
        assert rows(made, name) == rows(parts[0][1], name) | rows(parts[1][1], name)
        assert len(made[name]) == len(rows(made, name))
    assert [member["events"] for member in made.package[MEMBERS]] == [len(part.events) for _, part in parts]


def test_the_version_is_that_of_all_members(parts):
    one, other, newer = [
        ("a", replace(part, version=name)) for (_, part), name in zip([*parts, parts[1]], "123", strict=True)
    ]
    assert len({merged(some, "Both").version for some in ([one, other], [one, newer], [one, other])}) == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"events": SMALLEST["events"], "citations": SMALLEST["citations"]}, "b/events.csv:event - is in a, too"),
        ({"places": [{**SMALLEST["places"][0], "name": "P"}]}, "b/places.geojson:place:name 'P' - is 'A place' in a"),
        ({"places": [{**SMALLEST["places"][0], "at": (9.0, 50.0)}]}, "b/places.geojson:place:geometry - is another one in a"),
        ({"kinds": [{**SMALLEST["kinds"][0], "name": "K"}]}, "b/kinds.csv:kind:name 'K' - is 'Kind' in a"),
    ],
)  # fmt: skip
def test_what_two_archives_say_differently_is_told(tmp_path, capsys, changed, told):
    one, other = write(tmp_path / "a", SMALLEST), write(tmp_path / "b", {**OTHER, **changed})
    assert cli.main(["load", str(one), str(other), "--title", "Both", "--to", str(tmp_path / "engine")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "engine").exists()


def test_archives_that_may_be_used_otherwise_do_not_become_one(parts):
    (name, part), other = parts
    free = replace(part, package={**part.package, "licenses": [{"name": "CC0-1.0"}]})
    with pytest.raises(DataError, match="licenses - is another than in"):
        merged([(name, free), other], "Both")


def test_folders_that_were_loaded_become_one_as_their_datasets_do(tmp_path):
    for name, tables in (("a", SMALLEST), ("b", OTHER)):
        assert cli.main(["load", str(write(tmp_path / name, tables)), "--to", str(tmp_path / f"{name}.engine")]) == 0
    made = []
    for ends in ("", ".engine"):
        members, target = [str(tmp_path / f"{name}{ends}") for name in "ab"], tmp_path / f"both{ends}"
        assert cli.main(["load", *members, "--title", "Both", "--to", str(target)]) == 0
        made.append(open_engine(target))
    assert made[1].version == made[0].version
    assert [one.excerpt([0, 1]).events["title"].tolist() for one in made] == [["An event", "Another event"]] * 2


def test_several_datasets_need_a_title(tmp_path, capsys):
    assert cli.main(["load", "a", "b", "--to", str(tmp_path / "engine")]) == 2
    assert "--title" in capsys.readouterr().err
