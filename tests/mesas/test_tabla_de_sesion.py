"""Lo que sigue de la última sesión entra al final de la tabla de la que se prepara."""

from datetime import date

import pytest

from mesas.tabla_de_sesion import traer_puntos
from tests.fabricas.sesiones import PuntoTablaFactory, SesionFactory


@pytest.mark.django_db
def test_lo_que_sigue_va_al_final_aunque_la_tabla_tenga_un_hueco(encargada):
    ultima = SesionFactory(estado="realizada", desde=date(2026, 3, 1))
    PuntoTablaFactory(sesion=ultima, orden=1, titulo="Quedó pendiente")
    nueva = SesionFactory(instancia=ultima.instancia, desde=date(2026, 4, 1))
    for orden in (1, 3):
        PuntoTablaFactory(sesion=nueva, orden=orden)

    traer_puntos(nueva, por=encargada)

    assert [(punto.orden, punto.titulo) for punto in nueva.puntos.order_by("orden")][2:] == [(4, "Quedó pendiente")]
