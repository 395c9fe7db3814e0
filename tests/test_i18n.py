"""Every message of the interface stands in every language, in every plural form."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from geo import i18n
from geo.errors import QueryError

ROOT = Path(__file__).parents[1]
OTHERS = [lang for lang in i18n.LANGUAGES if lang != i18n.DEFAULT]
FORMS = {"ru": 3, "et": 2, "pl": 3}
ALSO = {"%(year)ss": {"last"}, "the %(year)ss": {"last"}, "%(year)s": set()}
"""Values that a message is given beyond those that its English form shows."""


@pytest.fixture(scope="session")
def extracted(tmp_path_factory):
    """The messages that stand in the code, as ``pybabel extract`` finds them with our settings."""
    path = tmp_path_factory.mktemp("messages") / "atlas.pot"
    command = ["-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml"]
    subprocess.run([sys.executable, *command, "-o", path, "."], cwd=ROOT, check=True, capture_output=True)
    with path.open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}


def catalog(lang):
    """Return the messages of a .po file with their translations."""
    with (i18n.LOCALES / lang / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def places(text):
    return set(re.findall(r"%\((\w+)\)s", text))


def test_messages_are_found_in_python_javascript_and_templates(extracted):
    some = {"Show everything", "Legend", "Events and places", "[in English]", "Part of:"}
    assert {(None, message) for message in some} <= extracted
    assert len(extracted) > 180


@pytest.mark.parametrize("lang", OTHERS)
def test_no_message_is_missing_and_none_is_left_over(extracted, lang):
    assert {(message.context, message.id) for message in catalog(lang)} == extracted


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated_in_all_its_forms(lang):
    for message in catalog(lang):
        wanted = 1 if isinstance(message.id, str) else FORMS[lang]
        assert len(forms(message.string)) == wanted, message.id
        assert all(forms(message.string)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("lang", OTHERS)
def test_translations_hold_the_same_values(lang):
    for message in catalog(lang):
        wanted = set().union(*map(places, forms(message.id)))
        for form in forms(message.string):
            extra = ALSO.get(message.id, set()) if isinstance(message.id, str) else set()
            assert wanted <= places(form) <= wanted | extra, (message.id, form)


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", ["1 event", "2 events", "5 events", "21 events", "112 events"]),
        ("ru", ["1 событие", "2 события", "5 событий", "21 событие", "112 событий"]),
        ("et", ["1 sündmus", "2 sündmust", "5 sündmust", "21 sündmust", "112 sündmust"]),
        ("pl", ["1 wydarzenie", "2 wydarzenia", "5 wydarzeń", "21 wydarzeń", "112 wydarzeń"]),
    ],
)
def test_numbers_choose_their_form(lang, shown):
    messages = i18n.translator(lang)
    assert [messages.ngettext("%(n)s event", "%(n)s events", n) % {"n": n} for n in (1, 2, 5, 21, 112)] == shown


def test_javascript_gets_the_forms_with_their_categories():
    russian = i18n.catalog("ru")
    assert (russian["lang"], russian["plural"]) == ("ru", ["one", "few", "many"])
    assert len(russian["messages"]["%(n)s event"]) == 3
    assert russian["messages"]["Legend"] == "Условные знаки"


def test_english_is_its_own_translation():
    assert i18n.catalog("en") == {"lang": "en", "plural": ["one", "other"], "messages": {}}
    assert i18n.translator("en").gettext("Legend") == "Legend"


@pytest.mark.parametrize(("lang", "written"), [("en", "8,789"), ("ru", "8789"), ("et", "8789"), ("pl", "8789")])
def test_numbers_of_four_digits_are_written_as_in_the_texts(lang, written):
    assert i18n.number(8789, lang) == written
    assert i18n.number(20_713, lang).replace("\u00a0", ",") == "20,713"


def test_what_has_no_translation_stays_english():
    assert i18n.translator("pl").gettext("never written") == "never written"
    assert i18n.translator("pl").ngettext("one thing", "many things", 2) == "many things"


def test_an_unknown_language_is_told_in_a_sentence():
    with pytest.raises(QueryError, match="has no language 'tlh'; it has en, ru, et, pl"):
        i18n.translator("tlh")
