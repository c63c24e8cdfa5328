"""Una sesión y un compromiso con todo lo que pueden mostrar, en ancho y en angosto."""

from datetime import date

import pytest

from mesas.models import Acuerdo, Compromiso
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.mesas.test_vistas_compromisos import con_historia
from tests.mesas.test_vistas_sesiones import sesion_llena

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_la_ficha_de_una_sesion_llena(abrir, encargada, valparaiso):
    sesion = sesion_llena([valparaiso], 4, encargada)
    acta = sesion.actas.get()
    nueva = acta.rectificar(por=encargada, motivo="Un acuerdo no se tomó", deja_sin_efecto=[acta.acuerdos.first()])
    Acuerdo.crear(por=encargada, acta=nueva, texto="El acuerdo que sí se tomó", votos_a_favor=9, abstenciones=1)
    pagina = abrir(encargada)

    pagina.ir(sesion.get_absolute_url())

    pagina.revisar("sesion-llena")


def test_la_ficha_de_un_compromiso_con_historia(abrir, encargada, nacional, valparaiso):
    compromiso = con_historia([valparaiso], 2, encargada, nacional)
    pagina = abrir(encargada)

    pagina.ir(compromiso.get_absolute_url())

    pagina.revisar("compromiso-con-historia")


def test_los_listados_y_las_secciones_de_la_mesa(abrir, encargada, valparaiso):
    sesion = SesionFactory(direcciones=[valparaiso], estado="convocada", titulo="Taller de mapeo", lugar="Sede vecinal")
    mesa = sesion.instancia.mesa
    SesionFactory(mesa=mesa, estado="realizada", desde=date(2020, 1, 1), hasta=date(2020, 12, 31), precision="anio")
    for vence in (date(2020, 1, 1), date(2050, 1, 1)):
        CompromisoFactory(mesa=mesa, vence=vence, monto=9_000_000, moneda="CLP", unidad_monto=1000)
    Compromiso.objects.first().desistir(por=encargada, el=date(2026, 1, 1), motivo="Se retiró")
    pagina = abrir(encargada)

    for nombre, ruta in {
        "sesiones": "/sesiones/",
        "compromisos": "/compromisos/",
        "mesa-sesiones": f"{mesa.get_absolute_url()}?seccion=sesiones",
        "mesa-compromisos": f"{mesa.get_absolute_url()}?seccion=compromisos",
    }.items():
        pagina.ir(ruta)
        pagina.revisar(nombre)
