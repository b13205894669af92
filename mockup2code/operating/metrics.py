"""Figures for Prometheus: this process's requests, and what the database says of the runs."""

from collections.abc import Iterator

from django.db.models import Count, Min, Sum
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_requests = Counter(
    "mockup2code_requests", "Requests that were answered", ["method", "view", "status"], registry=REGISTRY
)
_seconds = Histogram("mockup2code_request_seconds", "How long answers took", ["view"], registry=REGISTRY)


def count_request(method: str, view: str, status: int, seconds: float) -> None:
    """`method` is anything that a client says, so only those that exist get a series."""
    _requests.labels(method if method in METHODS else "other", view, str(status)).inc()
    _seconds.labels(view).observe(seconds)


def exposition() -> bytes:
    """All figures in Prometheus' text format."""
    return generate_latest(REGISTRY)


class Runs(Collector):
    """Asked of the database at each look, so that every process says the same."""

    def describe(self) -> list[Metric]:
        """Nothing is asked of the database at registration."""
        return []

    def collect(self) -> Iterator[Metric]:
        # Django's models cannot be imported before its applications are set up.
        from mockup2code.generations.models import Generation, State  # noqa: PLC0415

        runs = GaugeMetricFamily("mockup2code_runs", "Runs by engine and state", labels=["engine", "state"])
        for row in Generation.objects.values("engine", "state").annotate(count=Count("pk")):
            runs.add_metric([row["engine"], row["state"]], row["count"])
        yield runs
        oldest = Generation.objects.filter(state=State.QUEUED).aggregate(created=Min("created"))["created"]
        waiting = (timezone.now() - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily("mockup2code_queue_seconds", "How long the oldest queued run has waited", value=waiting)
        sums = Generation.objects.aggregate(
            input=Sum("input_tokens"), cached=Sum("cached_tokens"), output=Sum("output_tokens"), cost=Sum("cost")
        )
        tokens = CounterMetricFamily("mockup2code_tokens", "Tokens of all runs", labels=["kind"])
        for kind in ("input", "cached", "output"):
            tokens.add_metric([kind], sums[kind] or 0)
        yield tokens
        yield CounterMetricFamily("mockup2code_cost_dollars", "What all runs have cost", value=float(sums["cost"] or 0))


REGISTRY.register(Runs())
