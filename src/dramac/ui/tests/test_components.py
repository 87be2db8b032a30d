"""Every component has a sample, and every sample can be drawn."""

import re

import pytest
from jinja2 import UndefinedError

from dramac.ui import components
from dramac.ui.tests.pages import draw, draw_sample, own_files

NAMES = [folder.name for folder in components.folders()]
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
MACRO = re.compile(r"\bui\.(\w+)")
HOSTILE = '"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("name", NAMES)
def test_a_component_has_a_sample_that_can_be_drawn(name: str) -> None:
    assert draw_sample(name).strip()


@pytest.mark.parametrize("name", NAMES)
def test_ids_of_a_sample_are_unique(name: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', draw_sample(name))
    assert sorted(ids) == sorted(set(ids))


def test_what_a_label_points_to_exists() -> None:
    drawn = draw_sample("field")
    ids = set(re.findall(r'\sid="([^"]+)"', drawn))
    pointed = re.findall(r'\sfor="([^"]+)"', drawn)
    described = [each for ids_of in re.findall(r'aria-describedby="([^"]+)"', drawn) for each in ids_of.split()]
    assert pointed
    assert described
    assert set(pointed) | set(described) <= ids


def test_no_two_components_define_the_same_macro() -> None:
    names = [
        name
        for folder in components.folders()
        for template in folder.glob("*.html")
        if template.name != components.SAMPLE
        for name in components.MACRO.findall(template.read_text("utf-8"))
    ]
    assert sorted(names) == sorted(set(names))


def test_pages_call_only_macros_that_exist() -> None:
    known = set(components.index())
    texts = (COMMENT.sub("", path.read_text("utf-8")) for path in own_files(".html"))
    called = {name for text in texts for name in MACRO.findall(text)}
    assert called <= known


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.button(text) }}",
        "{{ ui.icon_button('x', text) }}",
        "{{ ui.badge(text) }}",
        "{{ ui.toast(text) }}",
        "{{ ui.notice(text, text) }}",
        "{{ ui.empty_state(text, text) }}",
        "{{ ui.text_field('n', text, text, hint=text, error=text, placeholder=text) }}",
        "{{ ui.text_area('n', text, text) }}",
        "{{ ui.select_field('n', text, [(text, text)], text) }}",
        "{{ ui.combobox('n', text, '/x', text, text) }}",
        "{{ ui.palette_results([(text, [{'label': text, 'href': text, 'detail': text}])], text) }}",
        "{{ ui.palette_results([], text) }}",
        "{{ ui.description_list([(text, text)]) }}",
        "{{ ui.tabs([{'label': text, 'href': text, 'current': True}], text) }}",
        "{{ ui.avatar(text) }}",
        "{{ ui.status('paid') }}{{ ui.copy_field(text, text, 'i') }}",
        "{% call ui.card(text, text) %}{{ text }}{% endcall %}",
        "{% call ui.dialog('i', text) %}{{ text }}{% endcall %}",
        "{{ icon('house', text) }}{{ sparkline([1, 2], text) }}",
    ],
)
def test_what_a_person_typed_is_written_as_text(source: str) -> None:
    assert "<img src=x" not in draw(source, text=HOSTILE)


def test_a_misspelt_component_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="buton"):
        draw("{{ ui.buton('Save') }}")


def test_a_misspelt_parameter_is_an_error() -> None:
    with pytest.raises(ValueError, match="knd"):
        draw("{{ ui.button('Save', knd='primary') }}")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        draw("{{ nothing_of_that_name }}")


def test_attributes_are_passed_on_and_escaped() -> None:
    drawn = draw("{{ ui.button('Save', hx_post='/a?b=1&c=2', data_x='\"', hx_target__inherited='#x', disabled=True) }}")
    assert 'hx-post="/a?b=1&amp;c=2"' in drawn
    assert 'data-x="&#34;"' in drawn
    assert 'hx-target:inherited="#x"' in drawn
    assert " disabled>" in drawn


def test_an_error_is_tied_to_its_field() -> None:
    drawn = draw("{{ ui.text_field('sku', 'SKU', 'A', hint='Unique.', error='Taken.') }}")
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="field-sku-error field-sku-hint"' in drawn
    assert 'id="field-sku-error"' in drawn


def test_a_falling_figure_is_good_where_less_is_better() -> None:
    drawn = draw("{{ ui.kpi('Returns', 7, -0.3, 'last week', better='down') }}")
    assert "kpi-good" in drawn
    assert "30% less" in drawn
