"""Several officers at the same moment, each with a connection: one wins and the others are told, on both databases."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial

from django.db import connection

from products.models import Certificate, CertificateDecision, Decision
from products.services import certificates
from products.services.certificates import StandingChanged
from products.services.errors import EditConflict
from tests.portal_server import ROOT, empty
from tests.products import factories
from tests.products.factories import NOW, TODAY

SCRIPT = "import json; from tests.products.services.test_certificate_races import races; print(json.dumps(races({})))"


def together(*steps: Callable[[], object]) -> list[str]:
    """Begin all steps at once; return what became of each, in order of their kinds."""
    barrier, ends = threading.Barrier(len(steps)), []

    def run(step):
        try:
            barrier.wait(60)
            step()
            ends.append("won")
        except (StandingChanged, EditConflict):
            ends.append("told")
        except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
            ends.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(ends)


def grants(product, replaces, officers):
    """One confirmation for each officer, of a paper of his own."""
    return [
        partial(certificates.grant, product=product, paper=factories.paper(), officer=one, replaces=replaces, now=NOW)
        for one in officers
    ]


def decides(seen, decisions, officers):
    """One decision for each officer, about the certificate as all of them saw it."""
    told = {"number": "1/QĐ", "decided_on": TODAY, "reason": "Lý do", "now": NOW}
    return [
        partial(
            certificates.decide,
            certificate=Certificate.objects.get(pk=seen.pk),
            decision=decision,
            officer=one,
            **told,
        )
        for one, decision in zip(officers, decisions, strict=True)
    ]


def races(times: int) -> list[list[str]]:
    """Four kinds of races, so many times; return how each of them ended, every way once."""
    found = set()
    for _time in range(times):
        product = factories.product()
        officers = [factories.officer() for _officer in range(4)]
        standing = Certificate.objects.standing().filter(product=product)
        found.add(("first one", *together(*grants(product, None, officers))))
        found.add(("next one", *together(*grants(product, standing.get(), officers))))
        seen = standing.get()
        choices = (Decision.WITHDRAWN, Decision.UNDER_REASSESSMENT) * 2
        found.add(("decided", *together(*decides(seen, choices, officers))))
        seen.refresh_from_db()
        replaces = seen if seen.decision == Decision.UNDER_REASSESSMENT else None
        back = decides(seen, [Decision.GRANTED] * 2, officers[2:])
        found.add(("new one or back again", *together(*grants(product, replaces, officers[:2]), *back)))
        steps = CertificateDecision.objects.filter(certificate__product=product).count()
        found.add(("in the end", f"{standing.count()} stands", "all steps" if steps in {5, 6} else f"{steps} steps"))
    return sorted(list(one) for one in found)


def test_of_officers_at_the_same_moment_one_wins(transactional_db, tmp_path, soak_count):
    if connection.vendor == "sqlite":  # the tests' own is in memory and knows one connection
        env = empty(tmp_path, PYTHONPATH=str(ROOT))
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", SCRIPT.format(soak_count(50))]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout.strip().splitlines()[-1])
    else:
        found = races(soak_count(50))
    assert found == sorted(
        [
            ["first one", "told", "told", "told", "won"],
            ["next one", "told", "told", "told", "won"],
            ["decided", "told", "told", "told", "won"],
            ["new one or back again", "told", "told", "told", "won"],
            ["in the end", "1 stands", "all steps"],
        ]
    )
