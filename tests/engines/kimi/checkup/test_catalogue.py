"""The list of models tells of each what it can do, and says nothing that the host does not."""

import pytest

from mockup2code.engines.kimi.checkup import requests
from mockup2code.engines.kimi.checkup.catalogue import ModelCard, Price, catalogue
from mockup2code.engines.kimi.checkup.exchange import exchange
from mockup2code.engines.kimi.profiles import provider_of

ANY = provider_of("http://127.0.0.1/v1")


async def test_the_live_list_says_what_each_model_can_do(connected) -> None:
    seen = await exchange(connected(model="kimi-k2.6"), requests.MODELS)
    cards = {card.id: card for card in catalogue(seen.answer.document, ANY)}
    assert list(cards) == ["kimi-k2.6", "kimi-k2.7-code", "kimi-k2.7-code-highspeed", "kimi-k3"]
    assert cards["kimi-k2.6"] == ModelCard(
        "kimi-k2.6", 262_144, pictures=True, video=True, thinking=True, price=Price(0.95, 0.16, 4.00)
    )
    assert cards["kimi-k3"].context == 1_048_576
    assert [model for model, card in cards.items() if card.thinks_always] == [
        "kimi-k2.7-code",
        "kimi-k2.7-code-highspeed",
        "kimi-k3",
    ]


def test_other_hosts_tell_less() -> None:
    rows = {"data": [{"id": "llava"}, {"id": "moonshotai/Kimi-K2.5", "max_model_len": 131_072}, {"name": "no id"}, 7]}
    assert catalogue(rows, ANY) == [ModelCard("llava"), ModelCard("moonshotai/Kimi-K2.5", 131_072)]


@pytest.mark.parametrize("document", [None, {}, {"data": "none"}, {"data": [{"id": 5}]}])
def test_a_list_that_is_none_has_no_models(document) -> None:
    assert catalogue(document, ANY) == []
