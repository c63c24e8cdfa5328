"""Encontrar, abrir un número hasta sus filas y ver quién ha entregado."""

from datetime import date

import pytest

from informes.models import PlazoDeInforme
from tests.fabricas.emision import informe_emitido, informe_enviado
from tests.fabricas.informes import (
    GastoDelAnioFactory,
    GastoFactory,
    InformeAnualFactory,
    ProductoFactory,
    ProyectoFactory,
)
from tests.fabricas.mesas import MesaFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
ESTEROS = ("Mesa del Estero Alto", "Mesa del Estero Bajo", "Mesa de Turismo Rural")


def test_se_filtra_un_listado_y_se_descarga_lo_filtrado(abrir, encargada, valparaiso):
    for nombre in ESTEROS:
        MesaFactory(direcciones=[valparaiso], nombre=nombre, encargado=encargada)
    pagina = abrir(encargada)
    pestana = pagina.pagina
    pagina.ir("/mesas/")

    pestana.locator("#id_q").fill("estero")
    pestana.get_by_role("button", name="Filtrar").click()
    pestana.get_by_text("2 mesas").first.wait_for()
    descargar = pestana.get_by_role("link", name="Descargar XLSX")
    pagina.tomar("listado", descargar)
    with pestana.expect_download() as descarga:
        descargar.click()

    assert descarga.value.suggested_filename.endswith(".xlsx")


def test_una_cifra_se_abre_hasta_sus_filas(abrir, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso], titulo="Redes del territorio")
    producto = ProductoFactory(proyecto=proyecto, numero=1, nombre="Redes creadas")
    for monto in ("1200.50", "834.00"):
        GastoFactory(producto=producto, monto=monto)
    GastoDelAnioFactory(proyecto=proyecto, monto="2034.50")
    pagina = abrir(encargada)
    pagina.ir(InformeAnualFactory(proyecto=proyecto).get_absolute_url())

    subtotal = pagina.pagina.get_by_role("row").filter(has_text="Subtotal Producto 1")
    subtotal.get_by_role("link").click()

    fila = pagina.pagina.get_by_role("row").filter(has_text="1,200.50")
    assert fila.is_visible()
    pagina.tomar("cifra", fila)


def test_las_entregas_del_ano(abrir, encargada, nacional, valparaiso, maule):
    for etapa, fecha in (("envio", date(2021, 1, 31)), ("emision", date(2021, 3, 31))):
        PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa=etapa, fecha=fecha)
    InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso], titulo="Redes del territorio"))
    informe_enviado(ProyectoFactory(direcciones=[maule], titulo="Ferias de la precordillera"))
    informe_emitido(ProyectoFactory(direcciones=[valparaiso], titulo="Agua para el estero"))
    pagina = abrir(nacional)

    pagina.ir("/informes/entregas/?anio=2020")

    pagina.revisar("entregas")
    pagina.tomar("entregas", pagina.pagina.get_by_role("button", name="Recordar a los atrasados"))


def test_el_tablero_se_acota_y_cada_cifra_se_abre(abrir, nacional, valparaiso, maule):
    for direccion in (valparaiso, maule):
        MesaFactory(direcciones=[direccion])
    pagina = abrir(nacional)

    pagina.ir("/tablero/")
    figura = pagina.pagina.locator(".cifra a").first
    pagina.tomar("tablero", figura)
    figura.click()

    assert pagina.pagina.locator("tbody tr").count() == 2
