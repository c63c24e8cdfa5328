"""El libro de un listado: todo lo filtrado, con números y fechas de verdad, y los mismos derechos que la página."""

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.safestring import mark_safe
from openpyxl import load_workbook

from comun import tablas_xlsx
from comun.models import Bitacora
from comun.tablas import Columna, Tabla
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory

LISTAS = ("mesas", "sesiones", "compromisos", "actores", "territorios", "direcciones", "proyectos", "informes")


def hoja_de(respuesta):
    return load_workbook(io.BytesIO(respuesta.content))["Datos"]


def filas_de(respuesta):
    return [list(fila) for fila in hoja_de(respuesta).iter_rows(values_only=True)]


def bajar(cliente, lista, **filtros):
    respuesta = cliente.get(reverse(f"{lista}_lista"), {**filtros, "formato": "xlsx"})
    assert respuesta.status_code == 200
    return respuesta


def tabla_de(filas, columnas, usuario, direccion="/?formato=xlsx"):
    peticion = RequestFactory().get(direccion)
    peticion.user = usuario
    return Tabla(columnas, filas, peticion, titulo="Cosas")


@pytest.mark.parametrize("lista", LISTAS)
def test_cada_listado_se_baja_con_sus_encabezados(entrar, nacional, lista):
    respuesta = bajar(entrar(nacional), lista)

    assert respuesta["Content-Disposition"].startswith(f'attachment; filename="{lista}-')
    assert len(filas_de(respuesta)[0]) > 3


def test_lleva_todas_las_filas_del_filtro_y_no_solo_la_pagina(entrar, encargada, valparaiso):
    for n in range(30):
        MesaFactory(direcciones=[valparaiso], nombre=f"Mesa del agua {n}")
    MesaFactory(direcciones=[valparaiso], nombre="Otra cosa")

    filas = filas_de(bajar(entrar(encargada), "mesas", q="agua"))

    assert len(filas) == 31
    assert "Otra cosa" not in str(filas)


def test_lleva_solo_lo_que_ve_quien_lo_baja(entrar, encargada, maule):
    MesaFactory(direcciones=[maule])

    assert len(filas_de(bajar(entrar(encargada), "mesas"))) == 1


def test_quien_no_abre_el_listado_no_baja_el_libro(entrar, observadora):
    respuesta = entrar(observadora).get(reverse("actores_lista"), {"formato": "xlsx"})

    assert respuesta.status_code == 403
    assert not Bitacora.objects.exists()


def test_queda_en_la_bitacora_quien_bajo_que(entrar, encargada, valparaiso):
    MesaFactory(direcciones=[valparaiso])

    bajar(entrar(encargada), "mesas", q="mesa")

    acto = Bitacora.objects.get()
    assert (acto.usuario, acto.acto) == (encargada, Bitacora.Acto.EXPORTACION)
    assert acto.detalle.startswith("XLSX de Mesas, 1 filas: q=mesa")


def test_la_pagina_ofrece_el_libro_con_los_mismos_filtros(entrar, encargada, valparaiso):
    MesaFactory(direcciones=[valparaiso], nombre="Mesa del agua")

    pagina = entrar(encargada).get(reverse("mesas_lista"), {"q": "agua", "pagina": "1"}).content.decode()

    assert 'href="?q=agua&amp;formato=xlsx" download>Descargar XLSX</a>' in pagina


def test_numeros_y_fechas_son_de_verdad_y_un_texto_nunca_es_formula(encargada):
    fila = SimpleNamespace(
        texto="=1+1", entero=1500, monto=Decimal("11783.20"), dia=date(2020, 5, 3), si=True, nada=None, raro="a\x00b"
    )
    columnas = [Columna(nombre, nombre) for nombre in vars(fila)]
    columnas[2] = Columna("monto", "monto", tipo="usd")
    columnas.append(Columna("chip", lambda fila: mark_safe("<span class='chip'>en marcha &amp; más</span>")))

    hoja = hoja_de(tabla_de([fila], columnas, encargada).como_xlsx("cosas"))

    celdas = {hoja.cell(1, n).value: hoja.cell(2, n) for n in range(1, hoja.max_column + 1)}
    assert (celdas["texto"].value, celdas["texto"].data_type) == ("=1+1", "s")
    assert (celdas["entero"].value, celdas["entero"].data_type) == (1500, "n")
    assert (celdas["monto"].value, celdas["monto"].number_format) == (11783.2, '"US$" #,##0.00')
    assert celdas["dia"].value.date() == date(2020, 5, 3)
    assert (celdas["si"].value, celdas["nada"].value, celdas["raro"].value) == ("sí", None, "ab")
    assert celdas["chip"].value == "en marcha & más"


def test_el_compromiso_va_entero_con_su_monto_y_su_moneda(entrar, encargada, valparaiso):
    accion = "Financiar " + "el sistema de agua potable " * 20
    CompromisoFactory(direcciones=[valparaiso], accion=accion, monto=9000000, moneda="CLP", vence=date(2027, 3, 1))

    encabezados, fila = filas_de(bajar(entrar(encargada), "compromisos"))

    dicho = dict(zip(encabezados, fila, strict=True))
    assert dicho["Compromiso"].strip() == accion.strip()
    assert (dicho["Monto"], dicho["Moneda"], dicho["Vence"].date()) == (9000000, "CLP", date(2027, 3, 1))


def test_lo_que_no_cabe_se_dice(encargada, monkeypatch):
    monkeypatch.setattr(tablas_xlsx, "TOPE", 2)
    filas = [SimpleNamespace(n=n) for n in range(5)]

    escritas = filas_de(tabla_de(filas, [Columna("N", "n")], encargada).como_xlsx("cosas"))

    assert escritas == [["N"], [0], [1], ["Van las primeras 2 filas de 5: filtra para bajar el resto."]]


def test_las_consultas_no_crecen_con_las_filas(entrar, encargada, valparaiso, consultas_de):
    url = f"{reverse('mesas_lista')}?formato=xlsx"
    cliente = entrar(encargada)
    MesaFactory(direcciones=[valparaiso])
    cliente.get(url)
    pocas = consultas_de(cliente, url)
    for _ in range(9):
        MesaFactory(direcciones=[valparaiso])

    assert consultas_de(cliente, url) == pocas
