"""Cuántas consultas hace algo, sin contar las que abren y cierran la transacción."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

DE_TRANSACCION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def consultas_de(llamada):
    with CaptureQueriesContext(connection) as hechas:
        llamada()
    return sum(not consulta["sql"].startswith(DE_TRANSACCION) for consulta in hechas.captured_queries)
