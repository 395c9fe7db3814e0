"""What the bench measures is there: its data are valid, and each of its pages can be built."""

from __future__ import annotations

import pytest

import geo
from tests.support.bench import bench


@pytest.fixture
def synthetic(tmp_path):
    """Return a small dataset of the bench."""
    return bench("synthetic").make_dataset(tmp_path / "data", events=60)


def test_its_data_are_valid_and_have_all_that_costs_time(synthetic):
    report = geo.check(synthetic)
    assert [problem for problem in report.problems if not problem.warning] == []
    rich = ("citations", "coverage", "event_persons", "event_places", "figures", "texts")
    assert all(len(report.atlas[table]) for table in rich)


@pytest.mark.parametrize("kind", ["ours", "empty", "markers", "clusters", "objects"])
def test_each_of_its_pages_can_be_built(synthetic, kind):
    found = bench("builds").measure(kind, synthetic, output := synthetic / "page.html")
    assert found["raw"] == output.stat().st_size
    assert kind in ("ours", "empty") or "Synthetic event 7" in output.read_text(encoding="utf-8")


def test_a_report_is_made_of_what_was_measured_and_of_what_broke():
    step = {"stamps": [16.7] * 9, "renderer": [8.0], "main": [5.0], "frames": [4.0, 6.0], "ends": [90.0]}
    memory = {"heap": 9.0, "buffers": 1.0, "process": 80.0}
    builds = {"load_s": 1.0, "build_s": 2.0, "peak_mb": 200.0, "raw": 10**6, "gzip": 10**5}
    loads = {"empty": [{"painted": 400.0, "busy": 200.0, "answers": 450.0}], "300": [{"error": "no symbols"}]}
    found = {"builds": {"300": [builds]}, "loads": loads, "steps": {"300": step}, "memory": {"empty": memory}}
    text = "\n".join(bench("tables").report({"machine": {"cores": 2}, **found}))
    assert "| 300 | 1.00 | 2.00 | 200 | 1.00 / 0.10 |" in text
    assert "| empty | 400 | 1.00 | 200 | 1.00 | 400 to 400 | 450 |" in text
    assert "| 300 | no symbols |" in text
    assert "| 300 | 16.7 / 16.7 | 0% | 8.0 | 5.0 |" in text
    assert "/ 6.0 | 90 |" in text


def test_the_bytes_of_all_features_are_those_of_the_page(synthetic):
    features = bench("features")
    bench("builds").measure("ours", synthetic, output := synthetic / "page.html")
    found = features.bytes_of(text := output.read_text(encoding="utf-8"))
    assert sum(raw for raw, _ in found.values()) == output.stat().st_size
    assert all(raw > 500 for raw, _ in found.values())
    assert {features.feature(name) for name, _ in features.parts(text)} >= set(features.FEATURES)
