"""Errors go to a Sentry where the operator has named one: what failed and where, never what people's data was."""

import sentry_sdk


def start(dsn: str) -> None:
    """From now on errors of this process are reported; raises SystemExit where the address is none of Sentry's."""
    try:
        sentry_sdk.init(
            dsn,
            send_default_pii=False,
            max_request_body_size="never",
            include_local_variables=False,
            include_source_context=False,
            traces_sample_rate=0.0,
        )
    except ValueError as error:
        raise SystemExit(f"mockup2code: the variable SENTRY_DSN is wrong: {error}") from None
