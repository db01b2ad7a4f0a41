from __future__ import annotations

import pytest

from articles import images
from toolkit.sanitiser import clean

from .made import jpeg, showing, taken_in

pytestmark = pytest.mark.django_db


def test_the_pictures_of_a_text_are_found_in_their_order_and_once() -> None:
    first, second = taken_in(seed=1), taken_in(seed=2)
    again = f'<p><a href="{first.url}">大图</a><img src="{second.url_at(320)}"></p>'
    assert images.in_html(showing(second, first) + again) == [second, first]


def test_addresses_that_are_no_pictures_of_ours_are_left_alone() -> None:
    html = '<p><img src="/media/pictures/ab/abababababababababababababababababababab.jpg" alt="没有"></p>'
    assert images.in_html(html) == []
    assert images.sized(html) == html


def test_a_picture_gets_its_size_so_that_the_page_does_not_jump() -> None:
    html = images.sized(clean(showing(taken_in(jpeg((800, 600))))))
    assert 'width="800" height="600"' in html


def test_a_smaller_width_that_the_editor_chose_keeps_the_shape() -> None:
    shown = taken_in(jpeg((800, 600)))
    html = images.sized(clean(f'<p><img src="{shown.url}" alt="a > b" width="400" height="9"></p>'))
    assert html == f'<p><img src="{shown.url}" alt="a &gt; b" width="400" height="300"></p>'


def test_a_text_that_is_sized_stays_as_it_is() -> None:
    html = images.sized(clean(showing(taken_in(jpeg((800, 600))))))
    assert images.sized(clean(html)) == html
