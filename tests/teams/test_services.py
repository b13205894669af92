"""GitHub and Google, and closed sign-up, as the environment sets them."""

from pathlib import Path

import requests

from tests.servers import running_app

VARIABLES = {
    "GITHUB_CLIENT_ID": "of-github",
    "GITHUB_CLIENT_SECRET": "secret",
    "GOOGLE_CLIENT_ID": "of-google",
    "GOOGLE_CLIENT_SECRET": "secret",
    "SIGN_UP": "invited",
}


def test_services_are_offered_and_lead_to_where_they_should(tmp_path: Path) -> None:
    with running_app(tmp_path, VARIABLES) as app:
        visitor = requests.Session()
        visitor.trust_env = False
        page = visitor.get(f"{app.url}/accounts/login/").text
        assert "Continue with GitHub" in page
        assert "Continue with Google" in page
        form = {"csrfmiddlewaretoken": visitor.cookies["csrftoken"]}
        for name, host in (("github", "https://github.com/"), ("google", "https://accounts.google.com/")):
            address = f"{app.url}/accounts/{name}/login/"
            away = visitor.post(address, form, headers={"Referer": app.url}, allow_redirects=False)
            assert away.headers["Location"].startswith(host)
            assert f"client_id=of-{name}" in away.headers["Location"]
        assert "Sign-up is closed" in visitor.get(f"{app.url}/accounts/signup/").text
