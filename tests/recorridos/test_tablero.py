"""El tablero y lo que cambió desde la última visita, llenos, en ancho y en angosto."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mesas.models import Fase
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_se_acota_a_una_direccion_y_se_vuelve(abrir, nacional, valparaiso, maule):
    for direccion in (valparaiso, maule):
        mesa = MesaFactory(direcciones=[direccion], nombre=f"Mesa público-privada de {direccion}")
        SesionFactory(mesa=mesa, estado="realizada", desde=date(2025, 3, 4))
        for vence in (date(2025, 6, 30), date(2050, 6, 30)):
            CompromisoFactory(mesa=mesa, suscrito_el=date(2025, 1, 1), vence=vence)
    pagina = abrir(nacional)
    pagina.ir("/tablero/?anio=2025")
    pagina.revisar("tablero-lleno")

    pagina.pagina.get_by_role("link", name="Maule", exact=True).click()
    pagina.revisar("tablero-de-una-direccion")
    assert pagina.pagina.locator(".tabla tbody tr").count() == 1
    pagina.pagina.get_by_role("link", name="Quitar dirección regional: Maule").click()

    assert pagina.pagina.locator(".tabla tbody tr").count() == 2


def test_lo_que_cambio_desde_la_ultima_visita(abrir, encargada, nacional, valparaiso):
    encargada.visita_anterior = timezone.now() - timedelta(days=1)
    encargada.save()
    for _ in range(11):
        mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa público-privada por el agua de las comunas rurales")
        mesa.avanzar_fase(a=Fase.MAPEO, por=nacional)
    pagina = abrir(encargada)

    pagina.ir("/")
    pagina.revisar("inicio-con-novedades")
    pagina.pagina.get_by_role("link", name="Ver todo lo que cambió").click()

    pagina.revisar("novedades-llenas")
    assert pagina.pagina.locator(".asunto").count() > 10
