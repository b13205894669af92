"""What the fields of repeated things are called: by what is in them."""

from mockup2code.engines.draft.fields import Column, Kind, columns


def names(kinds: list[str], *rows: list[str]) -> list[str]:
    found = columns([kinds] * len(rows), rows)
    return [column.name if column else "" for column in found]


def test_lone_words_are_a_label_and_several_have_names_by_their_order() -> None:
    assert names([Kind.TEXT], ['"Orders"'], ['"Customers"']) == ["label"]
    three = [Kind.TEXT] * 3
    assert names(three, ['"Ada"', '"Owner"', '"Paris"'], ['"Bo"', '"Editor"', '"Rome"']) == ["title", "detail", "note"]


def test_words_of_one_form_are_called_by_it() -> None:
    kinds = [Kind.TEXT] * 6
    first = ['"ada@example.org"', '"12 %"', '"14:05"', '"3 March 2026"', '"$120"', '"+49 30 1234567"']
    other = ['"bo@example.org"', '"7.5%"', '"5 minutes ago"', '"12/04/2026"', '"$48"', '"030 7654321"']
    assert names(kinds, first, other) == ["email", "share", "time", "date", "price", "phone"]


def test_a_second_link_or_icon_is_called_by_the_words_beside_it() -> None:
    kinds = [Kind.IMAGE, Kind.LINK, Kind.TEXT, Kind.IMAGE, Kind.LINK, Kind.TEXT]
    first = ["icon1", '"#a"', '"Inbox"', "icon2", '"#b"', '"12:30"']
    other = ["icon3", '"#c"', '"Sent"', "icon4", '"#d"', '"13:45"']
    assert names(kinds, first, other) == ["icon", "href", "label", "timeIcon", "timeHref", "time"]


def test_a_cell_with_two_lines_has_the_name_of_its_column_and_a_detail() -> None:
    kinds = ["author", "author", Kind.TONE]
    first, other = ['"John"', '"Manager"', '"bg-a"'], ['"Alexa"', '"Engineer"', '"bg-b"']
    assert names(kinds, first, other) == ["author", "authorDetail", "tone"]


def test_what_says_the_same_is_one_field_and_what_never_changes_is_none() -> None:
    found = columns([[Kind.ALT, Kind.TITLE, Kind.TEXT]] * 2, [['"A"', '"A"', '"Open"'], ['"B"', '"B"', '"Open"']])
    assert found == [Column("title", 0), Column("title", 0), None]
