"""Datos que se cargan una sola vez por módulo de pruebas."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def cargado(django_db_blocker, cargar):
    """Lo que deja `cargar()` mientras dura el módulo; cada prueba deshace lo suyo hasta ese punto."""
    with django_db_blocker.unblock(), transaction.atomic():
        hecho = cargar()
        django_db_blocker.block()
        try:
            yield hecho
        finally:
            django_db_blocker.restore()
            transaction.set_rollback(True)
