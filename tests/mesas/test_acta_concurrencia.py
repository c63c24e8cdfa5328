"""Dos aprobaciones a la vez, contra un PostgreSQL vivo; con el bloqueo quitado, la misma prueba debe fallar."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from comun.models import Correlativo
from comun.models.correlativo import CorrelativoQuerySet
from mesas.models import Acta, Acuerdo, TransicionInvalida
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.sesiones import UN_DIA, ActaFactory, SesionFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HILOS = 6


def a_la_vez(tareas):
    """Ejecuta cada tarea en su hilo y su conexión; devuelve lo que levantó cada una (None si terminó)."""
    barrera, resultados = Barrier(len(tareas)), [None] * len(tareas)

    def correr(indice, tarea):
        barrera.wait()
        try:
            tarea()
        except Exception as error:
            resultados[indice] = error
        finally:
            connection.close()

    hilos = [Thread(target=correr, args=par) for par in enumerate(tareas)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return resultados


def aprobaciones(actas, por):
    return [lambda acta=acta: acta.aprobar(por=por, el=UN_DIA, respaldo_tipo="presidencia") for acta in actas]


def actas_de_una_instancia(cuantas):
    primera = SesionFactory(estado="realizada")
    sesiones = [primera] + [SesionFactory(instancia=primera.instancia, estado="realizada") for _ in range(cuantas - 1)]
    return [ActaFactory(sesion=sesion, acuerdos=["Uno", "Dos"]) for sesion in sesiones]


def test_las_aprobaciones_simultaneas_numeran_sin_huecos_ni_repetidos():
    actas, por = actas_de_una_instancia(HILOS), UsuarioFactory()

    errores = a_la_vez(aprobaciones(actas, por))

    assert errores == [None] * HILOS
    assert sorted(Acuerdo.objects.values_list("numero", flat=True)) == list(range(1, 2 * HILOS + 1))


def test_la_misma_acta_se_aprueba_una_sola_vez():
    acta, por = ActaFactory(acuerdos=["Uno"]), UsuarioFactory()
    copias = [Acta.objects.get(pk=acta.pk) for _ in range(HILOS)]

    errores = a_la_vez(aprobaciones(copias, por))

    assert sorted(type(error).__name__ for error in errores) == ["NoneType"] + [TransicionInvalida.__name__] * (
        HILOS - 1
    )
    assert Acuerdo.objects.get().numero == 1


def test_sin_el_bloqueo_del_correlativo_la_prueba_lo_nota(monkeypatch):
    """Control negativo: lo que guarda la numeración es el bloqueo, no la suerte."""
    leer = Barrier(HILOS)

    def sin_bloqueo(self, serie):
        with transaction.atomic():
            fila = Correlativo.objects.get_or_create(serie=serie)[0]
            if not leer.broken and serie.startswith("AC:"):
                leer.wait(timeout=5)
            fila.ultimo += 1
            fila.save(update_fields=["ultimo"])
        return fila.ultimo

    primera = SesionFactory(estado="realizada")
    sesiones = [primera] + [SesionFactory(instancia=primera.instancia, estado="realizada") for _ in range(HILOS - 1)]
    actas, por = [ActaFactory(sesion=sesion, acuerdos=["Uno"]) for sesion in sesiones], UsuarioFactory()
    Correlativo.objects.get_or_create(serie=f"AC:{primera.instancia.codigo}:2026")
    monkeypatch.setattr(CorrelativoQuerySet, "siguiente", sin_bloqueo)

    errores = a_la_vez(aprobaciones(actas, por))

    assert any(errores)
