"""Dos personas en la misma sección a la vez, contra un PostgreSQL vivo; sin la condición de versión, se pierde."""

import pytest

from comun.models import registrado
from informes import escritura
from informes.escritura import ConflictoDeTexto, escribir
from informes.models import SeccionNarrativa
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.informes import InformeAnualFactory
from tests.mesas.test_acta_concurrencia import a_la_vez

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HILOS = 6


def escrituras(informe, version_leida):
    """Una tarea por persona: cada una escribe su texto creyendo que lee `version_leida`."""
    datos = {"informe": informe, "clave": "I.C", "producto": None, "vigente": None, "version_leida": version_leida}
    personas = [UsuarioFactory() for _ in range(HILOS)]
    return [
        lambda numero=n, por=por: escribir(texto=f"De {numero}", por=por, **datos) for n, por in enumerate(personas)
    ]


def nombres(errores):
    return sorted(type(error).__name__ for error in errores)


def test_quienes_estrenan_una_seccion_a_la_vez_no_se_pisan():
    informe = InformeAnualFactory()

    errores = a_la_vez(escrituras(informe, 0))

    assert nombres(errores) == [ConflictoDeTexto.__name__] * (HILOS - 1) + ["NoneType"]
    assert SeccionNarrativa.objects.get().version == 1


def test_de_quienes_editan_lo_mismo_a_la_vez_gana_uno_y_los_demas_reciben_su_texto():
    informe, por = InformeAnualFactory(), UsuarioFactory()
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="Antes", vigente=None, por=por)

    errores = a_la_vez(escrituras(informe, 1))

    ganador = SeccionNarrativa.objects.get()
    assert nombres(errores) == [ConflictoDeTexto.__name__] * (HILOS - 1) + ["NoneType"]
    assert {error.guardada.texto for error in errores if error} == {ganador.texto}
    assert ganador.version == 2


def test_sin_la_condicion_de_version_la_prueba_lo_nota(monkeypatch):
    """Control negativo: lo que protege es comparar la versión, no la suerte."""
    informe, por = InformeAnualFactory(), UsuarioFactory()
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="Antes", vigente=None, por=por)
    monkeypatch.setattr(escritura, "ya_no_es_la_leida", lambda seccion, version_leida: False)
    monkeypatch.setattr(registrado.Registrado, "_avanzar_version", lambda self: None)

    errores = a_la_vez(escrituras(informe, 1))

    assert nombres(errores) == ["NoneType"] * HILOS  # todas creen haber guardado, y cinco textos se perdieron
